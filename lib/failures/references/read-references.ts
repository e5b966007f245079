import type { OperationName } from "../../aws/operations.ts";
import type { AwsReader } from "../../aws/reader.ts";
import type { FailureGap } from "../../model/failure.ts";
import type { HolderKind, ReferenceHolder } from "../../model/reference-holder.ts";
import { toReadGap } from "../sources/source.ts";
import { createTolerance } from "../sources/tolerance.ts";
import { automationHolders } from "./automations.ts";
import { ruleHolders } from "./event-rules.ts";
import type { ReadHolders } from "./holder-reader.ts";
import { associationsByParameter, tasksByParameter } from "./parameters.ts";
import { groupHolders } from "./resource-groups.ts";

/** A read that failed; which holders are missing follows from its action. */
export type ReferenceGap = Omit<FailureGap, "source">;

const readers: readonly ReadHolders[] = [
  groupHolders,
  ruleHolders,
  automationHolders,
  associationsByParameter,
  tasksByParameter,
];

/** What reading them takes, beyond what is read as documents. */
export const referenceActions: readonly OperationName[] = [
  ...new Set(readers.flatMap(({ actions }) => actions)),
];

/** The kinds of which a read that failed leaves some unread. */
export function kindsBehind(action: string): HolderKind[] {
  return readers.flatMap(({ kind, actions }) =>
    (actions as readonly string[]).includes(action) ? [kind] : [],
  );
}

/**
 * What names nodes by their ids, and is no document of a scope: resource groups, EventBridge rules, runbooks that wait or come
 * again and again, and what hands ids over as parameters. Of what is handed over, nothing but these ids is kept.
 */
export async function readReferenceHolders(
  reader: AwsReader,
  now: number,
): Promise<{ holders: ReferenceHolder[]; gaps: ReferenceGap[] }> {
  const tolerance = createTolerance((error) => toReadGap(reader, error));
  const holders = await Promise.all(readers.map(({ read }) => read({ reader, tolerance, now })));
  return {
    holders: holders.flat().filter(({ nodeIds }) => nodeIds.length > 0),
    gaps: tolerance.takeGaps(),
  };
}
