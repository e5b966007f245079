import type { NodeSummary } from "../api/node.ts";
import type { Node } from "../model/node.ts";
import type { FleetContext } from "./context.ts";

/** A node as the table shows it: without what only its own page needs, and with why it is not meant to answer. */
export function toNodeSummary(context: Pick<FleetContext, "index" | "exclusions">, node: Node): NodeSummary {
  const {
    imageId: _image,
    launchedAt: _launched,
    instanceProfileArn: _profile,
    ipv6Address: _ipv6,
    computerName: _computer,
    ...summary
  } = node;
  return { ...summary, failureTrend: null, excluded: findExclusion(context, node) };
}

function findExclusion(
  { index, exclusions }: Pick<FleetContext, "index" | "exclusions">,
  node: Node,
): NodeSummary["excluded"] {
  const [id] = index.exclusionsOf(node);
  const exclusion = id === undefined ? undefined : exclusions.find((known) => known.id === id);
  if (!exclusion) return null;
  const { reason, owner, until } = exclusion;
  return { id: exclusion.id, reason, owner, until };
}
