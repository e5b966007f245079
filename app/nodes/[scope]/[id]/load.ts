import { cache } from "react";
import type { NodeDetail } from "../../../../lib/api/node.ts";
import { findFleetServer } from "../../../../lib/fleet/running-server.ts";
import type { FleetError } from "../../../../lib/model/fleet-error.ts";

/** The node, `absent` where there is none, and null where that cannot be told now: then the browser asks again. */
export const loadNode = cache(async (scope: string, id: string): Promise<NodeDetail | "absent" | null> => {
  try {
    return (await findFleetServer()?.call("getNode", { scope, id })) ?? null;
  } catch (error) {
    if (!isFleetError(error)) throw error;
    return error.code === "not-found" ? "absent" : null;
  }
});

// By its name: the server was bundled apart from this page, and so its classes are not the ones of this module.
function isFleetError(error: unknown): error is FleetError {
  return error instanceof Error && error.name === "FleetError";
}
