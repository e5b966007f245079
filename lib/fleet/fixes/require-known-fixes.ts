import type { Config } from "../../config.ts";
import { FleetError } from "../../model/fleet-error.ts";
import { fixIds } from "./fix-ids.ts";

/** Refuses a configuration that allows a fix which does not exist: it would be taken for allowed, and silently is not. */
export function requireKnownFixes({ apply, file }: Pick<Config, "apply" | "file">): void {
  const known = new Set(fixIds());
  const unknown = apply.fixes.filter((id) => !known.has(id));
  if (unknown.length === 0) return;
  throw new FleetError(
    "invalid-input",
    `The configuration allows fixes that do not exist, so Muster does not start${file ? ` (${file})` : ""}: apply.fixes has ${unknown.join(", ")}. Known are ${[...known].sort().join(", ")}.`,
    { field: "apply.fixes" },
  );
}
