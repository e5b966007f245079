import { FleetError, type FleetErrorCode } from "../../model/fleet-error.ts";

const troubles: [code: string, fleetCode: FleetErrorCode, sentence: string][] = [
  [
    "53100",
    "store-full",
    "cannot be written because its disk is full. What was saved before is kept; free some space there",
  ],
  [
    "25006",
    "store-full",
    "is read-only, so nothing can be saved. Give DATABASE_URL a server that accepts writes",
  ],
  ["28", "denied", "refuses the user or the password of DATABASE_URL. Correct it, then start again"],
  ["42501", "denied", "does not let this user do what the store needs. Grant it the schema's ownership"],
  ["3D000", "invalid-input", "has no such database. Create it, or correct DATABASE_URL"],
  ["53300", "unreachable", "has no connection left. Raise its max_connections, or stop what else uses it"],
  [
    "57P",
    "unreachable",
    "is shutting down or starting. Nothing that was saved is lost; try again when it is up",
  ],
  ["08", "unreachable", "broke the connection. Nothing that was saved is lost; try again when it is up"],
  ["ECONN", "unreachable", "does not answer. See that it runs and that DATABASE_URL names it"],
  ["ENOTFOUND", "unreachable", "does not answer. See that it runs and that DATABASE_URL names it"],
  ["ENOENT", "unreachable", "does not answer. See that it runs and that DATABASE_URL names it"],
  ["ETIMEDOUT", "unreachable", "does not answer. See that it runs and that DATABASE_URL names it"],
];

export function explainPostgres(error: unknown, databaseUrl: string): unknown {
  if (!(error instanceof Error)) return error;
  const code = "code" in error && typeof error.code === "string" ? error.code : firstCode(error);
  const trouble = code === undefined ? undefined : troubles.find(([start]) => code.startsWith(start));
  if (!trouble) return error;
  const [, fleetCode, sentence] = trouble;
  return new FleetError(fleetCode, `Postgres at ${placeOf(databaseUrl)} ${sentence}.`, { cause: error });
}

/** A name with several addresses fails with one error for each. */
function firstCode(error: Error): string | undefined {
  if (error.message.includes("timeout exceeded when trying to connect")) return "ETIMEDOUT";
  if (!(error instanceof AggregateError)) return undefined;
  const [first] = error.errors as { code?: string }[];
  return first?.code;
}

/** Without user and password. */
function placeOf(databaseUrl: string): string {
  if (!URL.canParse(databaseUrl)) return "DATABASE_URL";
  const url = new URL(databaseUrl);
  return `${url.searchParams.get("host") ?? url.host}${url.pathname}`;
}
