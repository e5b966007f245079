import AxeBuilder from "@axe-core/playwright";
import { expect, get, sidePanel, test, url } from "./product.ts";
import { causePath, egress, partlyMended, walkthroughPath } from "./walkthroughs.ts";

test("the ways to the fixes: plan, row's panel, node, preflight, rail, palette", async ({
  page,
  request,
}) => {
  const { items } = await get<{ items: { scope: string; id: string }[] }>(
    request,
    `/api/v1/nodes?limit=1&q=cause:${egress}`,
  );
  const node = items[0]!;
  await page.goto("/causes");
  const plan = page.getByRole("region", { name: "Fix plan" });
  await expect(plan.getByRole("listitem").first()).toContainText("brings back +");
  await plan.getByRole("link").first().click();
  await expect(page).toHaveURL(/\/fixes\/.+/);

  await page.goto(`/fleet?peek=${node.scope}/${node.id}`);
  await sidePanel(page).getByRole("link", { name: "Fix it" }).click();
  await expect(page.getByRole("dialog", { name: "Fix it" })).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(page.getByRole("dialog")).toBeHidden();

  await page.goto(`/nodes/${node.scope}/${node.id}`);
  await page.getByRole("button", { name: "Fix it" }).click();
  await expect(page.getByRole("dialog", { name: "Fix it" })).toBeVisible();
  await page.keyboard.press("Escape");

  await page.keyboard.press("g");
  await page.keyboard.press("i");
  await expect(page).toHaveURL(`${url()}/fixes`);
  await page.getByRole("searchbox", { name: "Filter the fixes" }).fill("CreateNatGateway");
  await expect(page.getByText("Create NAT gateway").first()).toBeVisible();
  await page.keyboard.press("Control+k");
  await page.getByRole("combobox").fill("fix let tcp 443 out");
  await page
    .getByRole("option", { name: /^Let TCP 443 out of .*brings back \d+ node/ })
    .first()
    .click();
  await expect(page).toHaveURL(/\/fixes\/allow-security-group-egress/);
});

for (const colorScheme of ["light", "dark"] as const) {
  for (const width of [1440, 390]) {
    test(`nobody is kept out of the fixes in ${colorScheme} at ${width} px, and nothing scrolls sideways`, async ({
      page,
      request,
    }) => {
      test.setTimeout(90_000);
      const { cause, id } = await partlyMended(request);
      await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
      await page.setViewportSize({ width, height: 900 });
      for (const address of [
        walkthroughPath(id),
        "/fixes",
        "/fixes/history",
        "/causes",
        `${causePath(cause)}?fix=yes`,
      ]) {
        await page.goto(address);
        await expect(
          page.getByRole("heading", { level: address.includes("?fix") ? 2 : 1 }).first(),
        ).toBeVisible();
        if (address.includes("?fix"))
          await expect(page.getByRole("dialog").getByRole("figure")).toBeVisible();
        const { violations } = await new AxeBuilder({ page }).analyze();
        const grave = violations.filter(({ impact }) => impact === "serious" || impact === "critical");
        expect(
          grave.map(({ id: rule, nodes }) => `${rule}: ${nodes[0]?.html}`),
          address,
        ).toEqual([]);
        const wide = await page.evaluate(() => document.documentElement.scrollWidth);
        expect(wide, address).toBeLessThanOrEqual(width);
      }
    });
  }
}
