import type { TargetVerdictReport } from "../../lib/api/preflight.ts";

/** Targets of which the same is said; the first speaks for all. */
export type TargetCluster = [TargetVerdictReport, ...TargetVerdictReport[]];

/** Targets of one outcome by what is said of them, so that a reason that hundreds share is read once. The order is that of the first of each. */
export function clusterTargets(targets: readonly TargetVerdictReport[]): TargetCluster[] {
  const clusters = new Map<string, TargetCluster>();
  for (const target of targets) {
    const key = likenessOf(target);
    const cluster = clusters.get(key);
    if (cluster) cluster.push(target);
    else clusters.set(key, [target]);
  }
  return [...clusters.values()];
}

/** Two have the same if every word and every link beside them would be the same. */
function likenessOf({ id, status, sentence, cause, error, nearMisses }: TargetVerdictReport): string {
  if (nearMisses.length > 0) return id;
  return JSON.stringify([status, sentence, cause, error]);
}
