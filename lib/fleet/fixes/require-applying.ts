import { FleetError } from "../../model/fleet-error.ts";
import type { ScopeKey } from "../../model/scope.ts";
import type { FleetContext } from "../context.ts";
import { describeApplying } from "./describe-applying.ts";

/** The role that changes in the scope are made with; refuses where this fix may not be applied from here. */
export function requireApplying(context: FleetContext, fixId: string, scope: ScopeKey): string {
  const { roleArn, whyNot } = describeApplying(context, fixId, scope);
  if (whyNot === null && roleArn !== null) return roleArn;
  throw new FleetError("denied", whyNot ?? "There is no role for changes.");
}
