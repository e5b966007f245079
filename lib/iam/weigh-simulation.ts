import type { SimulatedAction } from "../model/documents/role-simulation.ts";
import type { DecidedBy } from "./decision.ts";
import type { Evaluation } from "./evaluate-role.ts";

/** What IAM's simulator says, and how it was asked. */
export type Simulated = SimulatedAction & {
  /** The policies were read again since. */
  isOlder: boolean;
};

/** What of the role's policies bears on the simulator's word. */
export type Bearing = {
  /** The condition keys of the role's own policies: another key that the simulator lacks is the organization's. */
  ownKeys: ReadonlySet<string>;
  /** Whether a statement of theirs speaks of the action on certain resources only. */
  isOnCertainResources(): boolean;
  /** Whether the simulator names one of them as far as they were read, the boundary among them. */
  isNamed(): boolean;
};

/**
 * What holds: the policies as they were read, or the simulator's word. `conflict` says that the other one says otherwise.
 */
export type Weighed =
  | { source: "policies"; conflict: boolean }
  | {
      source: "simulation";
      conflict: boolean;
      decision: "allowed" | "explicitly-denied" | "not-allowed" | "undecided";
      by: DecidedBy;
      /** Of an undecided one: what the simulator would have had to know. */
      keys: readonly string[];
    }
  /** Neither can tell. */
  | { source: "none" };

const policies: Weighed = { source: "policies", conflict: false };

/**
 * Weighs the two kinds of evidence. The simulator is AWS's own and alone sees the organization's policies, so it wins where
 * it knew all and was asked after the policies were read. It was asked about all resources (`*`) and has only the context
 * that was handed to it, so it does not outweigh a statement on certain resources, nor what hangs on a key that it lacked.
 */
export function weighSimulation(own: Evaluation, simulated: Simulated, bearing: Bearing): Weighed {
  const { missingContextValues: missing } = simulated;
  const denied = simulated.decision !== "allowed";
  if (denied && simulated.allowedByOrganizations === false) {
    const keys = missing.filter((key) => !bearing.ownKeys.has(key.toLowerCase()));
    const decision = keys.length > 0 ? "undecided" : denialOf(simulated);
    return { source: "simulation", conflict: false, decision, by: "organization-policy", keys };
  }
  const isInformed = () => missing.length === 0 && !bearing.isOnCertainResources();
  if (own.decision === "unread")
    return missing.length === 0 ? toWord(simulated, own, bearing) : { source: "none" };
  if (own.decision === "undecided") return isInformed() ? toWord(simulated, own, bearing) : policies;
  if ((own.decision === "allowed") !== denied) return agree(own, simulated, bearing);
  if (isInformed() && !simulated.isOlder) return { ...toWord(simulated, own, bearing), conflict: true };
  return { source: "policies", conflict: true };
}

/** Allowed by both is more than by the policies alone: the organization's let it pass. A read statement that denies is proof. */
function agree(own: Evaluation, simulated: Simulated, bearing: Bearing): Weighed {
  return own.decision === "allowed" ? toWord(simulated, own, bearing) : policies;
}

function toWord(simulated: Simulated, own: Evaluation, bearing: Bearing) {
  return {
    source: "simulation" as const,
    conflict: false,
    decision: simulated.decision === "allowed" ? ("allowed" as const) : denialOf(simulated),
    by: decidedBy(simulated, own, bearing),
    keys: [],
  };
}

function denialOf({ decision }: Simulated): "explicitly-denied" | "not-allowed" {
  return decision === "explicitDeny" ? "explicitly-denied" : "not-allowed";
}

function decidedBy(simulated: Simulated, own: Evaluation, bearing: Bearing): DecidedBy {
  if (simulated.decision === "allowed") return "identity-policy";
  if (simulated.allowedByPermissionsBoundary === false) return "permissions-boundary";
  if (simulated.decision === "implicitDeny") return "none";
  // The role's policies were all read, and none of them denies: it stands above them.
  const isElsewhere = own.decision === "allowed" && !bearing.isNamed();
  return isElsewhere ? "organization-policy" : "identity-policy";
}
