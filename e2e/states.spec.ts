import { expect, get, nodesOf, setAws, test } from "./product.ts";

type Overview = {
  scopes: {
    key: string;
    gaps: { action: string }[];
    sync: { finishedAt: number | null; startedAt: number } | null;
  }[];
};

const scope = "640218093317:eu-central-1";
const action = "ssm:DescribeInstanceInformation";

test.afterEach(async ({ request }) => setAws(request, "denied", { rules: [] }));

test("a permission that goes missing is named, and no node changes its status because of it", async ({
  page,
  request,
}) => {
  const before = await nodesOf(request, `scope:${scope}`);
  await setAws(request, "denied", { rules: [{ action, account: "640218093317", region: "eu-central-1" }] });
  await page.goto(`/fleet?q=scope:${scope}`);
  await page
    .getByRole("button", { name: /scopes/ })
    .first()
    .click();
  await page
    .getByRole("dialog")
    .getByRole("button", { name: /^Read (everything|all)? ?now/i })
    .first()
    .click();
  await expect
    .poll(
      async () =>
        (await get<Overview>(request, "/api/v1/syncs")).scopes
          .find(({ key }) => key === scope)!
          .gaps.map((gap) => gap.action),
      { timeout: 25_000 },
    )
    .toContain(action);
  await page.keyboard.press("Escape");
  await expect(page.getByRole("banner").getByText(/denied/)).toBeVisible();
  expect(await nodesOf(request, `scope:${scope}`)).toMatchObject({
    total: before.total,
    items: before.items.map(({ id, status }) => ({ id, status })),
  });
});

test("an API that fails is told, with a way out", async ({ page }) => {
  await page.goto("/fleet");
  await page.route("**/api/v1/nodes?**", (route) => route.abort());
  await page.getByRole("checkbox", { name: /^windows [\d,]+$/ }).click();
  await expect(page.getByRole("button", { name: /try again/i })).toBeVisible({ timeout: 20_000 });
  await page.unroute("**/api/v1/nodes?**");
  await page.getByRole("button", { name: /try again/i }).click();
  await expect(page.getByRole("grid").getByRole("row").nth(3)).toBeVisible();
});
