import { cache } from "react";
import { type CauseDetail, causeListQuerySchema } from "../../../../lib/api/cause.ts";
import { findFleetServer } from "../../../../lib/fleet/running-server.ts";
import type { CauseCode } from "../../../../lib/model/cause.ts";
import { isFleetError } from "../../../../lib/model/fleet-error.ts";
import { printFilter } from "../../../../lib/routes/filter.ts";

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

/** The key of the one cause that blames this subject, told without its scope; null where none or several do. */
export async function findKey(code: CauseCode, id: string): Promise<string | null> {
  const q = printFilter([
    { key: "cause", values: [code], negated: false },
    { key: "subject", values: [id], negated: false },
  ]);
  const found = await findFleetServer()?.call("listCauses", causeListQuerySchema.parse({ q, limit: 2 }));
  const [only, ...others] = found?.items ?? [];
  return only !== undefined && others.length === 0 && "key" in only ? only.key : null;
}
