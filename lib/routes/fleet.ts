/** What the address of the fleet page can say. Defaults never appear in it. */
export type FleetQuery = {
  /** The filter language. */
  q: string;
  /** `name`, or `-lastPingAt` to descend. */
  sort: string;
  /** The node whose side panel is open, as `scope/id`. */
  peek: string | null;
  /** The tag key whose values the facets count. */
  tag: string | null;
  view: "table" | "pivot";
  /** The ids of the columns in their order; null where the reader's own choice holds. */
  columns: string[] | null;
  /** The rank of the first row on screen. */
  at: number;
};

export const fleetDefaults: FleetQuery = {
  q: "",
  sort: "status",
  peek: null,
  tag: null,
  view: "table",
  columns: null,
  at: 0,
};

export type RawParameters = Record<string, string | string[] | undefined>;

function one(value: string | string[] | undefined): string | undefined {
  return Array.isArray(value) ? value[0] : value;
}

export function parseFleetQuery(raw: RawParameters): FleetQuery {
  return {
    q: one(raw.q) ?? fleetDefaults.q,
    sort: one(raw.sort) || fleetDefaults.sort,
    peek: one(raw.peek) || null,
    tag: one(raw.tag) || null,
    view: one(raw.view) === "pivot" ? "pivot" : "table",
    columns: parseColumns(one(raw.columns)),
    at: /^\d{1,9}$/.test(one(raw.at) ?? "") ? Number(one(raw.at)) : 0,
  };
}

/** The same of an address's parameters as text; of one that is repeated, the first counts, as on the server. */
export function parseFleetSearch(search: string): FleetQuery {
  return parseFleetQuery(Object.fromEntries([...new URLSearchParams(search)].reverse()));
}

function parseColumns(text: string | undefined): string[] | null {
  const columns = [...new Set((text ?? "").split(",").filter((column) => column !== ""))];
  return columns.length === 0 ? null : columns;
}

const printed: { [Key in keyof FleetQuery]: (value: FleetQuery[Key]) => string } = {
  q: (q) => q,
  sort: (sort) => sort,
  peek: (peek) => peek ?? "",
  tag: (tag) => tag ?? "",
  view: (view) => view,
  columns: (columns) => columns?.join(",") ?? "",
  at: (at) => (at > 0 ? String(at) : ""),
};

/** The parameters of the address, in a fixed order and without defaults: equal queries have equal text. */
export function fleetParameters(query: Partial<FleetQuery>): string {
  const parameters = new URLSearchParams();
  for (const key of Object.keys(fleetDefaults) as (keyof FleetQuery)[]) {
    const text = print(key, query);
    if (text !== "" && text !== print(key, fleetDefaults)) parameters.set(key, text);
  }
  return parameters.toString();
}

function print<Key extends keyof FleetQuery>(key: Key, query: Partial<FleetQuery>): string {
  const value = query[key];
  return value === undefined ? "" : printed[key](value as FleetQuery[Key]);
}

/** Signs that separate nothing in an address, and that a person would rather read there: `q=status:lost`. */
const readable: Record<string, string> = { "%3A": ":", "%2C": ",", "%2F": "/", "%3D": "=" };

export function fleetHref(query: Partial<FleetQuery> = {}): string {
  const text = fleetParameters(query).replaceAll(/%(?:3A|2C|2F|3D)/g, (sign) => readable[sign]!);
  return text === "" ? "/fleet" : `/fleet?${text}`;
}

/** What a saved view keeps: the address without what belongs to one moment of reading. */
export function toViewParameters(query: FleetQuery): string {
  return fleetParameters({ ...query, peek: null, at: 0 });
}

export function nodeHref(scope: string, id: string): string {
  return `/nodes/${encodeURIComponent(scope)}/${encodeURIComponent(id)}`;
}

/** A node in one word, as `peek` and selections hold it: `scope/id`. */
export function nodeKey(node: { scope: string; id: string }): string {
  return `${node.scope}/${node.id}`;
}

/** Undefined where `text` is no node's key. */
export function parseNodeKey(text: string): { scope: string; id: string } | undefined {
  const at = text.indexOf("/");
  if (at <= 0 || at === text.length - 1) return undefined;
  return { scope: text.slice(0, at), id: text.slice(at + 1) };
}
