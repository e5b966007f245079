import { type APIRequestContext, test as base, expect, type Page } from "@playwright/test";

export { expect };

/** Where the demo under test listens. */
export const url = () => process.env.MUSTER_URL!;

/**
 * Every page of every test must be quiet: no console error, no uncaught exception, no broken security policy. Only where
 * requests fail on purpose (`areFailedRequestsMeant`) may the browser say so.
 */
export const test = base.extend<{ quiet: undefined; areFailedRequestsMeant: boolean }>({
  baseURL: async ({ browserName: _ }, use) => use(url()),
  areFailedRequestsMeant: [false, { option: true }],
  quiet: [
    async ({ page, areFailedRequestsMeant }, use) => {
      const noises: string[] = [];
      page.on("console", (message) => {
        if (["error", "warning"].includes(message.type())) noises.push(message.text());
      });
      page.on("pageerror", (error) => noises.push(error.message));
      await use(undefined);
      const isMeant = (noise: string) =>
        areFailedRequestsMeant && noise.startsWith("Failed to load resource");
      expect(noises.filter((noise) => !isMeant(noise))).toEqual([]);
    },
    { auto: true },
  ],
});

export async function get<T>(request: APIRequestContext, path: string): Promise<T> {
  const response = await request.get(url() + path);
  expect(response.ok(), path).toBe(true);
  return (await response.json()) as T;
}

export type Row = {
  scope: string;
  id: string;
  name: string | null;
  status: string;
  privateAddress: string | null;
};

/** The first 50 nodes that match, and how many do. */
export async function nodesOf(
  request: APIRequestContext,
  q: string,
  sort = "status",
): Promise<{ items: Row[]; total: number }> {
  return get(request, `/api/v1/nodes?limit=50&sort=${sort}&q=${encodeURIComponent(q)}`);
}

/** Sets what the demo's AWS does, as `PUT /_demo/{name}`. */
export async function setAws(request: APIRequestContext, name: string, value: unknown): Promise<void> {
  const response = await request.put(`${process.env.MUSTER_ENDPOINT}/_demo/${name}`, { data: value });
  expect(response.ok(), await response.text()).toBe(true);
}

export const filterBox = (page: Page) => page.getByRole("combobox", { name: /filter/i });
export const nodeAddress = ({ scope, id }: { scope: string; id: string }) => `/nodes/${scope}/${id}`;
export const table = (page: Page) => page.getByRole("grid");
/** The row of a rank as the server counts them; the head is the grid's first row. */
export const rowAt = (page: Page, rank: number) => table(page).locator(`[aria-rowindex='${rank + 2}']`);
/** Where the table says how many nodes there are. */
export const foot = (page: Page) => page.getByRole("status").filter({ hasText: /nodes?$/ });
export const sidePanel = (page: Page) => page.getByRole("complementary", { name: "Node" });
export const count = (total: number) => `${total.toLocaleString("en-US")} ${total === 1 ? "node" : "nodes"}`;
