import { fieldOf, textOf } from "../../failures/sources/request-targets.ts";
import type { DocumentKind } from "../../model/document-kind.ts";
import type { TrailEdit } from "../../model/trail-change.ts";

/** A call that was done, as CloudTrail keeps it: what was asked, what was answered, and where. */
export type Call = { request: unknown; response: unknown; region: string };

/** What a call changed. */
export type Told = { kind: DocumentKind; id: string; field: string; edit: TrailEdit };

export type ToldBy = (call: Call) => Told[];

/** Calls by their names, of one service. */
export type Calls = Readonly<Record<string, ToldBy>>;

/** EC2 puts some requests and answers into an envelope that is named for the call. */
export function opened(parameters: unknown): unknown {
  if (typeof parameters !== "object" || parameters === null) return parameters;
  const [[name, inner] = ["", undefined], ...others] = Object.entries(parameters);
  return others.length === 0 && /(Request|Response)$/.test(name) ? inner : parameters;
}

/** A list as EC2 prints it: `{ items: […] }`, `{ tag, content }` for each, one of them bare, or a list after all. */
export function listIn(holder: unknown, name: string): unknown[] {
  return toList(fieldOf(holder, name));
}

function toList(value: unknown): unknown[] {
  if (value === undefined || value === null || value === "") return [];
  if (Array.isArray(value)) return value.flatMap(toList);
  if (typeof value !== "object") return [value];
  const items = fieldOf(value, "items") ?? fieldOf(value, "item");
  if (items !== undefined) return toList(items);
  if ("content" in value) return [value.content];
  return Object.keys(value).length === 0 ? [] : [value];
}

export function textsIn(holder: unknown, name: string): string[] {
  return listIn(holder, name).filter((each) => typeof each === "string");
}

/** A yes or no, which CloudTrail prints bare, as text, or as `{ value }`. */
export function flagOf(holder: unknown, name: string): boolean | undefined {
  const field = fieldOf(holder, name);
  const value = typeof field === "object" && field !== null ? fieldOf(field, "value") : field;
  if (value === true || value === "true") return true;
  return value === false || value === "false" ? false : undefined;
}

export function numberOf(holder: unknown, name: string): number | undefined {
  const value = Number(fieldOf(holder, name) ?? Number.NaN);
  return Number.isNaN(value) ? undefined : value;
}

/** The change of a document that the call names; none where it names none. */
export function ofNamed(
  kind: DocumentKind,
  holder: unknown,
  name: string,
  field: string,
  edit: TrailEdit | undefined,
): Told[] {
  const id = textOf(holder, name);
  return id === null || edit === undefined ? [] : [{ kind, id, field, edit }];
}

export const touched: TrailEdit = { what: "touched" };

/** Entries that came or went; nothing where the call named none. */
export function listEdit(what: "added" | "removed", items: readonly unknown[]): TrailEdit | undefined {
  return items.length === 0 ? undefined : { what, items: [...items] };
}

/** A field's name as most records have it. */
export function lowerFirst(name: string): string {
  return name.charAt(0).toLowerCase() + name.slice(1);
}
