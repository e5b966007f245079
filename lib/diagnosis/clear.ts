import type { Role } from "../model/documents/role.ts";
import { requiredActions } from "../model/documents/role-simulation.ts";
import type { PathVerdict } from "../network/path-verdict.ts";
import { isKnownOlder } from "./agent-version.ts";
import { endpointOnPath } from "./endpoint-on-path.ts";
import { actionsOf } from "./identity/role-actions.ts";
import type { NodeView, ScopeView } from "./node-view.ts";
import { hasWay } from "./obstacle-check.ts";
import { readOr } from "./reading.ts";
import { type RequiredPath, requiredPaths } from "./required-services.ts";
import { readSignal } from "./signal.ts";

// A lean judgement asks for causes alone, and of most nodes one look at what they share with thousands tells that there are
// none. Each of these may say no too often, and never yes where a check of its list would give a cause.

/**
 * Whether it runs and answers SSM: nothing is wrong with the target then, and what is odd about the instance is a warning, as
 * the agent does without.
 */
export function answers(node: NodeView): boolean {
  return readSignal(node).kind === "answering";
}

/** Whether it answers, and its agent is not so old that it can do no more than that. */
export function answersFully(node: NodeView): boolean {
  return answers(node) && !isKnownOlder(node.registration?.agentVersion, "commandsOverSessionChannel");
}

/** Whether nothing is in the way, and nothing is open, on any way that it needs. */
export function hasClearPaths(node: NodeView): boolean {
  return readOr(() => !hasWay(node) || requiredPaths(node).every(isClear), false);
}

function isClear({ path }: RequiredPath): boolean {
  return path.obstacles.length === 0 && path.uncertainties.length === 0;
}

/** Whether its profile's role may do all that a new agent needs, and the endpoints on its way let it. */
export function hasSoundRole(node: NodeView): boolean {
  return readOr(() => isSound(node), false);
}

function isSound(node: NodeView): boolean {
  const profileArn = node.isRunning ? (node.instance?.instanceProfileArn ?? null) : null;
  if (profileArn === null || isKnownOlder(agentVersionOf(node), "withoutLegacyChannel")) return false;
  const known = knownOf(node, profileArn);
  return known !== null && requiredPaths(node).every((required) => isLetThrough(node, known, required));
}

function agentVersionOf(node: NodeView): string | null {
  return readOr(() => node.registration?.agentVersion ?? null, null);
}

/** A role that may do all, and what is known of the ways on which its calls are let through. */
type SoundRole = { role: Role; passages: Map<PathVerdict, boolean> };
const soundRoles = new WeakMap<ScopeView, Map<string, SoundRole | null>>();

function knownOf(node: NodeView, profileArn: string): SoundRole | null {
  const ofScope = soundRoles.get(node.scope) ?? new Map<string, SoundRole | null>();
  soundRoles.set(node.scope, ofScope);
  let known = ofScope.get(profileArn);
  if (known === undefined) {
    known = readOr(() => findSoundRole(node), null);
    ofScope.set(profileArn, known);
  }
  return known;
}

function findSoundRole({ role, scope }: NodeView): SoundRole | null {
  if (role === null || scope.permissions.trusts(role, "ec2").decision !== "allowed") return null;
  const mayAll = requiredActions.every(
    (action) => scope.permissions.mayCall(role, action).decision === "allowed",
  );
  return mayAll ? { role, passages: new Map() } : null;
}

/** Nodes in the same situation share the very verdict, so it is known by that. */
function isLetThrough({ scope }: NodeView, { role, passages }: SoundRole, { service, path }: RequiredPath) {
  if (path.way !== "endpoint" || path.endpointId === null) return true;
  let isLet = passages.get(path);
  if (isLet === undefined) {
    const endpoint = endpointOnPath(scope, path)?.endpoint;
    isLet =
      endpoint !== undefined &&
      (scope.permissions.letsAllPass(endpoint) ||
        actionsOf(service).every(
          (action) => scope.permissions.mayPass(endpoint, role, action).decision === "allowed",
        ));
    passages.set(path, isLet);
  }
  return isLet;
}
