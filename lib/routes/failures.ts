import { filterLanguage } from "./filter.ts";
import type { RawParameters } from "./fleet.ts";

/** What failures can be filtered by, beside tags and text. `node` and `status` are of the nodes that they were aimed at. */
export const failureFilterKeys = [
  "kind",
  "source",
  "operation",
  "document",
  "caller",
  "cause",
  "subject",
  "scope",
  "account",
  "region",
  "node",
  "status",
] as const;
export type FailureFilterKey = (typeof failureFilterKeys)[number];

export const failureFilter = filterLanguage<FailureFilterKey>(failureFilterKeys);

/** What the address of the failures page can say. Defaults never appear in it. */
export type FailuresQuery = {
  q: string;
  tab: "failures" | "silent" | "stale";
  /** A moment as text: milliseconds, an ISO time, or how long ago as `7d`; null is the last 30 days. */
  since: string | null;
  until: string | null;
  sort: string;
  /** The key of the group that is open, and the id of the failure that is open in it. */
  open: string | null;
  failure: string | null;
  /** How the figures through time are shown. */
  figures: "chart" | "table";
};

export const failuresDefaults: FailuresQuery = {
  q: "",
  tab: "failures",
  since: null,
  until: null,
  sort: "-count",
  open: null,
  failure: null,
  figures: "chart",
};

const tabs: readonly string[] = ["failures", "silent", "stale"];

export function parseFailuresQuery(raw: RawParameters): FailuresQuery {
  const one = (key: keyof FailuresQuery) => {
    const value = raw[key];
    return (Array.isArray(value) ? value[0] : value) || undefined;
  };
  const tab = one("tab");
  return {
    q: one("q") ?? failuresDefaults.q,
    tab: tab !== undefined && tabs.includes(tab) ? (tab as FailuresQuery["tab"]) : failuresDefaults.tab,
    since: one("since") ?? null,
    until: one("until") ?? null,
    sort: one("sort") ?? failuresDefaults.sort,
    open: one("open") ?? null,
    failure: one("failure") ?? null,
    figures: one("figures") === "table" ? "table" : "chart",
  };
}

/** The same of an address's parameters as text; of one that is repeated, the first counts, as on the server. */
export function parseFailuresSearch(search: string): FailuresQuery {
  return parseFailuresQuery(Object.fromEntries([...new URLSearchParams(search)].reverse()));
}

/** The parameters of the address, in a fixed order and without defaults: equal queries have equal text. */
export function failuresParameters(query: Partial<FailuresQuery>): string {
  const parameters = new URLSearchParams();
  for (const key of Object.keys(failuresDefaults) as (keyof FailuresQuery)[]) {
    const value = query[key];
    if (value && value !== failuresDefaults[key]) parameters.set(key, value);
  }
  return parameters.toString();
}

const readable: Record<string, string> = { "%3A": ":", "%2C": ",", "%2F": "/", "%3D": "=" };

export function failuresHref(query: Partial<FailuresQuery> = {}): string {
  const text = failuresParameters(query).replaceAll(/%(?:3A|2C|2F|3D)/g, (sign) => readable[sign]!);
  return text === "" ? "/failures" : `/failures?${text}`;
}

const unitMs: Record<string, number> = { m: 60_000, h: 3_600_000, d: 86_400_000, w: 604_800_000 };

/** The moment that a text means: milliseconds, an ISO time, or how long before `now`; undefined where it means none. */
export function parseMoment(text: string, now: number): number | undefined {
  // A date of ECMAScript ends there.
  if (/^\d{1,16}$/.test(text)) return Number(text) > 8.64e15 ? undefined : Number(text);
  const ago = /^(\d{1,6})([mhdw])$/.exec(text);
  if (ago) return now - Number(ago[1]) * unitMs[ago[2]!]!;
  if (!/^\d{4}-\d{2}-\d{2}(?:T[\d:.]+(?:Z|[+-]\d{2}:?\d{2})?)?$/.test(text)) return undefined;
  // A time without a zone would be the machine's own; Muster's days are UTC.
  const isZoned = text.length === 10 || /(?:Z|[+-]\d{2}:?\d{2})$/.test(text);
  const time = Date.parse(isZoned ? text : `${text}Z`);
  return Number.isNaN(time) ? undefined : time;
}
