import { type APIRequestContext, test as base, expect, type Page } from "@playwright/test";

export { expect };

/** Where the demo under test listens. */
export const url = () => process.env.MUSTER_URL!;

/** Every page of every test must be quiet: no console error, no uncaught exception, no broken security policy. */
export const test = base.extend<{ quiet: undefined }>({
  baseURL: async ({ browserName: _ }, use) => use(url()),
  quiet: [
    async ({ page }, use) => {
      const noises: string[] = [];
      page.on("console", (message) => {
        if (["error", "warning"].includes(message.type())) noises.push(message.text());
      });
      page.on("pageerror", (error) => noises.push(error.message));
      await use(undefined);
      // What a test breaks on purpose, the browser reports as a failed load.
      expect(noises.filter((noise) => !noise.startsWith("Failed to load resource"))).toEqual([]);
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

export async function nodesOf(
  request: APIRequestContext,
  q: string,
): Promise<{ items: Row[]; total: number }> {
  return get(request, `/api/v1/nodes?limit=50&q=${encodeURIComponent(q)}`);
}

/** Sets what the demo's AWS does, as `PUT /_demo/{name}`. */
export async function setAws(request: APIRequestContext, name: string, value: unknown): Promise<void> {
  const response = await request.put(`${process.env.MUSTER_ENDPOINT}/_demo/${name}`, { data: value });
  expect(response.ok(), await response.text()).toBe(true);
}

export const filterBox = (page: Page) => page.getByRole("combobox", { name: /filter/i });
export const table = (page: Page) => page.getByRole("grid");
export const count = (total: number) => `${total.toLocaleString("en-US")} ${total === 1 ? "node" : "nodes"}`;
