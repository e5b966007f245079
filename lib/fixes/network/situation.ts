import { NodeView, type ScopeView } from "../../diagnosis/node-view.ts";
import { requiredPaths } from "../../diagnosis/required-services.ts";
import { createScope } from "../../diagnosis/scope-view.ts";
import { ownObstacle } from "../../diagnosis/session/side-path.ts";
import type { CauseCode, Subject } from "../../model/cause.ts";
import type { Instance } from "../../model/documents/instance.ts";
import type { ServiceName } from "../../model/path.ts";
import { scopeKey } from "../../model/scope.ts";
import type { Snapshot } from "../../model/snapshot.ts";
import type { FixContext } from "../fix.ts";

export type Way = { service: ServiceName; path: ReturnType<NodeView["path"]> };
export type HeldNode = {
  instance: Instance;
  /** The ways that the subject stands in. */
  ways: readonly Way[];
};

/** What stands in the way of some nodes: a cause's own subject or, of a path beside Systems Manager, what blocks that. */
export type Situation = Pick<FixContext, "scope" | "snapshot"> & {
  code: CauseCode;
  subject: Subject;
  nodes: readonly HeldNode[];
};

/** Causes that name a service, behind which something else stands in the way. */
const sideCauses: ReadonlySet<CauseCode> = new Set(["session-logging-path-missing", "content-path-blocked"]);

export function isSideCause(code: CauseCode): boolean {
  return sideCauses.has(code);
}

const known = new WeakMap<FixContext, readonly Situation[]>();

/** One situation; of a cause that names a service, one for each thing that blocks the way to it. */
export function situationsOf(context: FixContext): readonly Situation[] {
  const situations = known.get(context) ?? findSituations(context);
  known.set(context, situations);
  return situations;
}

function findSituations(context: FixContext): Situation[] {
  const { scope, snapshot, code, subject, nodeIds } = context;
  const view = viewOf(snapshot);
  const nodes = nodeIds.map((id) => new NodeView(id, view)).filter((node) => node.instance !== null);
  if (isSideCause(code)) return sideSituations(context, nodes);
  const held = nodes.map((node): HeldNode => {
    const ways = requiredPaths(node).filter(({ path }) => stands(path, code, subject));
    return { instance: node.instance!, ways };
  });
  return [{ scope, snapshot, code, subject, nodes: held }];
}

/** Of what only a policy refuses, or nobody can see, no obstacle is known: then it is every way that does not work. */
function stands(path: Way["path"], code: CauseCode, subject: Subject): boolean {
  if (code === "endpoint-policy-denies") return path.endpointId === subject.id;
  if (code.endsWith("-unprovable")) return path.answer === "undecided";
  return path.obstacles.some((obstacle) => obstacle.cause === code && obstacle.subject.id === subject.id);
}

function sideSituations({ scope, snapshot, subject }: FixContext, nodes: readonly NodeView[]): Situation[] {
  const found = nodes.flatMap((node) => {
    const path = node.path(subject.id);
    const obstacle = ownObstacle(node, path);
    const held: HeldNode = { instance: node.instance!, ways: [{ service: subject.id, path }] };
    return obstacle === undefined ? [] : [{ obstacle, held }];
  });
  const byObstacle = Map.groupBy(found, ({ obstacle }) => `${obstacle.cause} ${obstacle.subject.id}`);
  return [...byObstacle.values()].map((group) => {
    const { cause: code, subject: blamed } = group[0]!.obstacle;
    return { scope, snapshot, code, subject: blamed, nodes: group.map(({ held }) => held) };
  });
}

const views = new WeakMap<Snapshot, ScopeView>();

/** The engine's view of a snapshot, which all fixes of it share. */
export function viewOf(snapshot: Snapshot): ScopeView {
  const key = scopeKey(snapshot.scope);
  const view =
    views.get(snapshot) ?? createScope({ snapshots: new Map([[key, snapshot]]), changes: [] }, key).view;
  views.set(snapshot, view);
  return view;
}

/** Whoever has judged the snapshot has a view of it, in which much is known already. */
export function lendView(view: ScopeView): void {
  views.set(view.snapshot, view);
}

/** The services that any of the nodes does not reach for the subject, in the order in which nodes need them. */
export function heldServices({ nodes }: Situation): ServiceName[] {
  return [...new Set(nodes.flatMap(({ ways }) => ways.map(({ service }) => service)))];
}

/** Every way of every node that the subject stands in. */
export function waysOf({ nodes }: Situation): readonly Way[] {
  return nodes.flatMap(({ ways }) => ways);
}
