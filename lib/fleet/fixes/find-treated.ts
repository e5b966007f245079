import type { CauseCode } from "../../model/cause.ts";
import type { Node } from "../../model/node.ts";
import type { ScopeKey } from "../../model/scope.ts";
import { certainties } from "../../model/status.ts";
import { parseSubjectKey, type SubjectKey } from "../../model/subject-key.ts";
import type { NodeIndex } from "../node-index/node-index.ts";
import { findSharedCause, type SharedCause } from "../node-index/share-causes.ts";
import { findHeldNodes } from "./find-held-nodes.ts";
import { regionOf } from "./of-region.ts";

type Asked = { code: CauseCode; key: SubjectKey };

/** The cause that a walkthrough treats, or all of its code in a Region as one; undefined where no node has it. */
export function findTreated(index: NodeIndex, { code, key }: Asked): SharedCause | undefined {
  const scope = regionOf({ code, key });
  if (scope === undefined) return findSharedCause(index, { code, key });
  const nodes = nodesOfRegion(index, scope, code);
  const [example] = nodes;
  if (example === undefined) return undefined;
  const byStatus = Object.groupBy(nodes, ({ status }) => status);
  const ranks = nodes.map(({ certainty }) => certainties.indexOf(certainty));
  return {
    ...{ code, key, scopes: [scope], nodes: nodes.length, example },
    subject: { kind: "service-setting", id: parseSubjectKey(key)!.id },
    byStatus: Object.fromEntries(Object.entries(byStatus).map(([status, each]) => [status, each.length])),
    certainty: certainties[Math.max(...ranks)]!,
    statusSince: Math.min(...nodes.map(({ statusSince }) => statusSince)),
  };
}

/** The nodes of that, each scope's in the order of their ids. */
export function findTreatedNodes(index: NodeIndex, asked: Asked): ReadonlyMap<ScopeKey, readonly string[]> {
  const scope = regionOf(asked);
  if (scope === undefined) return findHeldNodes(index, asked);
  return new Map([[scope, nodesOfRegion(index, scope, asked.code).map(({ id }) => id)]]);
}

function nodesOfRegion({ nodes }: NodeIndex, scope: ScopeKey, code: CauseCode): Node[] {
  return nodes
    .filter((node) => node !== undefined)
    .filter((node) => node.scope === scope && node.cause?.code === code)
    .toSorted((one, other) => (one.id < other.id ? -1 : 1));
}
