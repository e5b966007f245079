import AxeBuilder from "@axe-core/playwright";
import { expect, nodesOf, table, test } from "./product.ts";

test("the palette jumps to a node by its name, its id and its address", async ({ page, request }) => {
  const node = (await nodesOf(request, "status:lost tag:Env=prod")).items.find(
    ({ privateAddress }) => privateAddress !== null,
  )!;
  for (const words of [node.id, node.privateAddress!, node.name!]) {
    await page.goto("/settings");
    await page.keyboard.press("Control+k");
    await page.getByRole("dialog").getByRole("combobox").fill(words);
    await page
      .getByRole("option", { name: new RegExp(node.name!) })
      .first()
      .click();
    await expect(page).toHaveURL(/\/nodes\//);
  }
});

test("the theme is switched by hand and remembered", async ({ page }) => {
  await page.goto("/fleet");
  await page.getByRole("button", { name: /^Theme: system/ }).click();
  await expect(page.locator("html")).toHaveAttribute("data-theme", "light");
  await page.reload();
  await expect(page.locator("html")).toHaveAttribute("data-theme", "light");
});

test("the sync panel shows every scope", async ({ page }) => {
  await page.goto("/fleet");
  await page.getByRole("button", { name: /12 scopes/ }).click();
  const panel = page.getByRole("dialog");
  for (const scope of ["prod · us-east-1", "staging · eu-central-1", "data · ap-southeast-2"])
    await expect(panel.getByText(scope)).toBeVisible();
});

test("the scope picker narrows the fleet", async ({ page, request }) => {
  const { total } = await nodesOf(request, "scope:210987654321:us-east-1");
  await page.goto("/fleet?q=scope:210987654321:us-east-1");
  await expect(page.getByRole("status").filter({ hasText: /nodes?$/ })).toContainText(
    total.toLocaleString("en-US"),
  );
  await page
    .getByRole("button", { name: /1 of 12|us-east-1|1 scope/ })
    .first()
    .click();
  await expect(page.getByRole("dialog").or(page.getByRole("listbox")).first()).toBeVisible();
});

test("? lists the keys", async ({ page }) => {
  await page.goto("/fleet");
  await expect(table(page).getByRole("row").nth(3)).toBeVisible();
  await page.keyboard.press("?");
  await expect(page.getByRole("dialog")).toContainText("Jump to a node, page or action");
});

test("says above every page that the demo is not real", async ({ page }) => {
  for (const path of ["/fleet", "/settings"]) {
    await page.goto(path);
    await expect(page.getByText("Demo fleet: nothing here is real.")).toBeVisible();
  }
});

for (const colorScheme of ["light", "dark"] as const) {
  for (const width of [1440, 390]) {
    test(`nobody is kept out: axe finds nothing in ${colorScheme} at ${width} px`, async ({
      page,
      request,
    }) => {
      const [node] = (await nodesOf(request, "status:lost")).items;
      await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
      await page.setViewportSize({ width, height: 900 });
      for (const path of ["/fleet", `/nodes/${node!.scope}/${node!.id}`, "/settings"]) {
        await page.goto(path);
        await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
        const { violations } = await new AxeBuilder({ page }).analyze();
        const grave = violations.filter(({ impact }) => impact === "serious" || impact === "critical");
        expect(grave.map(({ id, nodes }) => `${path} ${id}: ${nodes[0]?.html}`)).toEqual([]);
      }
    });
  }
}
