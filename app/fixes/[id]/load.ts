import { cache } from "react";
import type { WalkthroughAnswer } from "../../../lib/api/walkthrough.ts";
import { findFleetServer } from "../../../lib/fleet/running-server.ts";
import { isFleetError } from "../../../lib/model/fleet-error.ts";

/** The walkthrough, `absent` where there is none, and null where that cannot be told now: then the browser asks again. */
export const loadWalkthrough = cache(async (id: string): Promise<WalkthroughAnswer | "absent" | null> => {
  try {
    return (await findFleetServer()?.call("getWalkthrough", { id })) ?? null;
  } catch (error) {
    if (!isFleetError(error)) throw error;
    return error.code === "not-found" ? "absent" : null;
  }
});
