import type { NodeSummary } from "../api/node.ts";
import type { Node } from "../model/node.ts";

/** A node as the table shows it: without what only its own page needs. */
export function toNodeSummary(node: Node): NodeSummary {
  const {
    imageId: _image,
    launchedAt: _launched,
    instanceProfileArn: _profile,
    ipv6Address: _ipv6,
    computerName: _computer,
    ...summary
  } = node;
  return summary;
}
