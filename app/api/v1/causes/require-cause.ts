import type { CauseCode } from "../../../../lib/model/cause.ts";
import { FleetError } from "../../../../lib/model/fleet-error.ts";
import { parseCauseSegments } from "../../../../lib/routes/causes.ts";

/** The cause that an address names, or a problem that says how one is named. */
export function requireCause(parameters: Record<string, string>): { code: CauseCode; key: string } {
  const asked = parseCauseSegments({ code: parameters.code!, subjectKey: parameters.subjectKey! });
  if (asked) return asked;
  throw new FleetError(
    "not-found",
    "This names no cause: a code of the catalogue and the subject's key, an ARN for IAM and account:region:id for all else.",
    { field: "subjectKey" },
  );
}
