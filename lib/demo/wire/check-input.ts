import { NormalizedSchema } from "@smithy/core/schema";
import type { SchemaRef } from "@smithy/types";
import type { ServiceName } from "../cloud/service.ts";
import { brokenRules } from "../models/broken-rules.ts";
import { constraintsOf } from "../models/constraints.ts";
import { MalformedInput } from "./malformed-input.ts";
import { refuseInput, type Violation } from "./refuse-input.ts";

/**
 * Refuses what AWS's model itself forbids, before an operation looks at anything: a required member that is missing, a
 * number that is text, a value that is too long, out of range, of no such enumeration or against its pattern.
 */
export function checkInput(service: ServiceName, schema: SchemaRef, input: Record<string, unknown>) {
  const violations: Violation[] = [];
  checkStructure({ service, violations }, NormalizedSchema.of(schema), input, "");
  if (violations.length > 0) throw refuseInput(service, violations);
}

type Check = { service: ServiceName; violations: Violation[] };

function checkStructure(
  check: Check,
  schema: NormalizedSchema,
  value: Record<string, unknown>,
  path: string,
) {
  if (!schema.isStructSchema()) return;
  const structure = String(schema.getName(false));
  const constraints = constraintsOf(check.service, structure);
  const required = requiredCount(schema);
  // EC2 takes a blank for no value at all.
  const isBlankMissing = check.service === "ec2";
  let position = 0;
  for (const [name, member] of schema.structIterator()) {
    const found = value[name];
    const place = { structure, name, member, path: join(path, lowerFirst(name)), value: found };
    if (found !== undefined && found !== null && !(isBlankMissing && found === "")) {
      checkValue(check, member, found, place.path, name);
      const constraint = constraints[name];
      for (const broken of constraint ? brokenRules(constraint, found) : [])
        check.violations.push({ ...place, ...broken });
    } else if (position < required && !member.isIdempotencyToken()) {
      check.violations.push({ ...place, rule: "null", words: "Member must not be null" });
    }
    position++;
  }
}

/** The schemas list required members first and say how many they are. */
function requiredCount(schema: NormalizedSchema): number {
  const shape = schema.getSchema();
  const count = Array.isArray(shape) ? shape[6] : 0;
  return typeof count === "number" ? count : 0;
}

function checkValue(check: Check, schema: NormalizedSchema, value: unknown, path: string, name: string) {
  if (schema.isStructSchema()) {
    if (typeof value !== "object") throw new MalformedInput(name, String(value));
    checkStructure(check, schema, value as Record<string, unknown>, path);
  } else if (schema.isListSchema()) {
    if (!Array.isArray(value)) throw new MalformedInput(name, String(value));
    for (const [index, item] of value.entries())
      checkValue(check, schema.getValueSchema(), item, `${path}.${index + 1}.member`, name);
  } else if (schema.isMapSchema()) {
    if (typeof value !== "object") throw new MalformedInput(name, String(value));
    for (const [key, item] of Object.entries(value as object))
      checkValue(check, schema.getValueSchema(), item, `${path}.${key}.member`, name);
  } else if (!isOfType(schema, value)) {
    throw new MalformedInput(name, String(value));
  }
}

function isOfType(schema: NormalizedSchema, value: unknown): boolean {
  if (schema.isStringSchema()) return typeof value === "string";
  if (schema.isBooleanSchema()) return typeof value === "boolean";
  if (schema.isNumericSchema()) return typeof value === "number";
  return true;
}

const join = (path: string, name: string) => (path === "" ? name : `${path}.${name}`);
const lowerFirst = (name: string) => name.charAt(0).toLowerCase() + name.slice(1);
