import type { Node } from "../model/node.ts";
import type { FleetView } from "./fleet-view.ts";
import { nameOf } from "./name-of-scope.ts";
import type { NearMiss } from "./outcome.ts";

/** Whoever wrote this may have meant these: an id that is one slip away, or a node of this name or address. */
export function nearMissesOf(text: string, view: FleetView): NearMiss[] {
  const plain = text.trim().toLowerCase();
  const called = view.called(text.trim());
  if (called.length > 0) return called.slice(0, 3).map((node) => toNearMiss(node, view, "is called so"));
  const digits = withDigits(plain);
  if (digits !== plain) {
    const meant = view.find(digits);
    if (meant.length > 0)
      return meant.slice(0, 3).map((node) => toNearMiss(node, view, "has digits where this has letters"));
  }
  return view
    .similar(plain)
    .slice(0, 3)
    .map((node) => toNearMiss(node, view, differenceOf(plain, node.id)));
}

export function asNearMiss(node: Node, view: FleetView): NearMiss {
  return toNearMiss(node, view, "is the node with this id");
}

function toNearMiss({ id, name, scope }: Node, view: FleetView, how: string): NearMiss {
  const who = name === null ? id : `${id} (${name})`;
  return { id, scope, sentence: `${who} in ${nameOf(view, scope)} ${how}.` };
}

/** Letters that people read for digits; no hexadecimal digit looks like them. */
function withDigits(id: string): string {
  const at = id.indexOf("-") + 1;
  return id.slice(0, at) + id.slice(at).replaceAll("o", "0").replaceAll(/[li]/g, "1").replaceAll("s", "5");
}

function differenceOf(wrong: string, right: string): string {
  if (wrong.length < right.length) return "has one character more";
  if (wrong.length > right.length) return "has one character less";
  const differences = [...right].filter((character, at) => character !== wrong[at]).length;
  return differences === 1 ? "differs in one character" : "has two characters the other way round";
}
