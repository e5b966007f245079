import { createDiagnosis } from "../../diagnosis/diagnose.ts";
import type { Target } from "../../model/documents/targets.ts";
import type { Node } from "../../model/node.ts";
import { type ScopeKey, scopeKey } from "../../model/scope.ts";
import type { Snapshot } from "../../model/snapshot.ts";
import type { TargetHolder } from "../../preflight/request.ts";
import { deriveNodes } from "../../sync/derive-nodes.ts";
import { type BundleInput, readBundles, worldAround } from "../diagnose-bundle.ts";
import { createFindCalled } from "./find-called.ts";
import type { FleetFacts } from "./run-preflight.ts";
import { createSimilarIds } from "./similar-ids.ts";

/** The fleet as files of AWS's answers have it; the newest file counts of a scope that is given twice. */
export async function factsOfBundles(inputs: readonly BundleInput[]): Promise<FleetFacts> {
  const bundles = await readBundles(inputs);
  const byScope = new Map<ScopeKey, (typeof bundles)[number]>();
  for (const read of bundles.toSorted((a, b) => a.bundle.at - b.bundle.at))
    byScope.set(scopeKey(read.bundle.scope), read);
  const nodes: Node[] = [];
  for (const read of byScope.values()) {
    const diagnosis = createDiagnosis(worldAround(read, bundles));
    const derived = deriveNodes(diagnosis, { snapshot: read.snapshot, outdated: read.snapshot });
    for (const node of derived.nodes) nodes.push(node);
  }
  const byId = Map.groupBy(nodes, ({ id }) => id);
  const snapshots = [...byScope].map(([key, { snapshot }]) => ({ key, snapshot }));
  return {
    now: Math.max(...bundles.map(({ bundle }) => bundle.at)),
    scopes: snapshots.map(({ key, snapshot }) => ({
      key,
      accountName: null,
      isComplete: snapshot.gapOf("instance") === undefined && snapshot.gapOf("managed-node") === undefined,
    })),
    find: (id) => byId.get(id) ?? [],
    nodesOf: (scope) => nodes.filter((node) => scope === null || node.scope === scope),
    similar: createSimilarIds(nodes),
    called: createFindCalled(nodes),
    targetsOf: (holder) => findTargets(holder, snapshots),
    hasAdvancedTier: (scope) => hasAdvancedTier(byScope.get(scope)?.snapshot),
  };
}

function hasAdvancedTier(snapshot: Snapshot | undefined): boolean | null {
  const id = "/ssm/managed-instance/activation-tier";
  if (snapshot === undefined || snapshot.gapOf("service-setting", id) !== undefined) return null;
  return snapshot.get("service-setting", id)?.value === "advanced";
}

function findTargets(
  { kind, id }: TargetHolder,
  snapshots: readonly { key: ScopeKey; snapshot: Snapshot }[],
): { scope: ScopeKey; targets: readonly Target[] } | undefined {
  for (const { key, snapshot } of snapshots) {
    const targets = kind === "association" ? ofAssociation(snapshot, id) : ofWindow(snapshot, kind, id);
    if (targets !== undefined) return { scope: key, targets };
  }
  return undefined;
}

function ofAssociation(snapshot: Snapshot, id: string): readonly Target[] | undefined {
  if (snapshot.gapOf("association", id) !== undefined) return undefined;
  return snapshot.get("association", id)?.targets;
}

function ofWindow(
  snapshot: Snapshot,
  kind: "maintenance-window" | "window-target",
  id: string,
): readonly Target[] | undefined {
  if (snapshot.gapOf("maintenance-window") !== undefined) return undefined;
  for (const window of snapshot.all("maintenance-window")) {
    const own = (window.targets ?? []).filter((target) => target.id === id || window.id === id);
    if (own.length > 0 && (kind === "window-target" || window.id === id))
      return own.flatMap(({ targets }) => targets);
  }
  return undefined;
}
