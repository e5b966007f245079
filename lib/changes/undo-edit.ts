import { fieldIn, withField } from "../collect/undo-changes.ts";
import type { TrailChange } from "../model/trail-change.ts";
import { atomKey, takeApart } from "./events/permission-atoms.ts";

/** A document before a change: `null` where there was none, `undefined` where it is not told what it was. */
export type Undone = {
  from: unknown;
  to: unknown;
  body: unknown;
};

/**
 * Takes back what one event did to a document, as it was after the event. A value of which there is one other only is taken
 * to have been that one, and is not told as a fact.
 */
export function undoEdit(body: unknown, { field, edit }: Pick<TrailChange, "field" | "edit">): Undone {
  switch (edit.what) {
    case "created":
      return { from: null, to: body ?? edit.named ?? null, body: null };
    case "deleted":
      // It may be there again, under the same name.
      return { from: undefined, to: null, body: undefined };
    case "touched":
      return { from: undefined, to: fieldIn(body, field), body: undefined };
    case "set": {
      const earlier = edit.from === undefined ? edit.instead : edit.from;
      const before = earlier === undefined || body == null ? undefined : withField(body, field, earlier);
      return { from: edit.from, to: edit.to, body: before };
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
