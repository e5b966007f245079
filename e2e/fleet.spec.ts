import { readFile } from "node:fs/promises";
import type { Page } from "@playwright/test";
import {
  count,
  expect,
  filterBox,
  foot,
  get,
  nodeAddress,
  nodesOf,
  type Row,
  rowAt,
  sidePanel,
  test,
} from "./product.ts";

const filterInAddress = (page: Page) => new URL(page.url()).searchParams.get("q");

test("the headline counts what the API counts", async ({ page, request }) => {
  const summary = await get<{ answer: number; shouldAnswer: number }>(request, "/api/v1/summary");
  await page.goto("/fleet");
  const headline = `${summary.answer.toLocaleString("en-US")} of ${summary.shouldAnswer.toLocaleString("en-US")} nodes that should answer do`;
  await expect(page.getByRole("heading", { level: 1 })).toContainText(headline);
});

test("a filter that is typed stands in the address, the facets and the rows", async ({ page, request }) => {
  const { total, items } = await nodesOf(request, "tag:Env=prod status:lost");
  await page.goto("/fleet");
  await filterBox(page).pressSequentially("tag:Env=prod status:lost");
  await filterBox(page).press("Enter");
  await expect.poll(() => filterInAddress(page)).toBe("tag:Env=prod status:lost");
  await expect(foot(page)).toHaveText(count(total));
  await expect(page.getByRole("checkbox", { name: `Connection lost ${total}`, exact: true })).toBeChecked();
  await expect(rowAt(page, 0)).toContainText(items[0]!.name!);
});

test("a facet narrows, Back takes it away again, and Forward brings it back", async ({ page, request }) => {
  const all = await nodesOf(request, "");
  const windows = await nodesOf(request, "platform:windows");
  await page.goto("/fleet");
  await expect(foot(page)).toHaveText(count(all.total));
  await page.getByRole("checkbox", { name: `windows ${windows.total}`, exact: true }).click();
  await expect(foot(page)).toHaveText(count(windows.total));
  await expect(page.getByRole("button", { name: "Remove platform:windows" })).toBeVisible();
  await page.goBack();
  await expect(foot(page)).toHaveText(count(all.total));
  await page.goForward();
  await expect(foot(page)).toHaveText(count(windows.total));
  await page.getByRole("button", { name: "Remove platform:windows" }).click();
  await expect(foot(page)).toHaveText(count(all.total));
});

test("where nothing matches, the page says which term to drop, and dropping it helps", async ({
  page,
  request,
}) => {
  const { total } = await nodesOf(request, "status:lost");
  await page.goto("/fleet?q=status:lost tag:Env=nowhere");
  await expect(page.getByRole("heading", { name: "No node matches both." })).toBeVisible();
  await page.getByRole("link", { name: "without tag:Env=nowhere" }).click();
  await expect(foot(page)).toHaveText(count(total));
});

test("the keyboard alone gets to a node and back", async ({ page, request }) => {
  const { items } = await nodesOf(request, "status:lost");
  await page.goto("/fleet?q=status:lost");
  await expect(rowAt(page, 2)).toBeVisible();
  await page.keyboard.press("/");
  await expect(filterBox(page)).toBeFocused();
  await page.keyboard.press("Escape");
  await page.keyboard.press("j");
  await page.keyboard.press("j");
  await page.keyboard.press("j");
  await page.keyboard.press("k");
  await expect(rowAt(page, 1)).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(new RegExp(`/${items[1]!.id}$`));
  await expect(page.getByRole("heading", { level: 1 })).toContainText("SSM lost");
  await page.goBack();
  await expect(foot(page)).toBeVisible();
});

test("a row opens beside the list without losing its place, is in the address, and Escape closes it", async ({
  page,
  request,
}) => {
  const { items } = await nodesOf(request, "status:reachable", "name");
  const looked = items[40]!;
  await page.goto("/fleet?q=status:reachable&sort=name&at=30");
  await expect(rowAt(page, 30)).toBeInViewport();
  await rowAt(page, 40).getByRole("gridcell").last().click();
  await expect.poll(() => new URL(page.url()).searchParams.get("peek")).toBe(`${looked.scope}/${looked.id}`);
  await expect(sidePanel(page).getByRole("link", { name: "Open node" })).toBeVisible();
  await expect(rowAt(page, 40)).toBeInViewport();
  await page.reload();
  await expect(sidePanel(page).getByRole("heading", { name: looked.name! })).toBeVisible();
  await expect(rowAt(page, 40)).toBeInViewport();
  await page.keyboard.press("Escape");
  await expect(sidePanel(page)).toBeHidden();
  await expect(page).not.toHaveURL(/peek=/);
});

test("a column's head sorts by it, and the other way round when pressed again", async ({ page, request }) => {
  await page.goto("/fleet");
  const head = page.getByRole("columnheader", { name: "Node" });
  for (const [sort, direction] of [
    ["name", "ascending"],
    ["-name", "descending"],
  ] as const) {
    const { items } = await nodesOf(request, "", sort);
    await head.getByRole("button").click();
    await expect(head).toHaveAttribute("aria-sort", direction);
    await expect(page).toHaveURL(new RegExp(`sort=${sort}$`));
    await expect(rowAt(page, 0)).toContainText(items[0]!.name ?? items[0]!.id);
  }
});

