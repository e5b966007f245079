import { NormalizedSchema } from "@smithy/core/schema";
import { FleetError } from "../../model/fleet-error.ts";
import { readTime } from "./read-time.ts";

/**
 * Gives an answer from a file the types that the SDK gives one from the wire, by the SDK's own schema of it: dates are
 * dates, and a policy that the command line unfolded is text again. Throws for what the schema does not allow, with the
 * path of it.
 */
export function reviveAnswer(operationSchema: unknown, answer: unknown, path: string): unknown {
  return revive(outputOf(operationSchema), answer, path);
}

/** What the answers of an operation may have on top. */
export function membersOfAnswer(operationSchema: unknown): readonly string[] {
  return [...membersOf(outputOf(operationSchema)).keys()];
}

/** An operation's schema is a tuple or a class, depending on how far the SDK has unpacked it. */
function outputOf(schema: unknown): NormalizedSchema {
  const output: unknown = Array.isArray(schema) ? schema[5] : Reflect.get(Object(schema), "output");
  return NormalizedSchema.of(output as Parameters<typeof NormalizedSchema.of>[0]);
}

function revive(schema: NormalizedSchema, value: unknown, path: string): unknown {
  if (value === null || value === undefined) return undefined;
  if (schema.isListSchema()) return reviveList(schema, value, path);
  if (schema.isMapSchema() || schema.isStructSchema()) return reviveFields(schema, value, path);
  if (schema.isTimestampSchema()) return reviveTime(value, path);
  if (schema.isBooleanSchema()) return reviveBoolean(value, path);
  if (schema.isNumericSchema()) return reviveNumber(value, path);
  if (schema.isStringSchema()) return reviveText(value, path);
  return value;
}

function reviveList(schema: NormalizedSchema, value: unknown, path: string): unknown[] {
  if (!Array.isArray(value)) throw wrong(path, "a list", value);
  const of = schema.getValueSchema();
  // AWS puts no null into a list; a query of the command line does, for what it did not find.
  return value
    .map((element, index) => revive(of, element, `${path}[${index}]`))
    .filter((element) => element !== undefined);
}

function reviveFields(schema: NormalizedSchema, value: unknown, path: string): Record<string, unknown> {
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    throw wrong(path, "an object", value);
  }
  const members = schema.isMapSchema() ? null : membersOf(schema);
  const revived: Record<string, unknown> = {};
  for (const [key, field] of Object.entries(value)) {
    const of = members === null ? schema.getValueSchema() : members.get(key);
    // What this SDK does not know yet is kept as it is: somebody may know what it is.
    const known = of === undefined ? field : revive(of, field, `${path}.${key}`);
    if (known !== undefined) revived[key] = known;
  }
  return revived;
}

const members = new WeakMap<object, Map<string, NormalizedSchema>>();

function membersOf(schema: NormalizedSchema): Map<string, NormalizedSchema> {
  const known = members.get(schema);
  if (known !== undefined) return known;
  const made = new Map(schema.structIterator());
  members.set(schema, made);
  return made;
}

/** ISO text, or seconds since the epoch as AWS's JSON protocols count. */
function reviveTime(value: unknown, path: string): Date {
  const time = new Date(readTime(value));
  if (Number.isNaN(time.getTime())) throw wrong(path, "a time (ISO 8601, or seconds since 1970)", value);
  return time;
}

function reviveText(value: unknown, path: string): string {
  if (typeof value === "string") return value;
  if (typeof value === "object") return JSON.stringify(value);
  if (typeof value === "number" || typeof value === "boolean") return String(value);
  throw wrong(path, "text", value);
}

function reviveBoolean(value: unknown, path: string): boolean {
  if (typeof value === "boolean") return value;
  if (value === "true" || value === "false") return value === "true";
  throw wrong(path, "true or false", value);
}

/** The AWS CLI prints some numbers of Route 53 as text. */
function reviveNumber(value: unknown, path: string): number {
  if (typeof value === "number") return value;
  if (typeof value === "string" && /^-?\d+(?:\.\d+)?$/.test(value)) return Number(value);
  throw wrong(path, "a number", value);
}

function wrong(path: string, expected: string, value: unknown): FleetError {
  const found = JSON.stringify(value) ?? String(value);
  const shown = found.length > 60 ? `${found.slice(0, 60)}…` : found;
  return new FleetError("invalid-input", `${path} must be ${expected}, and is ${shown}.`, { field: path });
}
