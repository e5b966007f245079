import { NormalizedSchema } from "@smithy/core/schema";
import { fromBase64 } from "@smithy/core/serde";
import type { SchemaRef } from "@smithy/types";
import { MalformedInput } from "./malformed-input.ts";

/** A form's dotted keys as a tree: `Filter.1.Value.2=x` is the leaf x under Filter, 1, Value and 2. */
export type FormNode = { value?: string; children: Map<string, FormNode> };

export type Dialect = "ec2Query" | "awsQuery";

export function parseForm(body: string): FormNode {
  const root: FormNode = { children: new Map() };
  for (const [key, value] of new URLSearchParams(body)) {
    let node = root;
    for (const part of key.split(".")) {
      let child = node.children.get(part);
      if (!child) {
        child = { children: new Map() };
        node.children.set(part, child);
      }
      node = child;
    }
    node.value = value;
  }
  return root;
}

/** The value that a form has for a schema. Reverses what the SDKs' Query serialisers write, in either dialect. */
export function readForm(dialect: Dialect, schema: SchemaRef, form: FormNode): Record<string, unknown> {
  return readStructure(dialect, NormalizedSchema.of(schema), form);
}

/** The name under which a form carries a member. */
export function formKey(dialect: Dialect, memberName: string, member: NormalizedSchema): string {
  const { ec2QueryName, xmlName } = member.getMergedTraits();
  if (dialect === "awsQuery") return xmlName ?? memberName;
  if (typeof ec2QueryName === "string") return ec2QueryName;
  const name = xmlName ?? memberName;
  return name.charAt(0).toUpperCase() + name.slice(1);
}

function readStructure(dialect: Dialect, schema: NormalizedSchema, node: FormNode): Record<string, unknown> {
  const value: Record<string, unknown> = {};
  if (!schema.isStructSchema()) return value;
  for (const [name, member] of schema.structIterator()) {
    const child = node.children.get(formKey(dialect, name, member));
    if (child) value[name] = readValue(dialect, member, child, name);
  }
  return value;
}

function readValue(dialect: Dialect, schema: NormalizedSchema, node: FormNode, name: string): unknown {
  if (schema.isStructSchema()) return readStructure(dialect, schema, node);
  if (schema.isListSchema()) return readList(dialect, schema, node, name);
  if (schema.isMapSchema()) return readMap(dialect, schema, node, name);
  if (node.value === undefined) throw new MalformedInput(name, "");
  return readSimple(schema, node.value, name);
}

function readList(dialect: Dialect, schema: NormalizedSchema, node: FormNode, name: string): unknown[] {
  const item = schema.getValueSchema();
  const isFlat = dialect === "ec2Query" || schema.getMergedTraits().xmlFlattened;
  const items = isFlat ? node : node.children.get(item.getMergedTraits().xmlName ?? "member");
  return numbered(items).map((child) => readValue(dialect, item, child, name));
}

function readMap(
  dialect: Dialect,
  schema: NormalizedSchema,
  node: FormNode,
  name: string,
): Record<string, unknown> {
  const entries = schema.getMergedTraits().xmlFlattened ? node : node.children.get("entry");
  const keyName = schema.getKeySchema().getMergedTraits().xmlName ?? "key";
  const valueSchema = schema.getValueSchema();
  const valueName = valueSchema.getMergedTraits().xmlName ?? "value";
  const map: Record<string, unknown> = {};
  for (const entry of numbered(entries)) {
    const key = entry.children.get(keyName)?.value;
    const value = entry.children.get(valueName);
    if (key === undefined || !value) throw new MalformedInput(name, "");
    map[key] = readValue(dialect, valueSchema, value, name);
  }
  return map;
}

function numbered(node: FormNode | undefined): FormNode[] {
  if (!node) return [];
  return [...node.children]
    .filter(([key]) => /^\d+$/.test(key))
    .sort(([a], [b]) => Number(a) - Number(b))
    .map(([, child]) => child);
}

export function readSimple(schema: NormalizedSchema, text: string, name: string): unknown {
  if (schema.isBooleanSchema()) {
    if (/^(true|false)$/i.test(text)) return text.toLowerCase() === "true";
    throw new MalformedInput(name, text);
  }
  if (schema.isNumericSchema()) {
    const number = Number(text);
    if (text.trim() === "" || Number.isNaN(number)) throw new MalformedInput(name, text);
    return number;
  }
  if (schema.isBigIntegerSchema()) return BigInt(text);
  if (schema.isTimestampSchema()) {
    const date = /^\d+(\.\d+)?$/.test(text) ? new Date(Number(text) * 1000) : new Date(text);
    if (Number.isNaN(date.getTime())) throw new MalformedInput(name, text);
    return date;
  }
  if (schema.isBlobSchema()) return fromBase64(text);
  return text;
}
