import { fieldIn, withField } from "../collect/undo-changes.ts";
import type { TrailChange, TrailEdit } from "../model/trail-change.ts";
import { atomKey, takeApart } from "./events/permission-atoms.ts";

/** A document before a change: `null` where there was none, `undefined` where it is not told what it was. */
export type Undone = {
  from: unknown;
  to: unknown;
  body: unknown;
};

type Edit = Pick<TrailChange, "field" | "edit">;

/**
 * Takes back what one event did to a document, as it was after the event. A value of which there is one other only is taken
 * to have been that one, and is not told as a fact. What an event replaced, an `earlier` one may have told: those of the
 * same document, the newest first.
 */
export function undoEdit(body: unknown, { field, edit }: Edit, earlier: readonly Edit[] = []): Undone {
  switch (edit.what) {
    case "created":
      return { from: null, to: body ?? edit.named ?? null, body: null };
    case "deleted":
      // It may be there again, under the same name.
      return { from: undefined, to: null, body: undefined };
    case "touched": {
      const now = fieldIn(body, field);
      const was = body == null ? undefined : entriesBefore(now, { field, edit }, earlier);
      if (was === undefined) return { from: undefined, to: now, body: undefined };
      return { from: was, to: now, body: withField(body, field, was) };
    }
    case "set": {
      const from = edit.from === undefined ? lastSet(field, earlier) : edit.from;
      const was = from === undefined ? edit.instead : from;
      const before = was === undefined || body == null ? undefined : withField(body, field, was);
      return { from, to: edit.to, body: before };
    }
    case "added":
    case "removed": {
      if (body == null) return untold(edit);
      const now = entriesOf(fieldIn(body, field), field);
      const named = new Set(edit.items.map((item) => keyOf(item, field)));
      const others = now.filter((entry) => !named.has(keyOf(entry, field)));
      const was = edit.what === "added" ? others : [...others, ...edit.items];
      const isWhole = edit.what === "added" || isToldWhole(field);
      return { from: was, to: now, body: isWhole ? withField(body, field, was) : undefined };
    }
  }
}

function lastSet(field: string, earlier: readonly Edit[]): unknown {
  const last = earlier.find((each) => each.field === field);
  return last?.edit.what === "set" ? last.edit.to : undefined;
}

/** The list with the entries that stood there before; undefined where of one of them nobody told. */
function entriesBefore(
  now: unknown,
  { field, edit }: { field: string; edit: Extract<TrailEdit, { what: "touched" }> },
  earlier: readonly Edit[],
): unknown[] | undefined {
  const touched = [...(edit.put ?? []), ...(edit.dropped ?? [])].map((item) => keyOf(item, field));
  if (touched.length === 0) return undefined;
  const found = touched.map((key) => entryToldBy(field, key, earlier));
  if (found.includes(undefined)) return undefined;
  const others = entriesOf(now, field).filter((entry) => !touched.includes(keyOf(entry, field)));
  return [...others, ...found.filter((entry) => entry !== null)];
}

/** The entry of a list as the latest event left it; null where that took it away, undefined where none is about it. */
function entryToldBy(field: string, key: string, earlier: readonly Edit[]): unknown {
  for (const { field: of, edit } of earlier) {
    if (of !== field) continue;
    const isIt = (item: unknown) => keyOf(item, field) === key;
    const [put, dropped] =
      edit.what === "touched"
        ? [edit.put, edit.dropped]
        : edit.what === "added"
          ? [edit.items, []]
          : edit.what === "removed"
            ? [[], edit.items]
            : [];
    const entry = put?.find(isIt);
    if (entry !== undefined) return entry;
    if (dropped?.some(isIt)) return null;
    // What it did to the list it does not tell.
    if (put === undefined && dropped === undefined) return undefined;
  }
  return undefined;
}

/** Of a document that nobody has described, only what the call named is known. */
function untold(edit: { what: "added" | "removed"; items: unknown[] }): Undone {
  const [from, to] = edit.what === "added" ? [[], edit.items] : [edit.items, []];
  return { from, to, body: undefined };
}

/** Of what else was taken away, the call names too little to tell what it did while it was there. */
function isToldWhole(field: string): boolean {
  return isOfPermissions(field) || ["Groups", "SubnetIds", "RouteTableIds", "Entries"].includes(field);
}

function isOfPermissions(field: string): boolean {
  return field.startsWith("IpPermissions");
}

function entriesOf(value: unknown, field: string): unknown[] {
  const list = Array.isArray(value) ? value : [];
  return isOfPermissions(field) ? takeApart(list) : list;
}

/** By what the entries of a list are told apart. */
const keys: Readonly<Record<string, readonly string[]>> = {
  Entries: ["Egress", "RuleNumber", "Cidr"],
  Routes: ["DestinationCidrBlock", "DestinationIpv6CidrBlock", "DestinationPrefixListId"],
  Associations: ["SubnetId"],
  Attachments: ["VpcId"],
  Groups: ["GroupId"],
  Roles: ["RoleName"],
  AttachedPolicies: ["PolicyArn"],
};

function keyOf(entry: unknown, field: string): string {
  if (isOfPermissions(field)) return atomKey(entry);
  if (typeof entry !== "object" || entry === null) return String(entry);
  const names = keys[field] ?? Object.keys(entry).sort();
  return JSON.stringify(names.map((name) => Reflect.get(entry, name) ?? null));
}
