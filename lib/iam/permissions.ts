import type { Role } from "../model/documents/role.ts";
import type { VpcEndpoint } from "../model/documents/vpc-endpoint.ts";
import type { Gap } from "../model/gap.ts";
import { scopeKey } from "../model/scope.ts";
import { GapError, type Snapshot } from "../model/snapshot.ts";
import { type BroadPolicy, findBroadPolicies } from "./broad-policies.ts";
import { decideAction } from "./decide-action.ts";
import type { ActionDecision, TrustDecision } from "./decision.ts";
import { evaluateEndpointPolicy, letsAllPass } from "./endpoint-policy.ts";
import type { Found, Ruling } from "./evaluate.ts";
import { explainEndpoint, explainTrust } from "./explain.ts";
import { type Known, knownOfCalls, knownOfInstance, knownOfRole, knownOfWay } from "./known.ts";
import { remember } from "./remember.ts";
import { anyHybrid, type Caller, type CallWay, isOfInstances, type Request, toRequest } from "./request.ts";
import { createPolicyReader } from "./role-policies.ts";
import { evaluateTrust, type TrustedService } from "./trust.ts";

/** What the roles of one scope may do. Every answer is computed once and kept; a missing read is thrown as its gap. */
export type Permissions = {
  /**
   * May the role call the action from this scope's Region? Boundary and organization included, endpoint policies not.
   * `node` is an id: with it, what differs from node to node is decided too, and with `way` what hangs on the way of a call.
   */
  mayCall(role: Role, action: string, node?: string, way?: CallWay): ActionDecision;
  /** Does the role's trust policy let the service (`ec2`, `ssm`) assume it? */
  trusts(role: Role, service: TrustedService): TrustDecision;
  /** Does the endpoint's policy let the role call the action through it, from one of the addresses where those are told? */
  mayPass(
    endpoint: VpcEndpoint,
    role: Role,
    action: string,
    node?: string,
    addresses?: readonly string[],
  ): ActionDecision;
  /** Whether the endpoint lets everything of everybody pass, so that there is nothing to decide. */
  letsAllPass(endpoint: VpcEndpoint): boolean;
  /** The role's policies that give a node far more than it needs. Of those that could not be read nothing is said. */
  broadPolicies(role: Role): readonly BroadPolicy[];
};

export function createPermissions(snapshot: Snapshot): Permissions {
  const read = createPolicyReader();
  const { scope, at } = snapshot;
  const ofCalls = knownOfCalls(scope, at);
  const knownOf = remember((role: Role) => knownOfRole(role, ofCalls));
  const request = (role: Role, action: string, caller: Caller, known = knownOf(role)): Request =>
    toRequest(action, scope, role, caller, knownOfCaller(snapshot, role, caller, known));

  const callsKnowing = (knownBy: (role: Role) => Known) =>
    remember((role: Role) =>
      remember((caller: Caller) =>
        remember((action: string) =>
          decideAction(snapshot, role, request(role, action, caller, knownBy(role)), read),
        ),
      ),
    );
  const calls = callsKnowing(knownOf);
  const callsOver = remember((way: string) => {
    const parsed = JSON.parse(way) as CallWay;
    return callsKnowing(remember((role: Role) => knownOfWay(parsed, knownOf(role))));
  });
  const passesFrom = (addresses: readonly string[] | null) =>
    remember((endpoint: VpcEndpoint) =>
      remember((role: Role) =>
        remember((caller: Caller) =>
          remember((action: string) => {
            const session = caller === anyHybrid ? null : caller;
            const asked = { role, request: request(role, action, caller), session, addresses };
            const ruling = evaluateEndpointPolicy(endpoint, asked, read);
            return toEndpointDecision(snapshot, { endpoint, role, action }, ruling);
          }),
        ),
      ),
    );
  const passes = passesFrom(null);
  const passesFromOne = remember((addresses: string) => passesFrom(JSON.parse(addresses) as string[]));
  const trust = (service: TrustedService) =>
    remember((role: Role) =>
      toTrustDecision(snapshot, role, service, evaluateTrust(role, service, scope, read)),
    );
  const trusts = { ec2: trust("ec2"), ssm: trust("ssm") };
  return {
    mayCall: (role, action, node, way) =>
      forNode((way === undefined ? calls : callsOver(JSON.stringify(way)))(role), action, node),
    mayPass: (endpoint, role, action, node, addresses) => {
      const from = addresses === undefined ? passes : passesFromOne(JSON.stringify(addresses));
      return forNode(from(endpoint)(role), action, node);
    },
    trusts: (role, service) => trusts[service](role),
    letsAllPass: remember((endpoint: VpcEndpoint) => letsAllPass(endpoint, read)),
    broadPolicies: remember((role: Role) => findBroadPolicies(role, read)),
  };
}

