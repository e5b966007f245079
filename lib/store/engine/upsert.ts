import { columnTypes } from "../columns.ts";
import type { TableName } from "../schema.ts";

export function columnsOf(table: TableName): string[] {
  return Object.keys(columnTypes[table]);
}

/** The tail of a bulk insert: rows that exist take the new values, and equal ones are left alone. */
export function onConflict(table: TableName, key: readonly string[] | undefined): string {
  if (!key) return "";
  const others = columnsOf(table).filter((column) => !key.includes(column));
  const set = others.map((column) => `"${column}" = excluded."${column}"`).join(", ");
  const differs = others.map((column) => `"${table}"."${column}" is distinct from excluded."${column}"`);
  const target = key.map((column) => `"${column}"`).join(", ");
  return ` on conflict (${target}) do update set ${set} where ${differs.join(" or ")}`;
}
