/** Addresses of `api/v1` that the browser asks. Parameters at their default are left out, so that equal questions are equal text. */
function address(path: string, parameters: Record<string, string | number | null | undefined> = {}): string {
  const present = Object.entries(parameters).filter(([, value]) => value != null && value !== "");
  const text = new URLSearchParams(present.map(([key, value]) => [key, String(value)])).toString();
  return text === "" ? `/api/v1${path}` : `/api/v1${path}?${text}`;
}

function pathOf(scope: string, id: string): string {
  return `/nodes/${encodeURIComponent(scope)}/${encodeURIComponent(id)}`;
}

/** Which failures: a filter, a time as text, and whether silent ones. */
type FailuresQuestion = {
  q: string;
  since?: string | null;
  until?: string | null;
  tab?: "failures" | "silent" | null;
};

export const api = {
  nodes: (query: { q: string; sort: string; at?: number; limit?: number }) => address("/nodes", query),
  node: (scope: string, id: string) => address(pathOf(scope, id)),
  trace: (scope: string, id: string, query: { to: string; port: number | null; protocol: string }) =>
    address(`${pathOf(scope, id)}/trace`, query),
  hostOutput: (scope: string, id: string) => address(`${pathOf(scope, id)}/host-output`),
  facets: (query: { q: string; tag: string | null }) => address("/facets", query),
  summary: (query: { q: string }) => address("/summary", query),
  pivot: (query: { q: string; tag: string }) => address("/pivot", query),
  completions: (query: { key: string | null; prefix: string }) => address("/completions", query),
  export: (query: { q: string; sort: string; format: "csv" | "jsonl" }) => address("/nodes/export", query),
  causes: (query: { q: string; fold: "yes" | "no"; sort?: string; cursor?: string; limit?: number }) =>
    address("/causes", { ...query, fold: query.fold === "no" ? null : query.fold }),
  cause: (code: string, key: string) => address(`/causes/${code}/${encodeURIComponent(key)}`),
  acknowledgement: (code: string, key: string) =>
    address(`/causes/${code}/${encodeURIComponent(key)}/acknowledgement`),
  catalogue: () => address("/catalogue"),
  exclusions: () => address("/exclusions"),
  exclusion: (id: string) => address(`/exclusions/${encodeURIComponent(id)}`),
  views: () => address("/views"),
  view: (id: string) => address(`/views/${encodeURIComponent(id)}`),
  syncs: () => address("/syncs"),
  events: () => address("/events"),
  settings: () => address("/settings"),
  preflight: () => address("/preflight"),
  failures: (query: FailuresQuestion & { group?: string; cursor?: string; limit?: number }) =>
    address("/failures", query),
  failureGroups: (
    query: FailuresQuestion & { group?: string; sort?: string; cursor?: string; limit?: number },
  ) => address("/failures/groups", query),
  failureHistogram: (query: FailuresQuestion & { buckets?: number }) => address("/failures/histogram", query),
  failureFacets: (query: FailuresQuestion) => address("/failures/facets", query),
  failureExport: (query: FailuresQuestion & { group?: string; format: "csv" | "jsonl" }) =>
    address("/failures/export", query),
  staleReferences: (query: { q: string; cursor?: string; limit?: number }) =>
    address("/stale-references", query),
  plan: (query: { q: string }) => address("/plan", query),
  fixes: () => address("/fixes"),
  causeFixes: (code: string, key: string) => address(`/causes/${code}/${encodeURIComponent(key)}/fixes`),
  walkthroughs: (query: { cursor?: string; limit?: number }) => address("/walkthroughs", query),
  walkthrough: (id: string) => address(`/walkthroughs/${encodeURIComponent(id)}`),
  /** To be posted: proof and verify with nothing, dry-run and undo with a step, apply with a step and its confirmation. */
  walkthroughVerb: (id: string, verb: "proof" | "dry-run" | "apply" | "undo" | "verify") =>
    address(`/walkthroughs/${encodeURIComponent(id)}/${verb}`),
  history: (query: { q: string; cursor?: string; limit?: number }) => address("/history", query),
  historyExport: (query: { q: string; format: "csv" | "jsonl" }) => address("/history/export", query),
};
