import { NormalizedSchema } from "@smithy/core/schema";
import { dateToUtcString, toBase64 } from "@smithy/core/serde";
import type { SchemaRef } from "@smithy/types";

type Write = (value: never) => string;

const writers = new Map<unknown, Write>();

/**
 * What stands between the tags of a structure, as its schema names the members. The SDK's own serialiser builds a tree of
 * nodes first and needs ten times as long, which shows at 100,000 instances; hence a writer compiled once a schema.
 */
export function writeXml(schema: SchemaRef, value: unknown): string {
  return contentWriter(NormalizedSchema.of(schema))(value as never);
}

function contentWriter(schema: NormalizedSchema): Write {
  if (schema.isStructSchema()) return structureWriter(schema);
  if (schema.isTimestampSchema()) return timestampWriter(schema);
  if (schema.isBlobSchema()) return (value) => toBase64(value);
  return (value) => escapeXml(String(value));
}

/** Compiled on first use and kept under the shape, since shapes may contain themselves. */
function structureWriter(schema: NormalizedSchema): Write {
  const shape = schema.getSchema();
  const known = writers.get(shape);
  if (known) return known;
  const members = new Map<string, (value: never) => string>();
  const write: Write = (value: Record<string, never>) => {
    let xml = "";
    for (const name in value) {
      const member = value[name];
      if (member === undefined || member === null) continue;
      xml += members.get(name)?.(member) ?? "";
    }
    return xml;
  };
  writers.set(shape, write);
  for (const [name, member] of schema.structIterator()) members.set(name, memberWriter(name, member));
  return write;
}

function memberWriter(memberName: string, schema: NormalizedSchema): Write {
  const name = schema.getMergedTraits().xmlName ?? memberName;
  if (schema.isListSchema()) return listWriter(name, schema);
  if (schema.isMapSchema()) return mapWriter(name, schema);
  return tagWriter(name, schema);
}

function tagWriter(name: string, schema: NormalizedSchema): Write {
  const open = `<${name}>`;
  const close = `</${name}>`;
  const write = contentWriter(schema);
  return (value) => open + write(value) + close;
}

function listWriter(name: string, schema: NormalizedSchema): Write {
  const item = schema.getValueSchema();
  const isFlat = schema.getMergedTraits().xmlFlattened;
  const write = tagWriter(isFlat ? name : (item.getMergedTraits().xmlName ?? "member"), item);
  return (values: never[]) => {
    let xml = "";
    for (const value of values) xml += write(value);
    return isFlat ? xml : `<${name}>${xml}</${name}>`;
  };
}

function mapWriter(name: string, schema: NormalizedSchema): Write {
  const writeKey = tagWriter(schema.getKeySchema().getMergedTraits().xmlName ?? "key", schema.getKeySchema());
  const value = schema.getValueSchema();
  const writeValue = tagWriter(value.getMergedTraits().xmlName ?? "value", value);
  const isFlat = schema.getMergedTraits().xmlFlattened;
  const entryName = isFlat ? name : "entry";
  return (values: Record<string, never>) => {
    let xml = "";
    for (const key in values) {
      xml += `<${entryName}>${writeKey(key as never)}${writeValue(values[key] as never)}</${entryName}>`;
    }
    return isFlat ? xml : `<${name}>${xml}</${name}>`;
  };
}

/** The sentinels of the SDK's schemas: 5 is ISO 8601 (what XML protocols use unless told), 6 an HTTP date, 7 seconds. */
function timestampWriter(schema: NormalizedSchema): Write {
  switch (schema.getSchema()) {
    case 6:
      return (value: Date) => dateToUtcString(value);
    case 7:
      return (value: Date) => String(value.getTime() / 1000);
    default:
      return (value: Date) => value.toISOString();
  }
}

const escapes: Record<string, string> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "\r": "&#xD;",
};

/** What XML 1.0 cannot carry, not even escaped: control characters, halves of pairs. */
const uncarried = String.raw`\u0000-\u0008\u000b\u000c\u000e-\u001f\ud800-\udfff\ufffe\uffff`;
const characters = `[&<>"\r${uncarried}]`;
// Without the Unicode mode it is twice as fast, and takes whole pairs for special, which replacing leaves alone.
const special = new RegExp(characters);
const everySpecial = new RegExp(characters, "gu");

export function escapeXml(text: string): string {
  if (!special.test(text)) return text;
  return text.replace(everySpecial, (character) => escapes[character] ?? "\ufffd");
}
