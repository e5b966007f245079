import { secretFields } from "../aws/secret-fields.ts";

/**
 * An AWS answer as it is kept: JSON, so times are ISO strings. Answers that never were in a store still have their dates,
 * and those that a person typed may count seconds; whoever parses takes all three.
 */
export type Stored<T> = T extends Date
  ? Date | string | number
  : T extends readonly (infer Element)[]
    ? Stored<Element>[]
    : T extends object
      ? { [Key in keyof T]: Stored<T[Key]> }
      : T;

/** Move by themselves, at every ping, run or lease, and would make a new version of their document each time. */
const restlessFields = new Set([
  "AvailableIpAddressCount",
  "LastAssociationExecutionDate",
  "LastExecutionDate",
  "LastLaunchedTime",
  "LastPingDateTime",
  "LastSuccessfulAssociationExecutionDate",
  "LastSuccessfulExecutionDate",
  "NextExecutionTime",
  "RoleLastUsed",
]);

/**
 * An AWS answer in the form in which it is kept: without secrets, without what never rests, and with lists in one order,
 * as AWS promises none. Lists whose order means something carry it in a field (rule numbers, device indexes, priorities).
 */
export function toStored(value: unknown): unknown {
  if (typeof value !== "object" || value === null) return value;
  if (value instanceof Date) return value.toISOString();
  if (value instanceof Uint8Array) return undefined;
  if (Array.isArray(value)) return sorted(value.map(toStored));
  const stored: Record<string, unknown> = {};
  for (const [key, field] of Object.entries(value)) {
    if (field === undefined || field === null || key.startsWith("$")) continue;
    if (secretFields.has(key) || restlessFields.has(key)) continue;
    stored[key] = toStored(field);
  }
  return stored;
}

function sorted(list: unknown[]): unknown[] {
  if (list.length < 2) return list;
  return list
    .map((element): [string, unknown] => [JSON.stringify(element) ?? "", element])
    .sort(([left], [right]) => (left < right ? -1 : left > right ? 1 : 0))
    .map(([, element]) => element);
}
