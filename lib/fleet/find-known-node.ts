import { FleetError } from "../model/fleet-error.ts";
import type { Node } from "../model/node.ts";
import type { ScopeKey } from "../model/scope.ts";
import type { FleetContext } from "./context.ts";

/** The row of a node; where it has none, it is said where else the id is. */
export async function findKnownNode(
  { index, store }: FleetContext,
  { scope, id }: { scope: string; id: string },
): Promise<Node> {
  const node = index.get({ scope, id }) ?? (await store.findNode(scope as ScopeKey, id));
  if (node) return node;
  const elsewhere = index.nodes.find((each) => each?.id === id);
  const where = elsewhere
    ? `It is in ${elsewhere.scope}.`
    : "It may have ended longer than an hour ago, or live in an account or Region that is not read here.";
  throw new FleetError("not-found", `No node ${id} in ${scope}. ${where}`, { field: "id" });
}
