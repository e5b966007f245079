import { cache } from "react";
import { nodeFailuresQuery } from "../../../../components/failures/failure-queries.ts";
import { type FailureList, failureListQuerySchema } from "../../../../lib/api/failure.ts";
import type { NodeDetail } from "../../../../lib/api/node.ts";
import { findFleetServer } from "../../../../lib/fleet/running-server.ts";
import { isFleetError } from "../../../../lib/model/fleet-error.ts";

/** The node, `absent` where there is none, and null where that cannot be told now: then the browser asks again. */
export const loadNode = cache(async (scope: string, id: string): Promise<NodeDetail | "absent" | null> => {
  try {
    return (await findFleetServer()?.call("getNode", { scope, id })) ?? null;
  } catch (error) {
    if (!isFleetError(error)) throw error;
    return error.code === "not-found" ? "absent" : null;
  }
});

/** The failures of its time line; null where they cannot be told now. */
export async function loadNodeFailures(id: string): Promise<FailureList | null> {
  const query = failureListQuerySchema.parse(nodeFailuresQuery(id));
  try {
    return (await findFleetServer()?.call("listFailures", query)) ?? null;
  } catch (error) {
    if (!isFleetError(error)) throw error;
    return null;
  }
}
