import { createHash } from "node:crypto";
import type { Config } from "../config.ts";
import { parseFilter } from "../routes/filter.ts";
import type { StoredExclusion } from "../store/exclusions.ts";
import type { FleetContext } from "./context.ts";

const dayMs = 86_400_000;

/** Nodes that are not meant to answer, wherever that is said. */
export type KnownExclusion = Omit<StoredExclusion, "createdAt" | "createdBy"> & {
  source: "config" | "screen";
  createdAt: number | null;
  createdBy: string | null;
};

/** Takes in the exclusions of the configuration and of the store, so that the index marks their nodes from now on. */
export async function loadExclusions(
  context: Pick<FleetContext, "config" | "store" | "index"> & { exclusions: readonly KnownExclusion[] },
): Promise<void> {
  const stored = await context.store.loadExclusions();
  context.exclusions = [
    ...context.config.exclusions.map(ofConfig),
    ...stored.map((exclusion) => ({ ...exclusion, source: "screen" as const })),
  ];
  context.index.exclude(
    context.exclusions.map(({ id, filter, until }) => ({ id, filter: parseFilter(filter), until })),
  );
}

function ofConfig(exclusion: Config["exclusions"][number]): KnownExclusion {
  const { filter, reason, owner, until } = exclusion;
  const digest = createHash("sha256")
    .update(JSON.stringify([filter, reason, owner, until]))
    .digest("hex");
  return {
    id: `config-${digest.slice(0, 8)}`,
    filter,
    reason,
    owner,
    // Through its last day.
    until: Date.parse(`${until}T00:00:00Z`) + dayMs,
    source: "config",
    createdAt: null,
    createdBy: null,
  };
}
