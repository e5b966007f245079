import type { ScopeKey } from "../../model/scope.ts";
import type { NodeIndex } from "../node-index/node-index.ts";

/** Other nodes of the VPCs that some nodes stand in, or with their roles: those that a cause keeps back, or all that there are. */
export function findNeighbours(
  index: NodeIndex,
  scope: ScopeKey,
  { held, which, most }: { held: readonly string[]; which: "troubled" | "all"; most: number },
): string[] {
  const own = new Set(held);
  const [vpcs, roles] = [new Set<string>(), new Set<string>()];
  for (const id of held) {
    const node = index.get({ scope, id });
    if (node?.vpc) vpcs.add(node.vpc);
    if (node?.role) roles.add(node.role);
  }
  const neighbours: string[] = [];
  for (const node of index.nodes) {
    if (node === undefined || node.scope !== scope || own.has(node.id)) continue;
    if (node.status === "gone" || (which === "troubled" && node.cause === null)) continue;
    if (vpcs.has(node.vpc ?? "") || roles.has(node.role ?? "")) neighbours.push(node.id);
  }
  return neighbours.sort().slice(0, most);
}
