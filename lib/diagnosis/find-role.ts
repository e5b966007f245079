import type { Role } from "../model/documents/role.ts";
import type { Gap } from "../model/gap.ts";
import { GapError, type Snapshot } from "../model/snapshot.ts";

type Names = { roles: ReadonlyMap<string, Role>; gaps: ReadonlyMap<string, Gap> };

const namesBySnapshot = new WeakMap<Snapshot, Names>();

/**
 * The role that a name, a path with a name (`service-role/…`) or an ARN stands for; null where AWS has none. The gap of a
 * role that could not be read may go by another of its names.
 */
export function findRole(snapshot: Snapshot, reference: string): Role | null {
  const name = nameOf(reference);
  const { roles, gaps } = namesOf(snapshot);
  const role = reference.startsWith("arn:") ? snapshot.get("role", reference) : roles.get(name);
  if (role !== undefined) return role;
  const gap = gaps.get(name);
  if (gap !== undefined) throw new GapError(gap);
  return null;
}

function namesOf(snapshot: Snapshot): Names {
  const known = namesBySnapshot.get(snapshot);
  if (known !== undefined) return known;
  const ofRoles = snapshot.gaps.filter(({ kind, resource }) => kind === "role" && resource !== null);
  const names = {
    roles: new Map(snapshot.all("role").map((role) => [nameOf(role.name), role])),
    gaps: new Map(ofRoles.map((gap) => [nameOf(gap.resource ?? ""), gap])),
  };
  namesBySnapshot.set(snapshot, names);
  return names;
}

/** IAM tells no two roles apart by case alone, nor by path. */
function nameOf(reference: string): string {
  return reference.slice(reference.lastIndexOf("/") + 1).toLowerCase();
}