test("a place deep in the list shows the right rows, and is the same after a reload", async ({
  page,
  request,
}) => {
  const { items } = await get<{ items: Row[] }>(request, "/api/v1/nodes?sort=id&limit=1&at=1000");
  const thousandth = rowAt(page, 1000);
  await page.goto("/fleet?sort=id&columns=status,node,why,id");
  await rowAt(page, 1).hover();
  await page.mouse.wheel(0, 1000 * 30);
  await expect(thousandth).toContainText(items[0]!.id);
  await expect(page).toHaveURL(/at=\d{3,4}/);
  await page.reload();
  await expect(thousandth).toContainText(items[0]!.id);
  await expect(thousandth).toBeInViewport();
});

test("a column has the width that it is dragged to, also after a reload, and a double click lets it go", async ({
  page,
}) => {
  await page.goto("/fleet");
  const head = page.getByRole("columnheader", { name: "Node" });
  const widthOf = async () => (await head.boundingBox())!.width;
  const atEdge = async () => {
    const { x, y, width, height } = (await head.boundingBox())!;
    return { x: x + width + 5, y: y + height / 2 };
  };
  const usual = await widthOf();
  const from = await atEdge();
  await page.mouse.move(from.x, from.y);
  await page.mouse.down();
  await page.mouse.move(from.x + 60, from.y, { steps: 4 });
  await page.mouse.up();
  await expect.poll(widthOf).toBe(usual + 60);
  await page.reload();
  await expect.poll(widthOf).toBe(usual + 60);
  const { x, y } = await atEdge();
  await page.mouse.dblclick(x, y);
  await expect.poll(widthOf).toBe(usual);
});

test("what is filtered can be taken along as CSV and as JSON lines", async ({ page, request }) => {
  const { total, items } = await nodesOf(request, "status:lost");
  await page.goto("/fleet?q=status:lost");
  const take = async (format: string): Promise<string[]> => {
    await page.getByRole("button", { name: "Export" }).click();
    const downloading = page.waitForEvent("download");
    await page.getByRole("menuitem", { name: format, exact: true }).click();
    const text = await readFile(await (await downloading).path(), "utf8");
    return text.trimEnd().split("\n");
  };
  expect(await take("CSV")).toHaveLength(total + 1);
  const rows = (await take("JSON lines")).map((line) => JSON.parse(line) as Row);
  expect(rows).toHaveLength(total);
  expect(rows[0]).toMatchObject({ id: items[0]!.id, status: "lost" });
});

test("a view is kept under a name, opened again, and let go", async ({ page, request }) => {
  const { total } = await nodesOf(request, "status:unregistered");
  await page.goto("/fleet?q=status:unregistered");
  await page.getByRole("button", { name: "Views" }).click();
  await page.getByRole("textbox", { name: "Name of the view" }).fill("Never heard of");
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByText("“Never heard of” is saved.", { exact: true })).toBeVisible();

  await page.goto("/fleet");
  await page.getByRole("button", { name: "Views" }).click();
  await page.getByRole("link", { name: "Never heard of" }).click();
  await expect(foot(page)).toHaveText(count(total));
  expect(filterInAddress(page)).toBe("status:unregistered");

  await page.getByRole("button", { name: "Views" }).click();
  await page.getByRole("button", { name: "Delete the view Never heard of" }).click();
  await expect(page.getByText("No view is saved yet.")).toBeVisible();
});

test("rows that are selected with x give their ids to the clipboard", async ({ page, context, request }) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  const { items } = await nodesOf(request, "status:lost");
  await page.goto("/fleet?q=status:lost");
  await expect(rowAt(page, 1)).toBeVisible();
  for (const key of ["j", "x", "j", "x"]) await page.keyboard.press(key);
  await expect(page.getByRole("status").filter({ hasText: "2 selected" })).toBeVisible();
  await page.getByRole("button", { name: "Copy ids" }).click();
  await expect
    .poll(() => page.evaluate(() => navigator.clipboard.readText()))
    .toBe(`${items[0]!.id}\n${items[1]!.id}`);
});

test("one tag against status is a table whose cells lead to their nodes", async ({ page, request }) => {
  const { total, items } = await nodesOf(request, "tag:Env=staging status:lost");
  await page.goto("/fleet?view=pivot&tag=Env");
  const row = page.getByRole("row", { name: /^staging/ });
  await expect(page.getByRole("columnheader", { name: "Connection lost" })).toBeVisible();
  await row.getByTitle(/: Connection lost$/).click();
  await expect(foot(page)).toHaveText(count(total));
  await expect(rowAt(page, 0).getByRole("link").first()).toHaveAttribute("href", encodedAddress(items[0]!));
});

const encodedAddress = (node: Row) => nodeAddress({ ...node, scope: encodeURIComponent(node.scope) });
