import type { Role } from "../../model/documents/role.ts";
import { requiredActions } from "../../model/documents/role-simulation.ts";
import { Snapshot, type SnapshotParts } from "../../model/snapshot.ts";
import { viewOf } from "../network/situation.ts";

type Permissions = ReturnType<typeof viewOf>["permissions"];
export type ActionDecision = ReturnType<Permissions["mayCall"]>;

/** What is decided of each action that a node needs. */
export function decisionsOf(snapshot: Snapshot, role: Role, nodeId?: string): ActionDecision[] {
  const { permissions } = viewOf(snapshot);
  return requiredActions.map((action) => permissions.mayCall(role, action, nodeId));
}

/** A world of this role alone, as it might be: to ask what it may do costs nothing there, however large the fleet is. */
export function worldOfRole(snapshot: Snapshot, role: Role): Snapshot {
  const documents: SnapshotParts["documents"] = { role: [{ document: role, observedAt: snapshot.at }] };
  return new Snapshot({ scope: snapshot.scope, at: snapshot.at, gaps: [], documents });
}
