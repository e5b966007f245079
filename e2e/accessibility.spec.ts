import AxeBuilder from "@axe-core/playwright";
import type { Page } from "@playwright/test";
import { expect, get, nodeAddress, nodesOf, type Row, sidePanel, test } from "./product.ts";

/** The screens as people meet them, the fleet with its side panel open; it opens where there is room for it. */
const screensWith = (node: Row, causeAddress: string) => [
  `/fleet?peek=${node.scope}/${node.id}`,
  "/fleet?view=pivot&tag=Env",
  nodeAddress(node),
  "/causes",
  "/causes/catalogue",
  "/causes/security-group-egress-blocks",
  causeAddress,
  "/settings",
];

for (const colorScheme of ["light", "dark"] as const) {
  for (const width of [1440, 390]) {
    test(`nobody is kept out: axe finds nothing in ${colorScheme} at ${width} px`, async ({
      page,
      request,
    }) => {
      const [node] = (await nodesOf(request, "status:lost")).items;
      await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
      await page.setViewportSize({ width, height: 900 });
      const { items } = await get<{ items: { code: string; key: string }[] }>(
        request,
        "/api/v1/causes?limit=1",
      );
      const causeAddress = `/causes/${items[0]!.code}/${encodeURIComponent(items[0]!.key)}`;
      for (const address of screensWith(node!, causeAddress)) {
        await page.goto(address);
        await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
        if (width > 760 && address.includes("peek=")) {
          await expect(sidePanel(page).getByRole("heading", { name: node!.name! })).toBeVisible();
        }
        expect(await graveFindings(page), address).toEqual([]);
      }
    });
  }
}

async function graveFindings(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  return violations
    .filter(({ impact }) => impact === "serious" || impact === "critical")
    .map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`);
}
