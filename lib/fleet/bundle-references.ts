import type { Bundle } from "../aws/bundle/parse-bundle.ts";
import { createBundleReader } from "../aws/bundle-reader.ts";
import { readReferenceHolders } from "../failures/references/read-references.ts";
import { findStaleReferences, type StaleReference } from "../failures/stale-references.ts";
import type { ReferenceHolder } from "../model/reference-holder.ts";
import type { ScopeKey } from "../model/scope.ts";
import type { World } from "../model/world.ts";

/** Something that names nodes that are gone, as `muster diagnose --json` prints it. */
export type DiagnosedReference = Pick<ReferenceHolder, "kind" | "id" | "name" | "windowId" | "usedBy"> & {
  nodes: (StaleReference["gone"][number] | { id: string; state: "elsewhere"; scopes: ScopeKey[] })[];
  /** Targets of its window that a task names and that are no more. */
  dangling: string[];
};

/** What a bundle tells, beyond documents, of who names nodes. What it does not have was not looked at. */
export async function readBundleHolders(
  bundle: Bundle,
  reader = createBundleReader(bundle),
): Promise<ReferenceHolder[]> {
  return (await readReferenceHolders(reader, bundle.at)).holders;
}

export function diagnoseReferences(
  scope: ScopeKey,
  { snapshots }: World,
  holders: readonly ReferenceHolder[],
): DiagnosedReference[] {
  return findStaleReferences(snapshots, holders)
    .filter(({ holder }) => holder.scope === scope)
    .map(({ holder: { kind, id, name, windowId, usedBy }, gone, elsewhere, dangling }) => ({
      ...{ kind, id, name, windowId, usedBy, dangling },
      nodes: [...gone, ...elsewhere.map((each) => ({ ...each, state: "elsewhere" as const }))],
    }));
}
