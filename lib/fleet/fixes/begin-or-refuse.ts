import { formatUtc } from "../../format/time.ts";
import { FleetError } from "../../model/fleet-error.ts";
import type { StoredRun } from "../../store/run-row.ts";
import type { FleetContext } from "../context.ts";
import { tellWalkthrough } from "./tell-walkthrough.ts";

/** Writes down who is about to do what. Refuses where somebody else is at it, or has done it. */
export async function beginOrRefuse(context: FleetContext, run: StoredRun): Promise<void> {
  const begun = await context.store.beginRun(run);
  if (begun.isBegun) return tellWalkthrough(context, run.walkthroughId, begun.version);
  const { by, at, outcome, resource } = begun.by;
  const sentence =
    outcome === "running"
      ? `${by} is changing ${resource} at this moment (since ${formatUtc(at)}). Wait for what comes of it, and look again.`
      : `${by} applied this at ${formatUtc(at)}. Wait until its nodes are verified, or undo it first.`;
  throw new FleetError("conflict", sentence, { field: "step" });
}
