import type { Role } from "../model/documents/role.ts";
import type { Gap } from "../model/gap.ts";
import { GapError, type Snapshot } from "../model/snapshot.ts";

const gapsBySnapshot = new WeakMap<Snapshot, ReadonlyMap<string, Gap>>();
const rolesBySnapshot = new WeakMap<Snapshot, ReadonlyMap<string, Role>>();

/**
 * The role that a name, a path with a name (`service-role/…`) or an ARN stands for; null where AWS has none. The gap of a
 * role that could not be read may go by another of its names. A role that was read is there, though others were not.
 */
export function findRole(snapshot: Snapshot, reference: string): Role | null {
  const name = nameOf(reference);
  for (const arn of arnsOf(snapshot, reference)) {
    if (snapshot.observedAt("role", arn) !== undefined) return snapshot.get("role", arn) ?? null;
  }
  const gap = gapsOf(snapshot).get(name) ?? snapshot.gapOf("role");
  if (gap !== undefined) throw GapError.of(gap);
  return reference.startsWith("arn:") ? null : (rolesOf(snapshot).get(name) ?? null);
}

/** What the reference most likely stands for, so that no list of roles is needed for it. */
function arnsOf({ scope }: Snapshot, reference: string): string[] {
  if (reference.startsWith("arn:")) return [reference];
  const ofAccount = `arn:${scope.partition}:iam::${scope.account}:role/`;
  const name = reference.slice(reference.lastIndexOf("/") + 1);
  return [`${ofAccount}${reference}`, `${ofAccount}service-role/${name}`, `${ofAccount}${name}`];
}

function rolesOf(snapshot: Snapshot): ReadonlyMap<string, Role> {
  let roles = rolesBySnapshot.get(snapshot);
  if (roles === undefined) {
    roles = new Map(snapshot.all("role").map((role) => [nameOf(role.name), role]));
    rolesBySnapshot.set(snapshot, roles);
  }
  return roles;
}

function gapsOf(snapshot: Snapshot): ReadonlyMap<string, Gap> {
  let gaps = gapsBySnapshot.get(snapshot);
  if (gaps === undefined) {
    const ofRoles = snapshot.gaps.filter(({ kind, resource }) => kind === "role" && resource !== null);
    gaps = new Map(ofRoles.map((gap) => [nameOf(gap.resource ?? ""), gap]));
    gapsBySnapshot.set(snapshot, gaps);
  }
  return gaps;
}

/** IAM tells no two roles apart by case alone, nor by path. */
function nameOf(reference: string): string {
  return reference.slice(reference.lastIndexOf("/") + 1).toLowerCase();
}
