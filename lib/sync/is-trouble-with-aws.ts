import { ReadError } from "../aws/errors.ts";
import { FleetError } from "../model/fleet-error.ts";

/** Whether a reading ended for what nobody here can mend, as credentials that AWS refuses. All else is a bug. */
export function isTroubleWithAws(error: unknown): boolean {
  return error instanceof ReadError || error instanceof FleetError;
}
