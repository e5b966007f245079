import type { NodeDetail } from "../../lib/api/node.ts";
import type { GapSummary } from "../../lib/api/verdict.ts";

/** The gaps that concern a node: of whole kinds, and of the very resources that it stands on. */
export function gapsOf(node: Pick<NodeDetail, "id" | "gaps" | "documents">): GapSummary[] {
  const own = new Set([node.id, ...node.documents.map((document) => document.id)]);
  return node.gaps.filter((gap) => gap.resource === null || own.has(gap.resource));
}
