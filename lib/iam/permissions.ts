import type { Role } from "../model/documents/role.ts";
import type { VpcEndpoint } from "../model/documents/vpc-endpoint.ts";
import type { Snapshot } from "../model/snapshot.ts";
import type { ActionDecision, TrustDecision } from "./decision.ts";

/** What the roles of one scope may do. Every answer is computed once and kept; a missing read is thrown as its gap. */
export type Permissions = {
  /** May the role call the action from this scope's Region? Boundary and organization included, endpoint policies not. */
  mayCall(role: Role, action: string): ActionDecision;
  /** Does the role's trust policy let the service (`ec2`, `ssm`) assume it? */
  trusts(role: Role, service: "ec2" | "ssm"): TrustDecision;
  /** Does the endpoint's policy let the role call the action through it? */
  mayPass(endpoint: VpcEndpoint, role: Role, action: string): ActionDecision;
};

export function createPermissions(_snapshot: Snapshot): Permissions {
  throw new Error("not built yet");
}
