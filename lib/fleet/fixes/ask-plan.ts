import type { FixPlan } from "../../api/proof.ts";
import type { Config } from "../../config.ts";
import { api } from "../../routes/api.ts";
import { askOwner } from "../ask-owner.ts";
import { findOwner } from "../find-owner.ts";
import { openAlone } from "../open-alone.ts";
import { getPlan } from "./get-plan.ts";

/** The fix plan for a command: told by the process that owns the store, where one runs, else read from the store itself. */
export async function askPlan(config: Config, version: string, q: string): Promise<FixPlan> {
  const owner = findOwner(config);
  if (owner) return (await askOwner(owner, api.plan({ q }), { wanted: "tell the fix plan" })) as FixPlan;
  const { context, close } = await openAlone(config, version);
  try {
    return await getPlan(context, { q });
  } finally {
    await close();
  }
}
