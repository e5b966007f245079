import { readFile } from "node:fs/promises";
import { count, expect, filterBox, get, nodesOf, type Row, table, test } from "./product.ts";

test("the headline counts what the API counts", async ({ page, request }) => {
  const summary = await get<{ answer: number; shouldAnswer: number }>(request, "/api/v1/summary");
  await page.goto("/fleet");
  const headline = `${summary.answer.toLocaleString("en-US")} of ${summary.shouldAnswer.toLocaleString("en-US")} nodes that should answer do`;
  await expect(page.getByRole("heading", { level: 1 })).toContainText(headline);
});

test("a filter that is typed stands in the address, the facets and the rows", async ({ page, request }) => {
  const { total, items } = await nodesOf(request, "tag:Env=prod status:lost");
  await page.goto("/fleet");
  await filterBox(page).fill("tag:Env=prod");
  await filterBox(page).press("Enter");
  await filterBox(page).fill("status:lost");
  await filterBox(page).press("Enter");
  await expect.poll(() => new URL(page.url()).searchParams.get("q")).toBe("tag:Env=prod status:lost");
  await expect(page.getByRole("status").filter({ hasText: /nodes?$/ })).toHaveText(count(total));
  await expect(page.getByRole("checkbox", { name: /^Connection lost/ })).toBeChecked();
  await expect(table(page).getByRole("link", { name: items[0]!.name!, exact: true }).first()).toBeVisible();
});

test("a facet narrows, Back takes it away again, and Forward brings it back", async ({ page, request }) => {
  const all = await nodesOf(request, "");
  const windows = await nodesOf(request, "platform:windows");
  const foot = page.getByRole("status").filter({ hasText: /nodes?$/ });
  await page.goto("/fleet");
  await expect(foot).toHaveText(count(all.total));
  await page.getByRole("checkbox", { name: /^windows [\d,]+$/ }).click();
  await expect(foot).toHaveText(count(windows.total));
  await expect(page.getByRole("button", { name: "Remove platform:windows" })).toBeVisible();
  await page.goBack();
  await expect(foot).toHaveText(count(all.total));
  await page.goForward();
  await expect(foot).toHaveText(count(windows.total));
});

test("where nothing matches, the page says which term to drop, and dropping it helps", async ({
  page,
  request,
}) => {
  const { total } = await nodesOf(request, "status:lost");
  await page.goto("/fleet?q=status:lost tag:Env=nowhere");
  await expect(page.getByRole("heading", { name: "No node matches both." })).toBeVisible();
  await page.getByRole("link", { name: "without tag:Env=nowhere" }).click();
  await expect(page.getByRole("status").filter({ hasText: /nodes?$/ })).toHaveText(count(total));
});

test("the keyboard alone gets to a node and back", async ({ page }) => {
  await page.goto("/fleet?q=status:lost");
  await expect(table(page).getByRole("row").nth(3)).toBeVisible();
  await page.keyboard.press("/");
  await expect(filterBox(page)).toBeFocused();
  await page.keyboard.press("Escape");
  await page.keyboard.press("j");
  await page.keyboard.press("j");
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/\/nodes\//);
  await expect(page.getByRole("heading", { level: 1 })).toContainText("SSM lost");
  await page.goBack();
  await expect(table(page)).toBeVisible();
});

test("a row opens beside the list, in the address, and Escape closes it", async ({ page }) => {
  await page.goto("/fleet?q=status:lost");
  await table(page).getByRole("row").nth(2).getByRole("gridcell").nth(3).click();
  await expect(page).toHaveURL(/peek=/);
  const panel = page.getByRole("complementary", { name: "Node" });
  await expect(panel.getByText("ssm:DescribeInstanceInformation")).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(panel).toBeHidden();
  await expect(page).not.toHaveURL(/peek=/);
});

test("the whole fleet scrolls, and its last row is the right one", async ({ page, request }) => {
  const { total } = await nodesOf(request, "");
  const { items } = await get<{ items: Row[] }>(request, `/api/v1/nodes?sort=name&limit=1&at=${total - 1}`);
  await page.goto("/fleet?sort=name");
  await expect(table(page).getByRole("row").nth(3)).toBeVisible();
  const last = table(page).locator(`[aria-rowindex='${total + 1}']`);
  await page.mouse.move(800, 600);
  await expect(async () => {
    await page.mouse.wheel(0, 20_000);
    await expect(last).toBeVisible({ timeout: 250 });
  }).toPass();
  await expect(last).toContainText(items[0]!.name ?? items[0]!.id);
});

test("what is filtered can be taken along as CSV", async ({ page, request }) => {
  const { total } = await nodesOf(request, "status:lost");
  await page.goto("/fleet?q=status:lost");
  await page.getByRole("button", { name: "Export" }).click();
  const downloading = page.waitForEvent("download");
  await page.getByRole("menuitem", { name: /CSV/ }).click();
  const text = await readFile(await (await downloading).path(), "utf8");
  expect(text.trim().split("\n").length).toBe(total + 1);
});

test("one tag against status is a table whose cells lead to their nodes", async ({ page, request }) => {
  const { total } = await nodesOf(request, "status:lost tag:Env=staging");
  await page.goto("/fleet?view=pivot&tag=Env");
  await page
    .getByRole("row", { name: /^staging/ })
    .getByRole("link", { name: String(total), exact: true })
    .first()
    .click();
  await expect(page).toHaveURL(/status/);
  await page.getByRole("link", { name: "Table" }).click();
  await expect(page.getByRole("status").filter({ hasText: /nodes?$/ })).toHaveText(count(total));
});
