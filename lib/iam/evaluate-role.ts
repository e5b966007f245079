import { type Found, type Ruling, rule } from "./evaluate.ts";
import { type Doubt, together } from "./match-statement.ts";
import type { Request } from "./request.ts";
import type { PolicySource, RolePolicies } from "./role-policies.ts";

type Place = "identity-policy" | "permissions-boundary";

/** What a role's own policies and its boundary say of a request. */
export type Evaluation =
  | { decision: "explicitly-denied"; by: Place; found: Found<PolicySource> }
  | { decision: "allowed"; by: "identity-policy"; found: Found<PolicySource> }
  | { decision: "not-allowed"; by: "none" | "permissions-boundary"; found: null }
  | { decision: "undecided"; by: Place; found: Found<PolicySource>; doubt: Doubt }
  /** It hangs on a policy that could not be read. */
  | { decision: "unread" };

/**
 * Both must allow. Where both stand in the way the boundary is named for a deny, as it is the outer fence, but not for what
 * it leaves out: a boundary takes nothing from a role that was given nothing.
 */
export function evaluateRole({ identity, boundary }: RolePolicies, request: Request): Evaluation {
  const own = rule(identity, request);
  const fence: Ruling<PolicySource> | null = boundary && rule(boundary, request);
  if (fence?.is === "denied")
    return { decision: "explicitly-denied", by: "permissions-boundary", found: fence.found };
  if (own.is === "denied") return { decision: "explicitly-denied", by: "identity-policy", found: own.found };
  if (own.is === "missing") return { decision: "not-allowed", by: "none", found: null };
  if (fence?.is === "missing") return { decision: "not-allowed", by: "permissions-boundary", found: null };
  if (own.is === "unread" || fence?.is === "unread") return { decision: "unread" };
  if (own.is === "allowed" && (fence === null || fence.is === "allowed"))
    return { decision: "allowed", by: "identity-policy", found: own.found };
  return undecided(own, fence);
}

function undecided(own: Ruling<PolicySource>, fence: Ruling<PolicySource> | null): Evaluation {
  const doubts = [own, fence].flatMap((ruling) => (ruling?.is === "undecided" ? [ruling] : []));
  const [first] = doubts as [(typeof doubts)[number]];
  return {
    decision: "undecided",
    by: first === own ? "identity-policy" : "permissions-boundary",
    found: first.found,
    doubt: together(doubts.map(({ doubt }) => doubt)),
  };
}
