import { cache } from "react";
import type { CauseDetail } from "../../../../lib/api/cause.ts";
import { findFleetServer } from "../../../../lib/fleet/running-server.ts";
import type { CauseCode } from "../../../../lib/model/cause.ts";
import { isFleetError } from "../../../../lib/model/fleet-error.ts";

/** The cause, `absent` where nobody has or had it, and null where that cannot be told now: then the browser asks again. */
export const loadCause = cache(
  async (code: CauseCode, key: string): Promise<CauseDetail | "absent" | null> => {
    try {
      return (await findFleetServer()?.call("getCause", { code, key })) ?? null;
    } catch (error) {
      if (!isFleetError(error)) throw error;
      return error.code === "not-found" ? "absent" : null;
    }
  },
);
