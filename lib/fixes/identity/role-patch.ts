import type { Role } from "../../model/documents/role.ts";
import type { Snapshot, SnapshotPatch } from "../../model/snapshot.ts";

/**
 * The world with a role as it will be. What IAM's simulator said was of the role as it is, so it goes with it; but for what
 * the organization refuses, which no change of the role lifts.
 */
export function patchOfRoles(snapshot: Snapshot, ...roles: readonly Role[]): SnapshotPatch {
  const put = [];
  const remove = [];
  for (const { id } of roles) {
    if (snapshot.observedAt("role-simulation", id) === undefined) continue;
    const simulation = snapshot.get("role-simulation", id)!;
    const results = simulation.results.filter(
      ({ decision, allowedByOrganizations }) => decision !== "allowed" && allowedByOrganizations === false,
    );
    if (results.length > 0) put.push({ ...simulation, results });
    else remove.push(id);
  }
  return {
    role: { put: roles },
    ...(put.length + remove.length > 0 && {
      "role-simulation": { ...(put.length > 0 && { put }), ...(remove.length > 0 && { remove }) },
    }),
  };
}