/** With what EC2's credentials tell of the instance, where it is known which one calls and that it has them from EC2. */
function knownOfCaller(snapshot: Snapshot, role: Role, caller: Caller, known: Known): Known {
  if (caller === null || !caller.startsWith("i-") || !isOfInstances(role)) return known;
  if (snapshot.observedAt("instance", caller) === undefined) return known;
  const instance = snapshot.get("instance", caller);
  return instance === undefined ? known : knownOfInstance(instance, snapshot.scope, known);
}

type Decide = (caller: Caller) => (action: string) => ActionDecision;

/** Most answers are the same for every node, and then they are computed once. */
function forNode(decide: Decide, action: string, node: string | undefined): ActionDecision {
  const decision = decide(node?.startsWith("mi-") ? anyHybrid : null)(action);
  return decision.isPerNode && node !== undefined ? decide(node)(action) : decision;
}

function toTrustDecision(
  snapshot: Snapshot,
  role: Role,
  service: TrustedService,
  ruling: Ruling<null>,
): TrustDecision {
  if (ruling.is === "unread") throw unreadable(snapshot, "role", role.id, "iam:GetRole");
  return {
    ...toDecision(ruling),
    explain: () => explainTrust(snapshot, role, service, ruling),
  };
}

function toEndpointDecision(
  snapshot: Snapshot,
  asked: { endpoint: VpcEndpoint; role: Role; action: string },
  ruling: Ruling<null> | null,
): ActionDecision {
  if (ruling?.is === "unread")
    throw unreadable(snapshot, "vpc-endpoint", asked.endpoint.id, "ec2:DescribeVpcEndpoints");
  const { statement, ...decision } = toDecision(ruling ?? { is: "allowed", found: null });
  return {
    action: asked.action,
    by: "endpoint-policy",
    source: "policies",
    isPerNode: ruling?.is === "undecided" && ruling.doubt.isPerNode,
    statement: statement && { policy: asked.endpoint.id, ...statement },
    ...decision,
    explain: () => explainEndpoint(snapshot, asked, ruling),
  };
}

type Decided = Exclude<Ruling<null>, { is: "unread" }> | { is: "allowed"; found: null };

const decisions = {
  allowed: "allowed",
  denied: "explicitly-denied",
  missing: "not-allowed",
  undecided: "undecided",
} as const;

function toDecision(ruling: Decided): Omit<TrustDecision, "explain"> {
  const found = "found" in ruling ? ruling.found : null;
  return {
    decision: decisions[ruling.is],
    statement: found && statementOf(found),
    conditionKeys: ruling.is === "undecided" ? ruling.doubt.keys : [],
  };
}

function statementOf({ statement: { effect, sid, text } }: Found<null>) {
  return { effect, sid, text };
}

/** A policy that was read and is none: whoever wrote it, nothing can be concluded from it. */
function unreadable(snapshot: Snapshot, kind: Gap["kind"], resource: string, action: string): GapError {
  const message = "The policy is not in the form in which AWS gives policies.";
  const scope = scopeKey(snapshot.scope);
  return new GapError({ scope, kind, action, reason: "failed", message, code: null, resource });
}
