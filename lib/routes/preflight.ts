import type { RawParameters } from "./fleet.ts";

/** What the address of the preflight page can say. A text that is too long for an address stays out of it. */
export type PreflightQuery = { text: string; scope: string | null; caller: string | null };

/** Longer addresses are cut by proxies and chat windows. */
export const sharedTextAtMost = 1_500;

export function parsePreflightQuery(raw: RawParameters): PreflightQuery {
  return { text: one(raw.text) ?? "", scope: one(raw.scope) || null, caller: one(raw.caller) || null };
}

export function preflightHref({
  text = "",
  scope = null,
  caller = null,
}: Partial<PreflightQuery> = {}): string {
  const parameters = new URLSearchParams();
  if (text !== "" && text.length <= sharedTextAtMost) parameters.set("text", text);
  if (scope !== null) parameters.set("scope", scope);
  if (caller !== null) parameters.set("caller", caller);
  const search = parameters.toString();
  return search === "" ? "/preflight" : `/preflight?${search}`;
}

function one(value: string | string[] | undefined): string | undefined {
  return Array.isArray(value) ? value[0] : value;
}
