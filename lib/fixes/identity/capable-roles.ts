import { findRole } from "../../diagnosis/find-role.ts";
import { readOr } from "../../diagnosis/reading.ts";
import type { InstanceProfile } from "../../model/documents/instance-profile.ts";
import type { Role } from "../../model/documents/role.ts";
import type { Snapshot } from "../../model/snapshot.ts";
import { viewOf } from "../network/situation.ts";
import { decisionsOf } from "./role-decisions.ts";
import type { TrustedService } from "./trust-changes.ts";

export type CapableProfile = { profile: InstanceProfile; role: Role };

/**
 * Profiles whose role certainly does for a node, and is no administrator's: the one that gives the least besides first, as
 * whoever gets it gets all that it gives.
 */
export function capableProfiles(snapshot: Snapshot): readonly CapableProfile[] {
  let found = profilesOf.get(snapshot);
  if (found === undefined) {
    found = snapshot
      .all("instance-profile")
      .flatMap((profile) => {
        const arn = profile.roles[0]?.arn;
        const role = arn === undefined ? null : readOr(() => findRole(snapshot, arn), null);
        return role !== null && isCapable(snapshot, role, "ec2") ? [{ profile, role }] : [];
      })
      .toSorted((one, other) => byLeast(one.role, other.role));
    profilesOf.set(snapshot, found);
  }
  return found;
}

/** Roles that a service may take on, and that certainly do for a node. */
export function capableRoles(snapshot: Snapshot, service: TrustedService): readonly Role[] {
  const known = rolesOf.get(snapshot) ?? new Map<TrustedService, readonly Role[]>();
  rolesOf.set(snapshot, known);
  let found = known.get(service);
  if (found === undefined) {
    found = snapshot
      .all("role")
      .filter((role) => isCapable(snapshot, role, service))
      .toSorted(byLeast);
    known.set(service, found);
  }
  return found;
}

const profilesOf = new WeakMap<Snapshot, readonly CapableProfile[]>();
const rolesOf = new WeakMap<Snapshot, Map<TrustedService, readonly Role[]>>();

function isCapable(snapshot: Snapshot, role: Role, service: TrustedService): boolean {
  const { permissions } = viewOf(snapshot);
  return readOr(
    () =>
      permissions.trusts(role, service).decision === "allowed" &&
      permissions.broadPolicies(role).length === 0 &&
      decisionsOf({ snapshot }, role).every(({ decision }) => decision === "allowed"),
    false,
  );
}

function byLeast(one: Role, other: Role): number {
  return policiesOf(one) - policiesOf(other) || (one.id < other.id ? -1 : 1);
}

function policiesOf({ attachedPolicies = [], inlinePolicies = [] }: Role): number {
  return attachedPolicies.length + inlinePolicies.length;
}
