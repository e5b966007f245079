import { FleetError } from "../../model/fleet-error.ts";
import { parseWalkthroughId, type WalkthroughKey } from "../../model/walkthrough-id.ts";

/** Which fix on which cause the id names. Whether there are such is asked where it matters. */
export function requireWalkthroughKey(id: string): WalkthroughKey {
  const key = parseWalkthroughId(id);
  if (key) return key;
  throw new FleetError(
    "not-found",
    "There is no such walkthrough: an id is made of a fix, a cause and what is to blame. Open it from its cause.",
    { field: "id" },
  );
}
