import type { ActionDecision } from "../../iam/decision.ts";
import { addressKeys } from "../../iam/known.ts";
import type { Role } from "../../model/documents/role.ts";
import type { VpcEndpoint } from "../../model/documents/vpc-endpoint.ts";
import type { Evidence } from "../../model/verdict.ts";
import { defineCheck, type FoundCause } from "../check.ts";
import { type EndpointOnPath, endpointOnPath } from "../endpoint-on-path.ts";
import { certain, evidence, fail, likely, notApplicable, pass, undecided } from "../finding.ts";
import { wayOf, withWay } from "../identity/call-way.ts";
import { credentialsOf, isUp, signingRole } from "../identity/credentials.ts";
import {
  actionsOf,
  consequenceOf,
  isRefused,
  listActions,
  listed,
  mayUseLegacyChannel,
} from "../identity/role-actions.ts";
import type { NodeView, ScopeView } from "../node-view.ts";
import { networkKinds } from "../obstacle-check.ts";

const code = "endpoint-policy-denies";
const services = ["ssm", "ssmmessages"] as const;

const byNone = notApplicable("It reaches Systems Manager by no endpoint of the VPC.");
const letThrough = pass("The policies of its endpoints let its role through.");

export const endpointPolicyDenies = defineCheck({
  id: code,
  group: "network",
  title: "The endpoint's policy denies what the agent must do",
  passTitle: "The endpoints' policies let the agent through",
  why: `A VPC endpoint has a policy of its own, which all that passes it must satisfy as well. The packets arrive, the role
    allows the call, and the answer is still no.`,
  rows: ["VPCE-05", "VPCE-08"],
  causes: [code],
  needs: [...networkKinds, "instance-profile", "service-setting", "role", "role-simulation"],

  appliesTo: (node) => !node.isHybrid && isUp(node),

  examine(node) {
    const ways = services.flatMap((service) => {
      const found = endpointOnPath(node.scope, node.path(service));
      return found === null ? [] : [{ service, found }];
    });
    if (ways.length === 0) return byNone;
    const credentials = credentialsOf(node);
    const role = credentials && signingRole(node, credentials);
    if (!role) return notApplicable("There is no role whose calls an endpoint could refuse.");
    const guarded = ways.filter(({ found }) => !node.scope.permissions.letsAllPass(found.endpoint));
    const judged = guarded.map(({ service, found }) => ({
      found,
      decisions: passageOf(node, found.endpoint, role, service),
    }));
    const [first, ...others] = judged.flatMap(({ found, decisions }) => {
      const refused = decisions.filter(isRefused);
      return refused.length === 0 ? [] : [toCause(node, found, role, refused)];
    });
    if (first !== undefined) return fail(first, ...others);
    for (const { found, decisions } of judged) {
      const open = decisions.find(({ decision }) => decision === "undecided");
      if (open === undefined) continue;
      return undecided(
        open.explain,
        `Whoever keeps the policy of ${found.endpoint.id} and knows the value of ${listed(open.conditionKeys)} when the agent calls.`,
        [likely(code, found.subject, open.explain)],
      );
    }
    return letThrough;
  },
});

const passages = new WeakMap<ScopeView, Map<VpcEndpoint, Map<Role, readonly ActionDecision[]>>>();

/** What the endpoint's policy says of its service's actions. Nodes of one role share it, but for what names nodes. */
function passageOf(node: NodeView, endpoint: VpcEndpoint, role: Role, service: string) {
  const byEndpoint = getOrAdd(passages, node.scope, () => new Map());
  const byRole = getOrAdd(byEndpoint, endpoint, () => new Map<Role, readonly ActionDecision[]>());
  const { permissions } = node.scope;
  const shared = getOrAdd(byRole, role, () =>
    actionsOf(service).map((action) => permissions.mayPass(endpoint, role, action)),
  );
  const keys = new Set(shared.flatMap(({ conditionKeys }) => conditionKeys.map((key) => key.toLowerCase())));
  const hangsOnAddress = keys.has(addressKeys.endpoint.toLowerCase());
  if (!hangsOnAddress && !shared.some(({ isPerNode }) => isPerNode)) return shared;
  const way = hangsOnAddress ? wayOf(node, service, keys) : undefined;
  const addresses = way?.way.addresses ?? undefined;
  return actionsOf(service).map((action) => {
    const decision = permissions.mayPass(endpoint, role, action, node.id, addresses);
    return way === undefined ? decision : withWay(node.scope, decision, way);
  });
}

type Memory<Key extends object, Value> = {
  get(key: Key): Value | undefined;
  set(key: Key, value: Value): unknown;
};

function getOrAdd<Key extends object, Value>(memory: Memory<Key, Value>, key: Key, make: () => Value): Value {
  let value = memory.get(key);
  if (value === undefined) {
    value = make();
    memory.set(key, value);
  }
  return value;
}

function toCause(
  node: NodeView,
  { endpoint, snapshot, subject }: EndpointOnPath,
  role: Role,
  refused: readonly ActionDecision[],
): FoundCause {
  const actions = refused.map(({ action }) => action);
  const observedAt = snapshot.observedAt("vpc-endpoint", endpoint.id) ?? snapshot.at;
  const atItsOwner = (fact: Evidence): Evidence =>
    fact.document.id === endpoint.id ? { ...fact, document: subject, observedAt } : fact;
  return certain(code, subject, () => ({
    sentence: `The policy of endpoint ${endpoint.id} does not let role ${role.name} call ${listActions(actions)}: ${consequenceOf(actions, mayUseLegacyChannel(node.scope, role))}.`,
    evidence: [
      ...refused.flatMap((decision) => decision.explain().evidence).map(atItsOwner),
      evidence(snapshot, {
        sentence: `The name of ${endpoint.serviceName ?? "the service"} leads to it.`,
        api: "ec2:DescribeVpcEndpoints",
        field: "PrivateDnsEnabled",
        value: endpoint.privateDnsEnabled,
        document: subject,
      }),
    ],
  }));
}
