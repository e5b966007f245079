import { readFileSync } from "node:fs";
import { dirname, resolve } from "node:path";
import { type Environment, isRecord, overlay } from "./config/environment.ts";
import { type Mistake, toMistakes } from "./config/mistakes.ts";
import { configSchema } from "./config/schema.ts";
import { FleetError } from "./model/fleet-error.ts";
import { parseScopeKey, type ScopeKey } from "./model/scope.ts";

type Settings = ReturnType<typeof configSchema.parse>;

/** How this Muster is set up: `muster.config.json`, with the environment's variables over it, and defaults below. */
export type Config = Omit<Settings, "$schema" | "store" | "banner"> & {
  store: { folder: string } | { databaseUrl: string; schema?: string };
  banner: "demo" | null;
  /** The file that was read; null where there is none. */
  file: string | null;
};

export type AccountConfig = Config["accounts"][number];

/** How many managed nodes a scope may have (AWS tells it by its Service Quotas alone, which Muster does not read). */
export function managedNodeQuotaOf({ accounts, quotas }: Config, scope: ScopeKey): number {
  const { account, region } = parseScopeKey(scope)!;
  const own = accounts.find(({ id }) => id === account)?.managedNodeQuotas?.[region];
  return own ?? quotas.managedNodesPerScope;
}

/** The role that changes of an account are made with; null where it has none, and then it cannot be changed. */
export function applyRoleOf(
  { accounts, apply }: Pick<Config, "accounts" | "apply">,
  account: string,
): string | null {
  const own = accounts.find(({ id }) => id === account)?.applyRoleArn;
  return own ?? (ownerOf(apply.roleArn) === account ? apply.roleArn! : null);
}

const fileName = "muster.config.json";

/**
 * Reads the configuration, or refuses all that is wrong with it at once, each key with what is allowed. Paths in the file
 * are relative to the file, those in variables to `folder`.
 */
export function loadConfig(options: { env?: Environment; folder?: string } = {}): Config {
  const { env = process.env, folder = process.cwd() } = options;
  const file = readFile(env, folder);
  const { settings, setBy } = overlay(file?.settings ?? {}, env);
  const parsed = configSchema.safeParse(settings);
  if (!parsed.success) throw refusal(toMistakes(parsed.error.issues, setBy), file?.path);

  const { $schema, store, banner, ...others } = parsed.data;
  const mistakes = [staleBeforeRead(others), applyWithoutRole(others), applyByReader(others)];
  const told = [...mistakes.filter((mistake) => mistake !== undefined), ...wrongForSdk(env)];
  if (told.length > 0) throw refusal(told, file?.path);
  const isFolderOfFile = file !== undefined && !setBy.has("store.folder");
  return {
    ...others,
    store: toStore(store, isFolderOfFile ? dirname(file.path) : folder),
    banner: banner ?? null,
    file: file?.path ?? null,
  };
}

function toStore(store: Settings["store"], base: string): Config["store"] {
  const { folder = ".muster", databaseUrl, schema } = store;
  if (databaseUrl === undefined) return { folder: resolve(base, folder) };
  return schema === undefined ? { databaseUrl } : { databaseUrl, schema };
}

/** Facts must live until the next read at least, or every node is unknown between two reads. */
function staleBeforeRead(settings: Pick<Settings, "staleMinutes" | "intervals">): Mistake | undefined {
  const intervalMinutes = settings.intervals.facts / 60;
  if (settings.staleMinutes >= intervalMinutes) return undefined;
  const sentence = `staleMinutes must be at least ${Math.ceil(intervalMinutes)}, as facts are read every ${settings.intervals.facts} seconds`;
  return { path: "staleMinutes", sentence };
}

function applyWithoutRole({ apply, accounts }: Pick<Settings, "apply" | "accounts">): Mistake | undefined {
  if (!apply.enabled || apply.roleArn || accounts.some(({ applyRoleArn }) => applyRoleArn)) return undefined;
  const sentence =
    "apply.roleArn must be given when apply.enabled is true, or accounts[].applyRoleArn: changes need a role of their own";
  return { path: "apply.roleArn", sentence };
}

function applyByReader({ apply, accounts }: Pick<Settings, "apply" | "accounts">): Mistake | undefined {
  if (!apply.roleArn || !accounts.some(({ roleArn }) => roleArn === apply.roleArn)) return undefined;
  const sentence =
    "apply.roleArn must be another role than the one that reads: whoever reads changes nothing";
  return { path: "apply.roleArn", sentence };
}

/** The SDK takes these as they are, and fails by them in words that name neither. */
function wrongForSdk(env: Environment): Mistake[] {
  return Object.entries(env).flatMap(([name, value = ""]): Mistake[] => {
    if (value === "") return [];
    if (/^AWS_ENDPOINT_URL(_|$)/.test(name) && !/^https?:$/.test(URL.parse(value)?.protocol ?? ""))
      return [
        { path: name, sentence: `${name} must be an address with http:// or https://; it is "${value}"` },
      ];
    if (/^AWS_(DEFAULT_)?REGION$/.test(name) && !/^[a-z\d-]+$/.test(value))
      return [{ path: name, sentence: `${name} must be a Region's name, as eu-west-1; it is "${value}"` }];
    return [];
  });
}

function ownerOf(roleArn: string | undefined): string | undefined {
  return roleArn?.split(":")[4];
}

function readFile(
  env: Environment,
  folder: string,
): { path: string; settings: Record<string, unknown> } | undefined {
  const named = env.MUSTER_CONFIG;
  const path = resolve(folder, named || fileName);
  let text: string;
  try {
    // Without the note the build would take this for a read of the whole project.
    text = readFileSync(/* turbopackIgnore: true */ path, "utf8");
  } catch (error) {
    const isMissing = error instanceof Error && "code" in error && error.code === "ENOENT";
    if (isMissing && !named) return undefined;
    const what = isMissing ? "does not exist" : "cannot be read";
    const advice = named ? "Correct MUSTER_CONFIG, or unset it." : "Let this user read it.";
    throw new FleetError("invalid-input", `The configuration ${path} ${what}. ${advice}`, { cause: error });
  }
  // Some editors put a mark of their own in front.
  return { path, settings: parseFile(path, text.replace(/^\uFEFF/, "")) };
}

function parseFile(path: string, text: string): Record<string, unknown> {
  let settings: unknown;
  try {
    settings = JSON.parse(text);
  } catch (error) {
    const detail = error instanceof Error ? error.message : String(error);
    throw new FleetError("invalid-input", `The configuration ${path} is no JSON: ${detail}.`, {
      cause: error,
    });
  }
  if (isRecord(settings)) return settings;
  throw new FleetError("invalid-input", `The configuration ${path} must be an object in braces.`);
}

function refusal(mistakes: readonly Mistake[], file: string | undefined): FleetError {
  const count = mistakes.length === 1 ? "a mistake" : `${mistakes.length} mistakes`;
  const lines = mistakes.map(({ sentence }) => `  - ${sentence}`);
  const message = `The configuration has ${count}, so Muster does not start${file ? ` (${file})` : ""}:\n${lines.join("\n")}`;
  return new FleetError("invalid-input", message, { field: mistakes[0]?.path });
}
