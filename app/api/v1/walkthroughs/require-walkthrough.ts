import { FleetError } from "../../../../lib/model/fleet-error.ts";
import { walkthroughId } from "../../../../lib/model/walkthrough-id.ts";
import { parseWalkthroughSegment } from "../../../../lib/routes/fixes.ts";

/** The id of the walkthrough that an address names, or a problem that says how one is named. */
export function requireWalkthrough(parameters: Record<string, string>): string {
  const key = parseWalkthroughSegment(parameters.id!);
  if (key) return walkthroughId(key);
  throw new FleetError(
    "not-found",
    "This names no walkthrough: a fix, a cause's code and the subject's key, with ~ between, encoded as one segment.",
    { field: "id" },
  );
}
