import AxeBuilder from "@axe-core/playwright";
import type { APIRequestContext, Page } from "@playwright/test";
import { expect, get, nodeAddress, nodesOf, sidePanel, test } from "./product.ts";

type Screen = { name: string; addressOf: (request: APIRequestContext) => Promise<string> };

const lostNode = async (request: APIRequestContext) => (await nodesOf(request, "status:lost")).items[0]!;
const at = (name: string, address = `/${name}`): Screen => ({ name, addressOf: async () => address });

/** The screens as people meet them, the fleet with its side panel open; it opens where there is room for it. */
const screens: readonly Screen[] = [
  {
    name: "the fleet with its side panel",
    addressOf: async (request) => {
      const { scope, id } = await lostNode(request);
      return `/fleet?peek=${scope}/${id}`;
    },
  },
  at("the pivot", "/fleet?view=pivot&tag=Env"),
  { name: "a node", addressOf: async (request) => nodeAddress(await lostNode(request)) },
  at("causes"),
  {
    name: "a shared cause",
    addressOf: async (request) => {
      const { items } = await get<{ items: { code: string; key: string }[] }>(
        request,
        "/api/v1/causes?limit=1",
      );
      return `/causes/${items[0]!.code}/${encodeURIComponent(items[0]!.key)}`;
    },
  },
  at("a code of the catalogue", "/causes/security-group-egress-blocks"),
  at("the catalogue", "/causes/catalogue"),
  {
    name: "failures with one open",
    addressOf: async (request) => {
      const { items } = await get<{ items: { id: string; group: string }[] }>(
        request,
        "/api/v1/failures?limit=1&tab=failures&q=source:cloudtrail",
      );
      return `/failures?open=${items[0]!.group}&failure=${encodeURIComponent(items[0]!.id)}`;
    },
  },
  at("failures as a table", "/failures?figures=table"),
  at("silent misses", "/failures?tab=silent"),
  at("stale references", "/failures?tab=stale"),
  at("preflight", "/preflight?text=i-0ffffffffffffffff+i-123+tag:Nobody=has-this"),
  at("settings"),
];

for (const colorScheme of ["light", "dark"] as const) {
  for (const width of [1440, 390]) {
    for (const { name, addressOf } of screens) {
      test(`nobody is kept out of ${name}: axe finds nothing in ${colorScheme} at ${width} px`, async ({
        page,
        request,
      }) => {
        const address = await addressOf(request);
        await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
        await page.setViewportSize({ width, height: 900 });
        await page.goto(address);
        await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
        if (width > 760 && address.includes("peek=")) {
          await expect(sidePanel(page).getByRole("link", { name: "Open node" })).toBeVisible();
        }
        expect(await graveFindings(page), address).toEqual([]);
      });
    }
  }
}

async function graveFindings(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  return violations
    .filter(({ impact }) => impact === "serious" || impact === "critical")
    .map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`);
}
