import { NormalizedSchema } from "@smithy/core/schema";
import type { SchemaRef } from "@smithy/types";
import { AwsError } from "../cloud/error.ts";
import type { Service } from "../cloud/service.ts";
import { formKey } from "./form.ts";
import { MalformedInput } from "./malformed-input.ts";

/**
 * Refuses what the schema itself forbids: a required member that is missing, a number that is text. What only the
 * service's documentation says (patterns, lengths, ranges) is left to the operation.
 */
export function checkInput(service: Service, schema: SchemaRef, input: Record<string, unknown>) {
  checkStructure(service, NormalizedSchema.of(schema), input);
}

function checkStructure(service: Service, schema: NormalizedSchema, value: Record<string, unknown>) {
  if (!schema.isStructSchema()) return;
  const required = requiredCount(schema);
  let position = 0;
  for (const [name, member] of schema.structIterator()) {
    const found = value[name];
    if (found !== undefined && found !== null) checkValue(service, member, found, name);
    else if (position < required && !member.isIdempotencyToken()) throw missing(service, name, member);
    position++;
  }
}

/** The schemas list required members first and say how many they are. */
function requiredCount(schema: NormalizedSchema): number {
  const shape = schema.getSchema();
  const count = Array.isArray(shape) ? shape[6] : 0;
  return typeof count === "number" ? count : 0;
}

function checkValue(service: Service, schema: NormalizedSchema, value: unknown, name: string) {
  if (schema.isStructSchema()) {
    if (typeof value !== "object") throw new MalformedInput(name, String(value));
    checkStructure(service, schema, value as Record<string, unknown>);
  } else if (schema.isListSchema()) {
    if (!Array.isArray(value)) throw new MalformedInput(name, String(value));
    for (const item of value) checkValue(service, schema.getValueSchema(), item, name);
  } else if (schema.isMapSchema()) {
    if (typeof value !== "object") throw new MalformedInput(name, String(value));
    for (const item of Object.values(value as object))
      checkValue(service, schema.getValueSchema(), item, name);
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

function missing(service: Service, name: string, member: NormalizedSchema): AwsError {
  if (service.protocol === "ec2Query") {
    const key = formKey("ec2Query", name, member);
    return new AwsError("MissingParameter", `The request must contain the parameter ${key}`);
  }
  const path = name.charAt(0).toLowerCase() + name.slice(1);
  return new AwsError(
    service.codes.invalidParameter,
    `1 validation error detected: Value null at '${path}' failed to satisfy constraint: Member must not be null`,
  );
}

/** How a service words that a value is of the wrong type. */
export function malformed(service: Service, { member, text }: MalformedInput): AwsError {
  switch (service.protocol) {
    case "ec2Query":
      return new AwsError("InvalidParameterValue", `Invalid value '${text}' for ${member}`);
    case "awsQuery":
    case "restXml":
      return new AwsError("MalformedInput", `Invalid value '${text}' for ${member}`);
    default:
      return new AwsError("SerializationException", `The value of ${member} cannot be read: ${text}`);
  }
}
