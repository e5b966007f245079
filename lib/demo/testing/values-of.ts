import { NormalizedSchema } from "@smithy/core/schema";
import type { SchemaRef } from "@smithy/types";
import fc from "fast-check";

const depthLimit = 6;
const texts = fc.oneof(
  fc.constantFrom("", "plain", "a & <b> \"c\" 'd'", "größe ☃ 𝄞", '{"json":[1]}', "%7Bencoded%7D+x=y&z"),
  fc.stringMatching(/^[a-zA-Z0-9:/.-]{1,20}$/),
);
/** Whole seconds: not every protocol carries more. */
const dates = fc.integer({ min: 0, max: 4_000_000_000 }).map((seconds) => new Date(seconds * 1000));

export type ValueOptions = {
  /** Members that get one of these values instead of any. */
  fixed?: Record<string, unknown>;
  /** A form cannot say that a structure is there and empty. */
  isInput?: boolean;
};

/** Values that a schema allows: any of its members, filled with anything that fits. */
export function valuesOf(
  schema: SchemaRef,
  options: ValueOptions = {},
): fc.Arbitrary<Record<string, unknown>> {
  const normalized = NormalizedSchema.of(schema);
  return normalized.isStructSchema() ? structures(normalized, options, 0) : fc.constant({});
}

function structures(
  schema: NormalizedSchema,
  options: ValueOptions,
  depth: number,
): fc.Arbitrary<Record<string, unknown>> {
  const shape = schema.getSchema();
  const required = Array.isArray(shape) && typeof shape[6] === "number" ? shape[6] : 0;
  const members: Record<string, fc.Arbitrary<unknown>> = {};
  const requiredKeys: string[] = [];
  let position = 0;
  for (const [name, member] of schema.structIterator()) {
    const isRequired = position++ < required || member.isIdempotencyToken();
    if (depth >= depthLimit && !isRequired) continue;
    members[name] = Object.hasOwn(options.fixed ?? {}, name)
      ? fc.constant(options.fixed?.[name])
      : valuesOfMember(member, options, depth + 1);
    if (isRequired) requiredKeys.push(name);
  }
  const records = fc.record(members, { requiredKeys, noNullPrototype: true });
  const mustSaySomething = options.isInput && depth > 0 && Object.keys(members).length > 0;
  return mustSaySomething ? records.filter((value) => Object.keys(value).length > 0) : records;
}

function valuesOfMember(
  schema: NormalizedSchema,
  options: ValueOptions,
  depth: number,
): fc.Arbitrary<unknown> {
  if (schema.isStructSchema()) return structures(schema, options, depth);
  if (schema.isListSchema()) {
    // Nor can it say so of a list.
    return fc.array(valuesOfMember(schema.getValueSchema(), options, depth), { minLength: 1, maxLength: 2 });
  }
  if (schema.isMapSchema()) {
    const keys = fc.stringMatching(/^[a-zA-Z0-9]{1,8}$/);
    return fc.dictionary(keys, valuesOfMember(schema.getValueSchema(), options, depth), {
      minKeys: 1,
      maxKeys: 2,
      noNullPrototype: true,
    });
  }
  if (schema.isTimestampSchema()) return dates;
  if (schema.isBooleanSchema()) return fc.boolean();
  if (schema.isNumericSchema()) return fc.integer({ min: 0, max: 1_000_000 });
  if (schema.isBlobSchema()) return fc.uint8Array({ minLength: 1, maxLength: 8 });
  const { httpQuery, httpLabel } = schema.getMergedTraits();
  // Text in an address cannot be empty.
  return httpQuery || httpLabel ? texts.filter((text) => text !== "") : texts;
}
