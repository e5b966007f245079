import type { ActionDecision, TrustDecision } from "../../iam/decision.ts";
import type { InstanceProfile } from "../../model/documents/instance-profile.ts";
import type { Role } from "../../model/documents/role.ts";
import { agentVersionOf, isKnownOlder } from "../agent-version.ts";
import { findRole } from "../find-role.ts";
import type { NodeView } from "../node-view.ts";
import { type HostManagement, hostManagementOf } from "./host-management.ts";
import { heartbeatAction, isRefused, mayCall } from "./role-actions.ts";

/** Why the instance profile gives the agent nothing with which the heartbeat gets through. */
export type ProfileFault =
  | { what: "no-profile" }
  | { what: "profile-gone"; profileArn: string }
  | { what: "profile-empty"; profile: InstanceProfile }
  | { what: "role-gone"; profile: InstanceProfile; roleArn: string }
  | { what: "trust-refused"; role: Role; trust: TrustDecision }
  | { what: "heartbeat-refused"; role: Role; heartbeat: ActionDecision };

/** With what the agent signs its calls, as far as AWS's side tells. */
export type Credentials =
  | { from: "instance-profile"; role: Role; trust: TrustDecision; heartbeat: ActionDecision }
  | { from: "host-management"; hostManagement: HostManagement; instead: ProfileFault }
  | { from: "nowhere"; because: ProfileFault }
  /** Of a hybrid node: SSM gives it credentials of the role of its activation, which may be gone. */
  | { from: "hybrid-role"; roleName: string; role: Role | null };

/**
 * What the agent comes to in its order of credentials (ssm-targets 3.4): it probes the instance profile with a heartbeat,
 * and tries default host management only where IAM refuses that. Null where there is no agent to ask for: the instance
 * does not run, or SSM has no record of the hybrid node.
 */
export function credentialsOf(node: NodeView): Credentials | null {
  return node.once(findCredentials);
}

function findCredentials(node: NodeView): Credentials | null {
  return node.isHybrid ? ofHybrid(node) : ofInstance(node);
}

/** Whether an agent runs, or is about to: what credentials a stopped instance would have is nobody's question yet. */
export function isUp(node: NodeView): boolean {
  return node.isHybrid ? node.registration !== null : node.isRunning;
}

/** The role whose credentials reach AWS, or would if its policies let them; null where there is none. */
export function signingRole(node: NodeView, credentials: Credentials): Role | null {
  switch (credentials.from) {
    case "instance-profile":
    case "hybrid-role":
      return credentials.role;
    case "host-management":
      return findRole(node.snapshot, credentials.hostManagement.roleName);
    case "nowhere":
      return "role" in credentials.because ? credentials.because.role : null;
  }
}

function ofHybrid(node: NodeView): Credentials | null {
  const roleName = node.registration?.iamRole ?? null;
  if (roleName === null) return null;
  return { from: "hybrid-role", roleName, role: findRole(node.snapshot, roleName) };
}

function ofInstance(node: NodeView): Credentials | null {
  if (!isUp(node)) return null;
  const found = findProfileRole(node);
  if ("fault" in found) return withoutProfile(node, found.fault);
  const { role } = found;
  const trust = node.scope.permissions.trusts(role, "ec2");
  if (isRefused(trust)) return withoutProfile(node, { what: "trust-refused", role, trust });
  const heartbeat = mayCall(node, role, heartbeatAction);
  if (isRefused(heartbeat)) return withoutProfile(node, { what: "heartbeat-refused", role, heartbeat });
  return { from: "instance-profile", role, trust, heartbeat };
}

/** Why the instance profile has no role to give, whatever such a role may do; null where it has one. */
export function findProfileFault(node: NodeView): ProfileFault | null {
  const found = findProfileRole(node);
  return "fault" in found ? found.fault : null;
}

/** The role that EC2 hands out by the instance's profile; null where there is none. */
export function profileRoleOf(node: NodeView): Role | null {
  const found = findProfileRole(node);
  return "role" in found ? found.role : null;
}

function findProfileRole(node: NodeView): { role: Role } | { fault: ProfileFault } {
  const profileArn = node.instance?.instanceProfileArn ?? null;
  if (profileArn === null) return { fault: { what: "no-profile" } };
  const profile = node.instanceProfile;
  if (profile === null) return { fault: { what: "profile-gone", profileArn } };
  const [named] = profile.roles;
  if (named === undefined) return { fault: { what: "profile-empty", profile } };
  const role = findRole(node.snapshot, named.arn);
  return role === null ? { fault: { what: "role-gone", profile, roleArn: named.arn } } : { role };
}

function withoutProfile(node: NodeView, fault: ProfileFault): Credentials {
  const hostManagement = fallsThrough(node, fault) ? hostManagementOf(node) : null;
  if (hostManagement === null) return { from: "nowhere", because: fault };
  return { from: "host-management", hostManagement, instead: fault };
}

/**
 * Whether the agent goes on to default host management. One that is too old for it does not; with no profile at all it is
 * still what the node was meant to use, so then the agent is to blame and not the profile.
 */
function fallsThrough(node: NodeView, fault: ProfileFault): boolean {
  if (fault.what === "no-profile") return true;
  const needed = fault.what === "trust-refused" ? "hostManagementAfterRefusedRole" : "hostManagement";
  return !isKnownOlder(agentVersionOf(node), needed);
}
