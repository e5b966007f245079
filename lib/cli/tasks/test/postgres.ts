import { findPostgres } from "../../../testing/postgres.ts";
import { aptInstall } from "./apt.ts";

/** Sees to it that a Postgres server is there for the store's tests; where none can be had they say so loudly. */
export function installPostgres(): void {
  if (!findPostgres()) aptInstall("postgresql");
}
