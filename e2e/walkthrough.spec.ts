import { expect, test } from "./product.ts";
import { partlyMended, walkthroughPath } from "./walkthroughs.ts";

test("a tab is remembered, a step can be linked to, and a mark and a note are kept and seen by others", async ({
  page,
  request,
  context,
}) => {
  const { id } = await partlyMended(request);
  await page.goto(walkthroughPath(id));
  const other = await context.newPage();
  await other.goto(walkthroughPath(id));
  await page.getByRole("tab", { name: "Terraform" }).click();
  await expect(page).toHaveURL(/tab=terraform/);
  await page.goto(walkthroughPath(id));
  await expect(page.getByRole("tab", { name: "Terraform" })).toHaveAttribute("aria-selected", "true");

  await page.getByRole("button", { name: "Mark done" }).click();
  await expect(other.getByText(/^Done .* by /)).toBeVisible();
  await other.getByRole("button", { name: "Not done" }).click();
  await expect(page.getByRole("button", { name: "Mark done" })).toBeVisible();

  await page.getByLabel("Note").fill("Ask the owner of the group first.");
  await page.getByLabel("Note").blur();
  await expect(other.getByLabel("Note")).toHaveValue("Ask the owner of the group first.");
  await other.getByLabel("Note").fill("They are asked.");
  await page.getByLabel("Note").fill("Done by Friday.");
  await page.getByLabel("Note").blur();
  await other.getByRole("button", { name: "Take theirs" }).click();
  await expect(other.getByLabel("Note")).toHaveValue("Done by Friday.");
});
