import type { Role } from "../model/documents/role.ts";
import { requiredActions } from "../model/documents/role-simulation.ts";
import type { VpcEndpoint } from "../model/documents/vpc-endpoint.ts";
import { isKnownOlder } from "./agent-version.ts";
import { actionsOf } from "./identity/role-actions.ts";
import type { NodeView, ScopeView } from "./node-view.ts";
import { hasWay } from "./obstacle-check.ts";
import { readOr } from "./reading.ts";
import { requiredPaths } from "./required-services.ts";

/** Whether one look tells that no hop's check finds anything: nothing is in the way, and nothing is open. */
export function hasClearPaths(node: NodeView): boolean {
  return readOr(() => !hasWay(node) || requiredPaths(node).every(isClear), false);
}

function isClear({ path }: ReturnType<typeof requiredPaths>[number]): boolean {
  return path.obstacles.length === 0 && path.uncertainties.length === 0;
}

/**
 * Whether one look tells that no check of identity finds anything: the profile's role may do all that a new agent needs,
 * and the endpoints on its way let it. Nodes share roles, so this is answered once for each.
 */
export function hasSoundRole(node: NodeView): boolean {
  return readOr(() => isSound(node), false);
}

function isSound(node: NodeView): boolean {
  if (node.isHybrid || !node.isRunning) return false;
  const version = readOr(() => node.registration?.agentVersion, null);
  if (isKnownOlder(version, "withoutLegacyChannel")) return false;
  const profileArn = node.instance?.instanceProfileArn ?? null;
  if (profileArn === null) return false;
  const { roles, passages } = knownOf(node.scope);
  let role = roles.get(profileArn);
  if (role === undefined) {
    role = readOr(() => soundRole(node), null);
    roles.set(profileArn, role);
  }
  if (role === null) return false;
  return requiredPaths(node).every(({ service, path: { way, endpointId } }) => {
    if (way !== "endpoint" || endpointId === null) return true;
    const key = `${endpointId} ${service} ${role.id}`;
    const isKnown = passages.get(key) ?? lets(node, endpointId, role, service);
    passages.set(key, isKnown);
    return isKnown;
  });
}

type Known = { roles: Map<string, Role | null>; passages: Map<string, boolean> };
const known = new WeakMap<ScopeView, Known>();

function knownOf(scope: ScopeView): Known {
  const ofScope = known.get(scope) ?? { roles: new Map(), passages: new Map() };
  known.set(scope, ofScope);
  return ofScope;
}

function soundRole(node: NodeView): Role | null {
  const { role, scope } = node;
  if (role === null || scope.permissions.trusts(role, "ec2").decision !== "allowed") return null;
  return requiredActions.every((action) => scope.permissions.mayCall(role, action).decision === "allowed")
    ? role
    : null;
}

function lets({ scope }: NodeView, endpointId: string, role: Role, service: string): boolean {
  const endpoint: VpcEndpoint | undefined = scope.snapshot.get("vpc-endpoint", endpointId);
  if (endpoint === undefined) return false;
  return actionsOf(service).every(
    (action) => scope.permissions.mayPass(endpoint, role, action).decision === "allowed",
  );
}
