import type { Role } from "../model/documents/role.ts";
import { GapError, type Snapshot } from "../model/snapshot.ts";

const rolesByName = new WeakMap<Snapshot, ReadonlyMap<string, Role>>();

/**
 * The role that a name, a path with a name (`service-role/…`) or an ARN stands for; null where AWS has none. A role is
 * asked for by its name, so that is what the gap of one that could not be read goes by.
 */
export function findRole(snapshot: Snapshot, reference: string): Role | null {
  const name = reference.slice(reference.lastIndexOf("/") + 1);
  const role = reference.startsWith("arn:")
    ? snapshot.get("role", reference)
    : rolesOf(snapshot).get(name.toLowerCase());
  if (role !== undefined) return role;
  const gap = snapshot.gapOf("role", name);
  if (gap !== undefined) throw new GapError(gap);
  return null;
}

function rolesOf(snapshot: Snapshot): ReadonlyMap<string, Role> {
  const known = rolesByName.get(snapshot);
  if (known !== undefined) return known;
  // IAM tells no two roles apart by case alone.
  const byName = new Map(snapshot.all("role").map((role) => [role.name.toLowerCase(), role]));
  rolesByName.set(snapshot, byName);
  return byName;
}
