import type { Node } from "../../model/node.ts";

/** It was started moments ago and may still register by itself: nobody can say yet that it does not answer. */
export function isStarting(node: Pick<Node, "status" | "expectedUntil">, now: number): boolean {
  return node.status === "unregistered" && node.expectedUntil !== null && node.expectedUntil > now;
}
