import { collectorOf } from "../collect/index.ts";
import { FleetError } from "../model/fleet-error.ts";
import type { Node } from "../model/node.ts";
import type { Trace } from "../model/path.ts";
import { parseScopeKey, type ScopeKey } from "../model/scope.ts";
import type { World } from "../model/world.ts";
import { createNetwork } from "../network/network.ts";
import { neighboursOf } from "../network/world-grounds.ts";
import type { Store } from "../store/store.ts";
import type { FleetContext } from "./context.ts";
import { findKnownNode } from "./find-known-node.ts";
import { loadNodeDiagnosis } from "./load-node-diagnosis.ts";
import { parseTraceQuestion, type TraceInput } from "./trace-question.ts";

export type TraceNodeInput = { scope: string; id: string } & Omit<TraceInput, "from">;

/** Follows a connection from a node's primary interface, as far as the configuration that was read tells. */
export async function traceNode(context: FleetContext, input: TraceNodeInput): Promise<Trace> {
  const { index } = context;
  const scope = input.scope as ScopeKey;
  const node = await findKnownNode(context, input);
  if (node.vpc === null || node.subnet === null) {
    const message = `${input.id} has no interface in a VPC, so no configuration shows its way.`;
    throw new FleetError("invalid-input", message, { field: "id" });
  }
  const question = parseTraceQuestion({ ...input, from: input.id }, parseScopeKey(scope)?.region ?? null);
  const { to } = question;
  const peers = "address" in to ? index.nodes.flatMap((other) => peerOf(other, node, to.address)) : [];
  const { world } = await loadNodeDiagnosis(context, scope, [node.id, ...peers]);
  const snapshots =
    "address" in to ? await withInterfacesAt(context.store, world, to.address) : world.snapshots;
  const snapshot = snapshots.get(scope)!;
  return createNetwork(snapshot, neighboursOf(snapshot, snapshots)).trace(question);
}

/** Of the interfaces a world has those that ways lead over; whoever is asked for by an address may have any. */
async function withInterfacesAt(
  store: Store,
  { snapshots }: World,
  address: string,
): Promise<World["snapshots"]> {
  const kind = "network-interface";
  const seen = new Map(snapshots);
  for (const [scope, snapshot] of snapshots) {
    if (!snapshot.holds(kind) || snapshot.gapOf(kind) !== undefined) continue;
    const stored = await store.findDocumentsNaming(scope, kind, address);
    const put = stored.map(({ body }) => collectorOf(kind).parse(body));
    if (put.length > 0) seen.set(scope, snapshot.patched({ [kind]: { put } }));
  }
  return seen;
}

/** Whoever is asked for by an address has groups and a subnet of its own, so it has to be in the picture. */
function peerOf(other: Node | undefined, node: Node, address: string): string[] {
  const isPeer =
    other !== undefined &&
    (other.scope !== node.scope || other.id !== node.id) &&
    [other.privateAddress, other.publicAddress, other.ipv6Address].includes(address);
  return isPeer ? [other.id] : [];
}
