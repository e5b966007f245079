export type Environment = Readonly<Record<string, string | undefined>>;

type Variable = {
  name: string;
  /** The key of the file that it goes over. */
  path: readonly string[];
  about: string;
  /** What the schema is given; text that is no number or JSON is passed on, for the schema to refuse. */
  toValue: (text: string) => unknown;
};

/** The variables that go over the file. `MUSTER_CONFIG` names the file itself. An empty one counts as not set. */
export const variables: readonly Variable[] = [
  { name: "MUSTER_DATA", path: ["store", "folder"], about: "the store's folder", toValue: asText },
  {
    name: "DATABASE_URL",
    path: ["store", "databaseUrl"],
    about: "a Postgres database as store",
    toValue: asText,
  },
  {
    name: "MUSTER_DATABASE_SCHEMA",
    path: ["store", "schema"],
    about: "the Postgres schema",
    toValue: asText,
  },
  { name: "MUSTER_HOST", path: ["web", "host"], about: "the address to listen on", toValue: asText },
  { name: "PORT", path: ["web", "port"], about: "the port to listen on", toValue: asNumber },
  { name: "MUSTER_ACCOUNTS", path: ["accounts"], about: "the accounts, as JSON", toValue: asJson },
  {
    name: "MUSTER_REGIONS",
    path: ["regions"],
    about: "the Regions with commas between, or enabled",
    toValue: asRegions,
  },
  {
    name: "MUSTER_INTERVAL_SECONDS",
    path: ["intervals", "facts"],
    about: "seconds between two reads",
    toValue: asNumber,
  },
  {
    name: "MUSTER_STALE_MINUTES",
    path: ["staleMinutes"],
    about: "minutes until facts are too old",
    toValue: asNumber,
  },
  {
    name: "MUSTER_QUOTA_SHARE",
    path: ["pacing", "share"],
    about: "the share of AWS's quotas to use",
    toValue: asNumber,
  },
  {
    name: "MUSTER_MANAGED_NODE_QUOTA",
    path: ["quotas", "managedNodesPerScope"],
    about: "managed nodes an account may have in a Region",
    toValue: asNumber,
  },
  { name: "MUSTER_APPLY", path: ["apply"], about: "what may be changed, as JSON", toValue: asJson },
  {
    name: "MUSTER_BANNER",
    path: ["banner"],
    about: "demo: says above every page that nothing is real",
    toValue: asText,
  },
  { name: "MUSTER_LOG_LEVEL", path: ["logLevel"], about: "debug, info, warn or error", toValue: asText },
];

/** The settings of the file with those of the environment over them, and which variable set which key. */
export function overlay(
  file: Record<string, unknown>,
  environment: Environment,
): { settings: Record<string, unknown>; setBy: Map<string, string> } {
  const settings = structuredClone(file);
  const setBy = new Map<string, string>();
  for (const { name, path, toValue } of variables) {
    const text = environment[name];
    if (text === undefined || text === "") continue;
    setAt(settings, path, toValue(text));
    setBy.set(path.join("."), name);
  }
  chooseStore(settings, setBy);
  return { settings, setBy };
}

/** A store that the environment names replaces the file's; of two that it names, the database. */
function chooseStore(settings: Record<string, unknown>, setBy: ReadonlyMap<string, string>): void {
  const store = settings.store;
  if (!isRecord(store)) return;
  if (setBy.has("store.databaseUrl")) delete store.folder;
  else if (setBy.has("store.folder")) {
    delete store.databaseUrl;
    delete store.schema;
  }
}

function setAt(settings: Record<string, unknown>, path: readonly string[], value: unknown): void {
  let inner = settings;
  for (const key of path.slice(0, -1)) {
    const next = inner[key];
    const group = isRecord(next) ? next : {};
    inner[key] = group;
    inner = group;
  }
  inner[path.at(-1)!] = value;
}

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function asText(text: string): string {
  return text;
}

function asNumber(text: string): unknown {
  return text.trim() !== "" && Number.isFinite(Number(text)) ? Number(text) : text;
}

function asJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

function asRegions(text: string): unknown {
  if (text === "enabled") return text;
  return text
    .split(",")
    .map((region) => region.trim())
    .filter((region) => region !== "");
}
