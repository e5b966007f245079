import type { Locator, Page } from "@playwright/test";
import { count, expect, foot, get, nodeAddress, nodesOf, rowAt, test } from "./product.ts";

async function openPalette(page: Page, words: string): Promise<void> {
  const input = page.getByRole("dialog").getByRole("combobox");
  await expect(async () => {
    await page.keyboard.press("Control+k");
    await expect(input).toBeFocused({ timeout: 500 });
  }).toPass();
  await input.fill(words);
}

/** Keys work as soon as the page is alive, which is a moment after it is drawn. */
async function openShortcuts(page: Page): Promise<Locator> {
  const list = page.getByRole("dialog", { name: "Keyboard" });
  await expect(async () => {
    await page.keyboard.press("?");
    await expect(list).toBeVisible({ timeout: 500 });
  }).toPass();
  return list;
}

test("the palette jumps to a node by its name, its id and its address", async ({ page, request }) => {
  const node = (await nodesOf(request, "status:lost tag:Env=prod")).items.find(
    ({ privateAddress }) => privateAddress !== null,
  )!;
  for (const words of [node.id, node.privateAddress!, node.name!]) {
    await page.goto("/settings");
    await openPalette(page, words);
    await page
      .getByRole("option", { name: new RegExp(node.name!) })
      .first()
      .click();
    await expect(page).toHaveURL(/\/nodes\//);
    await expect(page.getByRole("heading", { level: 1 })).toContainText(node.name!);
  }
});

test("what is typed right behind the palette's keys reaches it, and Enter opens the first node", async ({
  page,
  request,
}) => {
  const node = (await nodesOf(request, "status:lost tag:Env=prod")).items[0]!;
  await page.goto("/settings");
  await openShortcuts(page);
  await page.keyboard.press("Escape");
  await page.keyboard.press("Control+k");
  await page.keyboard.type(node.id);
  await expect(page.getByRole("dialog").getByRole("combobox")).toHaveValue(node.id);
  await expect(page.getByRole("option", { selected: true })).toContainText(node.name!);
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(new RegExp(node.id));
});

test("the palette jumps to a page", async ({ page }) => {
  await page.goto("/fleet");
  await openPalette(page, "settings");
  await page.getByRole("option", { name: /^Settings/ }).click();
  await expect(page).toHaveURL(/\/settings$/);
  await expect(page.getByRole("dialog")).toBeHidden();
});

test("the theme is switched by hand and remembered", async ({ page }) => {
  await page.goto("/fleet");
  await page.getByRole("button", { name: /^Theme: system/ }).click();
  await expect(page.locator("html")).toHaveAttribute("data-theme", "light");
  await page.reload();
  await expect(page.locator("html")).toHaveAttribute("data-theme", "light");
});

test("the sync panel shows every scope, and of each what was asked of AWS", async ({ page, request }) => {
  const { scopes } = await get<{ scopes: { account: string; region: string; accountName: string }[] }>(
    request,
    "/api/v1/syncs",
  );
  expect(scopes).toHaveLength(12);
  await page.goto("/fleet");
  await page.getByRole("button", { name: /12 scopes/ }).click();
  const panel = page.getByRole("dialog", { name: "Reading AWS" });
  for (const { accountName, region } of scopes)
    await expect(panel.getByRole("button", { name: `${accountName} · ${region}` })).toBeVisible();
  await panel.getByRole("button", { name: "prod · us-east-1" }).click();
  const call = panel.getByRole("row", { name: /^ssm:DescribeInstanceInformation/ });
  await expect(call.first()).toContainText(/done/);
});

test("the scope picker narrows the fleet to a Region of an account", async ({ page, request }) => {
  const { total } = await nodesOf(request, "scope:210987654321:eu-west-1");
  await page.goto("/fleet");
  await page.getByRole("button", { name: "3 accounts × 4 Regions" }).click();
  const picker = page.getByRole("dialog", { name: "Accounts and Regions" });
  await picker.getByRole("combobox").fill("prod eu-west-1");
  await picker.getByRole("option", { name: /eu-west-1/ }).click();
  await expect(foot(page)).toHaveText(count(total));
  await expect(page).toHaveURL(/q=scope:210987654321:eu-west-1$/);
  await expect(page.getByRole("banner").getByRole("button", { name: "prod · eu-west-1" })).toBeVisible();
});

test("the scope picker narrows failures where they are", async ({ page }) => {
  await page.goto("/failures?q=kind:TargetNotConnected");
  await page.getByRole("button", { name: "3 accounts × 4 Regions" }).click();
  await page.getByRole("combobox", { name: "Accounts and Regions" }).fill("prod us-east-1");
  await page.getByRole("option", { name: /us-east-1/ }).click();
  await expect(page).toHaveURL("/failures?q=kind:TargetNotConnected+scope:210987654321:us-east-1");
});

test("? lists the keys", async ({ page }) => {
  await page.goto("/fleet");
  const list = await openShortcuts(page);
  await expect(list).toContainText("Jump to a node, page or action");
  await page.keyboard.press("Escape");
  await expect(list).toBeHidden();
});

test("a phone shows cards and a tab bar instead of a table and a rail", async ({ page, request }) => {
  const { items } = await nodesOf(request, "status:lost");
  await page.setViewportSize({ width: 390, height: 844 });
  await page.goto("/fleet?q=status:lost");
  await expect(page.getByRole("columnheader")).toHaveCount(0);
  expect((await rowAt(page, 0).boundingBox())!.height).toBeGreaterThan(60);
  const scrolledWidth = await page.evaluate(() => document.documentElement.scrollWidth);
  expect(scrolledWidth, "nothing scrolls sideways").toBe(390);
  await rowAt(page, 0).getByText(items[0]!.name!).click();
  await expect(page).toHaveURL(new RegExp(`/${items[0]!.id}$`));
  await page.getByRole("navigation", { name: "Main" }).getByRole("link", { name: "Settings" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(/^Muster reads a demo fleet/);
});

test("on a phone the sheet of filters has what else can be done with the nodes", async ({
  page,
  request,
}) => {
  const { total } = await nodesOf(request, "status:lost");
  await page.setViewportSize({ width: 390, height: 844 });
  await page.goto("/fleet?q=status:lost");
  await page.getByRole("button", { name: /^Filters/ }).click();
  const sheet = page.getByRole("dialog", { name: "Filters" });
  const actions = sheet.getByRole("region", { name: "With these nodes" });
  await expect(actions.getByRole("button", { name: `Preflight ${count(total)}` })).toBeVisible();
  await actions.getByRole("button", { name: "Views" }).click();
  await expect(page.getByRole("textbox", { name: "Name of the view" })).toBeVisible();
  await page.keyboard.press("Escape");
  await actions.getByRole("button", { name: "Export" }).click();
  await expect(page.getByRole("menuitem", { name: "CSV" })).toBeVisible();
  await page.keyboard.press("Escape");
  await actions.getByRole("button", { name: "Exclude these" }).click();
  const dialog = page.getByRole("dialog", { name: "Not meant to answer" });
  await expect(dialog.getByLabel("Nodes")).toHaveValue("status:lost");
  await page.keyboard.press("Escape");
  await actions.getByRole("link", { name: "Pivot" }).click();
  await expect(page).toHaveURL(/view=pivot/);
});

for (const colorScheme of ["light", "dark"] as const) {
  test(`every page says that the demo is not real, and is quiet, in ${colorScheme}`, async ({
    page,
    request,
  }) => {
    const [node] = (await nodesOf(request, "status:lost")).items;
    await page.emulateMedia({ colorScheme });
    for (const path of ["/fleet", nodeAddress(node!), "/settings"]) {
      await page.goto(path);
      await expect(page.getByText("Demo fleet: nothing here is real.")).toBeVisible();
      await openShortcuts(page);
    }
  });
}
