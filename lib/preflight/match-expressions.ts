import type { Target } from "../model/documents/targets.ts";
import type { Node } from "../model/node.ts";
import type { ScopeKey } from "../model/scope.ts";
import type { FleetView } from "./fleet-view.ts";

export type Matched = {
  nodes: Node[];
  /** Nodes that carry what is asked for and are stopped or gone: SSM has no record of them to pick from. */
  passedOver: Node[];
  /** Groups whose members are not known here. */
  unreadGroups: string[];
};

/** The nodes that all lines of an expression mean together (several values of one line are alternatives). */
export function matchExpressions(
  expressions: readonly Target[],
  scope: ScopeKey | null,
  view: FleetView,
  { isAutomation = false } = {},
): Matched {
  const matched: Matched = { nodes: [], passedOver: [], unreadGroups: [] };
  const tests = expressions.map((target) => testOf(target, view, matched.unreadGroups));
  for (const node of view.nodesOf(scope)) {
    if (!tests.every((holds) => holds(node))) continue;
    // Automation picks among what EC2 lists, terminated ones too; all others among what SSM has a record of.
    const isPicked = isAutomation || (node.status !== "off" && node.status !== "gone");
    (isPicked ? matched.nodes : matched.passedOver).push(node);
  }
  return matched;
}

function testOf({ key, values }: Target, view: FleetView, unreadGroups: string[]): (node: Node) => boolean {
  if (key.startsWith("tag:")) {
    const wanted = new Set(values);
    const name = key.slice("tag:".length);
    return ({ tags }) => name in tags && wanted.has(tags[name]!);
  }
  switch (key.toLowerCase()) {
    case "tag-key":
      return ({ tags }) => values.some((value) => value in tags);
    case "instanceids":
    case "aws::ec2::instance":
      return ({ id }) => values.includes("*") || values.includes(id);
    case "parametervalues":
      return ({ id }) => values.includes(id);
    case "resource-groups:name":
    case "resourcegroup":
      return groupTest(values, view, unreadGroups);
    case "resource-groups:resourcetypefilters":
      return () => true;
    default:
      return () => false;
  }
}

function groupTest(groups: readonly string[], view: FleetView, unread: string[]): (node: Node) => boolean {
  const members = new Map<ScopeKey, ReadonlySet<string>>();
  return ({ scope, id }) => {
    let known = members.get(scope);
    if (known === undefined) {
      const found = groups.map((group) => ({ group, ids: view.membersOf(group, scope) }));
      for (const { group, ids } of found) if (ids === null && !unread.includes(group)) unread.push(group);
      known = new Set(found.flatMap(({ ids }) => ids ?? []));
      members.set(scope, known);
    }
    return known.has(id);
  };
}
