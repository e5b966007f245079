import type { APIRequestContext, Locator, Page } from "@playwright/test";
import { expect, get, url } from "./product.ts";

export type Cause = { code: string; key: string; subject: { id: string }; nodes: { total: number } };
export type Choice = {
  walkthroughId: string;
  title: string;
  isAllowed: boolean;
  proof: { nodes: number; freed: number } | null;
};
export type Walkthrough = {
  cause: { isOpen: boolean; nodes: number };
  steps: { id: string; title: string; isApplied: boolean; call: { resource: string } | null }[];
  proof: { nodes: number; freed: number } | null;
  verification: { state: string; nodes: { total: number; back: number } };
};

export const walkthroughPath = (id: string) => `/fixes/${encodeURIComponent(id)}`;
export const causePath = ({ code, key }: Pick<Cause, "code" | "key">) =>
  `/causes/${code}/${encodeURIComponent(key)}`;
export const walkthroughOf = (request: APIRequestContext, id: string) =>
  get<Walkthrough>(request, `/api/v1/walkthroughs/${encodeURIComponent(id)}`);

/** The open causes of a code, the one with the most nodes first. */
export async function causesOfCode(request: APIRequestContext, code: string): Promise<Cause[]> {
  const { items } = await get<{ items: Cause[] }>(request, `/api/v1/causes?q=cause:${code}`);
  return items;
}

export const egress = "security-group-egress-blocks";

/** The group whose rule brings most of its nodes back, and some not: those need a second fix. */
export async function partlyMended(request: APIRequestContext): Promise<{ cause: Cause; id: string }> {
  const cause = (await causesOfCode(request, egress))[0]!;
  return { cause, id: `allow-security-group-egress~${egress}~${cause.key}` };
}

/** A cause of a code whose nodes one fix brings back, all of them, and that fix. */
export async function mendable(
  request: APIRequestContext,
  code: string,
): Promise<{ cause: Cause; fix: Choice }> {
  for (const cause of await causesOfCode(request, code)) {
    const { items } = await get<{ items: Choice[] }>(request, `/api/v1${causePath(cause)}/fixes`);
    const fix = items.find(
      ({ isAllowed, proof }) => isAllowed && proof !== null && proof.freed === proof.nodes,
    );
    if (fix) return { cause, fix };
  }
  throw new Error(`No cause ${code} is there whose nodes one fix brings back.`);
}

/** The part of a step on the page, by its number. */
export const stepAt = (page: Page, number: number): Locator =>
  page
    .getByRole("region", { name: "Steps" })
    .getByRole("listitem")
    .filter({ has: page.getByRole("heading", { level: 3 }) })
    .nth(number - 1);

/** Ticks or types, as the dialog asks, and confirms. */
export async function confirm(page: Page, verb: "Apply" | "Undo", resource: string): Promise<void> {
  const dialog = page.getByRole("dialog", { name: `${verb} this step` });
  await expect(dialog.getByText(resource).first()).toBeVisible();
  const button = dialog.getByRole("button", { name: verb });
  await expect(button).toBeDisabled();
  const typed = dialog.getByLabel("Type what is changed");
  if (await typed.isVisible()) await typed.fill(resource);
  else await dialog.getByRole("checkbox").check();
  await button.click();
}

/** Undoes what was applied and still holds, the last first. */
export async function takeAllBack(request: APIRequestContext): Promise<void> {
  const { items } = await get<{
    items: { kind: string; outcome: string; walkthroughId: string | null; step: string | null }[];
  }>(request, "/api/v1/history?limit=200");
  for (const { kind, outcome, walkthroughId, step } of items) {
    if (kind !== "apply" || outcome !== "done" || walkthroughId === null) continue;
    const address = `${url()}/api/v1/walkthroughs/${encodeURIComponent(walkthroughId)}/undo`;
    await request.post(address, { data: { step }, headers: { origin: url() } });
  }
}
