import { FleetError } from "../model/fleet-error.ts";
import type { Trace } from "../model/path.ts";
import { type ScopeKey, scopeKey } from "../model/scope.ts";
import type { Snapshot } from "../model/snapshot.ts";
import { createNetwork } from "../network/network.ts";
import { neighboursOf } from "../network/world-grounds.ts";
import { type BundleInput, type ReadBundle, readBundles, worldAround } from "./diagnose-bundle.ts";
import { parseTraceQuestion, type TraceInput } from "./trace-question.ts";

/** What `muster trace --json` prints. */
export type BundleTrace = { bundle: string; scope: ScopeKey } & Trace;

/** Follows a connection from a node or an interface, in the one of the bundles that has it; of several, in the newest. */
export async function traceInBundles(
  inputs: readonly BundleInput[],
  input: TraceInput,
): Promise<BundleTrace> {
  const { from } = parseTraceQuestion(input);
  const bundles = await readBundles(inputs);
  const found = findBundle(bundles, from);
  const { file, bundle, snapshot } = found;
  const question = parseTraceQuestion(input, bundle.scope.region);
  const { snapshots } = worldAround(found, bundles);
  const network = createNetwork(snapshot, neighboursOf(snapshot, snapshots));
  return { bundle: file, scope: scopeKey(bundle.scope), ...network.trace(question) };
}

function findBundle(bundles: readonly ReadBundle[], id: string): ReadBundle {
  const holding = bundles.filter(({ snapshot }) => has(snapshot, id));
  const newest = holding.toSorted((a, b) => b.bundle.at - a.bundle.at)[0];
  if (newest !== undefined) return newest;
  const unread = bundles.flatMap(({ file, snapshot }) => {
    const gap = snapshot.gapOf(id.startsWith("i-") ? "instance" : "network-interface");
    return gap === undefined ? [] : [`${file} lacks ${gap.action}`];
  });
  const why = unread.length === 0 ? "" : ` (${unread.join("; ")})`;
  throw new FleetError("not-found", `No bundle has ${id}${why}.`, { field: "from" });
}

/** An interface may be known by its instance alone, as not everybody may list interfaces. */
function has(snapshot: Snapshot, id: string): boolean {
  if (snapshot.observedAt("instance", id) !== undefined) return true;
  if (snapshot.observedAt("network-interface", id) !== undefined) return true;
  if (snapshot.gapOf("instance") !== undefined) return false;
  return snapshot
    .all("instance")
    .some(({ networkInterfaces }) => networkInterfaces.some((each) => each.id === id));
}
