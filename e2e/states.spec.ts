import { expect, get, nodesOf, setAws, test } from "./product.ts";

type Overview = { scopes: { key: string; gaps: { action: string }[] }[] };

const scope = "640218093317:eu-central-1";
const action = "ssm:DescribeInstanceInformation";

test.afterEach(async ({ request }) => setAws(request, "denied", { rules: [] }));

test("a permission that goes missing is named with the statement that grants it, and no node changes its status because of it", async ({
  page,
  request,
}) => {
  const before = await nodesOf(request, `scope:${scope}`);
  const missing = async () =>
    (await get<Overview>(request, "/api/v1/syncs")).scopes
      .find(({ key }) => key === scope)!
      .gaps.map((gap) => gap.action);
  await setAws(request, "denied", { rules: [{ action, account: "640218093317", region: "eu-central-1" }] });
  await page.goto(`/fleet?q=scope:${scope}`);
  await page.getByRole("button", { name: /scopes/ }).click();
  const panel = page.getByRole("dialog", { name: "Reading AWS" });
  await panel.getByRole("button", { name: "data · eu-central-1" }).click();
  await panel.getByRole("button", { name: "Read now", exact: true }).click();
  await expect.poll(missing, { timeout: 20_000 }).toContain(action);
  await page.keyboard.press("Escape");

  const banner = page.getByRole("status").filter({ hasText: "is unknown" });
  await expect(banner).toContainText(`Part of data · eu-central-1 is unknown: ${action} is denied.`);
  expect(await nodesOf(request, `scope:${scope}`)).toMatchObject({
    total: before.total,
    items: before.items.map(({ id, status }) => ({ id, status })),
  });
  await banner.getByRole("button", { name: "Show the statement" }).click();
  await expect(panel.getByText(`"Action": "${action}"`)).toBeVisible();

  await setAws(request, "denied", { rules: [] });
  await panel.getByRole("button", { name: "Read again now" }).click();
  await expect.poll(missing, { timeout: 20_000 }).not.toContain(action);
  await page.keyboard.press("Escape");
  await expect(banner).toBeHidden();
});

test.describe("with an API that does not answer", () => {
  test.use({ areFailedRequestsMeant: true });

  test("the table says so, and shows the rows once it does", async ({ page }) => {
    await page.goto("/fleet");
    await page.locator('[role="grid"]:not([data-still])').waitFor();
    await page.route("**/api/v1/nodes?**", (route) => route.abort());
    await page.getByRole("checkbox", { name: /^windows [\d,]+$/ }).click();
    await expect(page.getByRole("alert").getByRole("button", { name: "Try again" })).toBeVisible({
      timeout: 20_000,
    });
    await page.unroute("**/api/v1/nodes?**");
    await page.getByRole("button", { name: "Try again" }).click();
    await expect(page.getByRole("grid").getByRole("row").nth(3)).toBeVisible();
  });
});
