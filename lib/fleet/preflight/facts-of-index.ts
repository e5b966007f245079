import { collectorOf } from "../../collect/index.ts";
import type { Target } from "../../model/documents/targets.ts";
import type { Node } from "../../model/node.ts";
import type { ScopeKey } from "../../model/scope.ts";
import type { Request, TargetHolder } from "../../preflight/request.ts";
import type { FleetContext } from "../context.ts";
import { createFindCalled } from "./find-called.ts";
import type { FleetFacts } from "./run-preflight.ts";
import { createSimilarIds } from "./similar-ids.ts";

const tierSetting = "/ssm/managed-instance/activation-tier";

/** The fleet as the index and the store have it. */
export async function loadFleetFacts(
  { index, store, now }: FleetContext,
  { holders: named }: Pick<Request, "holders">,
): Promise<FleetFacts> {
  const stored = await store.loadScopes();
  const gaps = await store.loadGaps(stored.map(({ key }) => key));
  const isUnread = (scope: ScopeKey) =>
    gaps.some(
      (gap) =>
        gap.scope === scope &&
        gap.resource === null &&
        (gap.kind === "instance" || gap.kind === "managed-node"),
    );
  const keys = stored.map(({ key }) => key);
  const all = nodesOf(index.nodes, null);
  const tiers = await loadTiers(store, keys);
  // Every association of every scope is looked through only for one that is named.
  const holders = named.length === 0 ? new Map<string, Held>() : await loadHolders(store, keys);
  return {
    now: now(),
    scopes: stored.map(({ key, accountName, readAt }) => ({
      key,
      accountName,
      isComplete: readAt !== null && !isUnread(key),
    })),
    find: (id) => stored.flatMap(({ key }) => index.get({ scope: key, id }) ?? []),
    nodesOf: (scope) => nodesOf(index.nodes, scope),
    similar: createSimilarIds(all),
    called: createFindCalled(all),
    targetsOf: ({ kind, id }) => holders.get(`${kind} ${id}`),
    hasAdvancedTier: (scope) => tiers.get(scope) ?? null,
  };
}

function nodesOf(nodes: readonly (Node | undefined)[], scope: ScopeKey | null): Node[] {
  return nodes.filter((node): node is Node => node !== undefined && (scope === null || node.scope === scope));
}

type Store = FleetContext["store"];

async function loadTiers(store: Store, scopes: readonly ScopeKey[]): Promise<Map<ScopeKey, boolean>> {
  const tiers = new Map<ScopeKey, boolean>();
  for (const scope of scopes) {
    const stored = await store.findDocument(scope, "service-setting", tierSetting);
    if (stored === undefined) continue;
    tiers.set(scope, collectorOf("service-setting").parse(stored.body).value === "advanced");
  }
  return tiers;
}

type Held = { scope: ScopeKey; targets: readonly Target[] };

/** Associations and windows by the ids that people paste. */
async function loadHolders(store: Store, scopes: readonly ScopeKey[]): Promise<Map<string, Held>> {
  const held = new Map<string, Held>();
  const add = (kind: TargetHolder["kind"], id: string, value: Held) => held.set(`${kind} ${id}`, value);
  for (const scope of scopes) {
    for await (const batch of store.loadDocuments(scope, ["association", "maintenance-window"])) {
      for (const { kind, body } of batch) {
        if (kind === "association") {
          const { id, targets, instanceId } = collectorOf("association").parse(body);
          const legacy = instanceId === null ? [] : [{ key: "InstanceIds", values: [instanceId] }];
          add("association", id, { scope, targets: [...targets, ...legacy] });
        } else {
          const { id, targets = [] } = collectorOf("maintenance-window").parse(body);
          for (const target of targets) add("window-target", target.id, { scope, targets: target.targets });
          add("maintenance-window", id, { scope, targets: targets.flatMap((target) => target.targets) });
        }
      }
    }
  }
  return held;
}
