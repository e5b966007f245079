import { expect, nodesOf, test } from "./product.ts";

const prod = "account:210987654321 region:us-east-1";

test("a command is judged while it is typed, target by target, and cleaned", async ({ page, request }) => {
  const [lost, reachable] = await Promise.all([
    nodesOf(request, `${prod} status:lost platform:linux`),
    nodesOf(request, `${prod} status:reachable platform:linux`),
  ]);
  const [good, other] = reachable.items;
  const ids = [good!.id, lost.items[0]!.id, "i-0ffffffffffffffff"];
  await page.goto("/preflight");
  const box = page.getByRole("textbox", { name: "What you mean to send" });
  await expect(box).toBeFocused();
  await box.fill(`aws ssm send-command --document-name AWS-RunShellScript --instance-ids ${ids.join(" ")}`);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(
    "Sent now, AWS refuses the whole call: 1 of its 3 targets sinks it.",
  );
  await expect(page.getByText("An error occurred (InvalidInstanceId)")).toBeVisible();
  await expect(page.getByText("DeliveryTimedOut, after 3,600 s")).toBeVisible();
  await expect(page.getByText("1 kept, 2 left out")).toBeVisible();
  await expect(page).toHaveURL(/\/preflight\?text=aws/);
  await box.fill(`${good!.id} ${other!.id}`);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Sent now, both targets receive it.");
});

test("an address says what was asked, and a tag that nobody has is a miss", async ({ page }) => {
  await page.goto("/preflight?text=tag:Nobody=has-this");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Sent now, it reaches nobody.");
  await expect(page.getByText("matches no node that SSM knows")).toBeVisible();
});

test("a reason that many targets share is told once, and names all of them", async ({ page, request }) => {
  const { items } = await nodesOf(request, `${prod} cause:security-group-egress-blocks status:lost`);
  const shared = items.slice(0, 8);
  await page.goto(`/preflight?text=${shared.map(({ id }) => id).join("+")}`);
  await expect(page.getByText("AWS takes the command, and it waits until it times out")).toHaveCount(1);
  await page.getByRole("button", { name: "and 4 more" }).click();
  for (const { name } of shared) await expect(page.getByRole("link", { name: `${name} ` })).toBeVisible();
});

test("chosen nodes are taken along from the fleet", async ({ page, request }) => {
  const { items } = await nodesOf(request, "status:lost");
  await page.goto("/fleet?q=status:lost");
  await page
    .getByRole("checkbox", { name: /select/i })
    .nth(1)
    .check();
  await page.getByRole("button", { name: "Preflight", exact: true }).click();
  await expect(page).toHaveURL(/\/preflight/);
  await expect(page.getByRole("textbox", { name: "What you mean to send" })).toHaveValue(
    /^i-[0-9a-f]+$|^mi-[0-9a-f]+$/,
  );
  expect(items.length).toBeGreaterThan(0);
});

test("everything that matches is taken along from the fleet", async ({ page, request }) => {
  const { items } = await nodesOf(request, "status:lost");
  await page.goto("/fleet?q=status:lost");
  await page.getByRole("button", { name: /^Preflight [\d,]+ nodes$/ }).click();
  await expect(page.getByRole("textbox", { name: "What you mean to send" })).toHaveValue(
    new RegExp(items[0]!.id),
  );
});
