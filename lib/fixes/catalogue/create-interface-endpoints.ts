import { listed } from "../../diagnosis/identity/role-actions.ts";
import type { MakeChange } from "../network/change.ts";
import { createInterfaceEndpoint } from "../network/create-interface-endpoint.ts";
import { defineNetworkFix, onceReady } from "../network/define-network-fix.ts";
import { groupsOfCallers, planEndpoints, subnetsForEndpoint } from "../network/endpoint-plan.ts";
import { endpointServiceName } from "../network/endpoint-services.ts";
import { existingGroup } from "../network/group-reference.ts";
import { allowHttps, createGroup, type Peers } from "../network/security-group-changes.ts";
import { heldServices, type Situation } from "../network/situation.ts";
import { switchOnDns } from "../network/vpc-dns-changes.ts";
import { costOfEndpoints } from "../prices.ts";

/** As many peers as leave room in a group of 60 rules; with more the VPC's own blocks are named. */
const mostGroups = 50;
const creationMs = 3 * 60_000;

export const createInterfaceEndpoints = defineNetworkFix({
  id: "create-interface-endpoints",
  causes: [
    "endpoint-missing",
    "route-missing",
    "route-blackhole",
    "nat-gateway-unavailable",
    "nat-gateway-has-no-way-out",
    "nat-network-acl-blocks",
    "internet-gateway-detached",
    "public-address-missing",
    "public-access-blocked",
    "ipv6-path-missing",
    "path-unprovable",
  ],
  title: (situation) => `Create interface endpoints for ${listed(heldServices(situation))}`,
  summary: () =>
    "Private ways to the services, with a narrow group of their own: the nodes need no way to the internet for Systems Manager, and get none.",
  changes(situation) {
    const { scope, snapshot } = situation;
    const plan = planEndpoints(situation);
    const subnetIds = plan === undefined ? [] : subnetsForEndpoint(situation, plan);
    if (plan === undefined || subnetIds.length === 0) return [];
    const { vpc, services, isDualStack } = plan;
    const { changes, group } = groupFor(situation, vpc.id, plan.vpc.cidrBlocks);
    return [
      ...switchOnDns(
        scope,
        snapshot,
        vpc,
        ["enableDnsSupport", "enableDnsHostnames"],
        "The private names of endpoints hold only where the VPC has both.",
      ),
      ...changes,
      ...services.map((service) =>
        createInterfaceEndpoint(scope, {
          ...{ serviceName: endpointServiceName(snapshot, service), vpcId: vpc.id, subnetIds, isDualStack },
          ...{ groups: [group], policy: null },
          why: "Every service needs an endpoint of its own, with private DNS, so that its name leads there.",
        }),
      ),
    ];
  },
  risk: ({ nodes }) => ({
    level: "medium",
    sentence: `From then on everything in ${nodes[0]?.instance.vpcId} reaches these services through the endpoints, what works today included: there is no falling back to the internet.`,
  }),
  cost(situation) {
    const plan = planEndpoints(situation);
    if (plan === undefined) return null;
    const zones = subnetsForEndpoint(situation, plan).length;
    return costOfEndpoints(situation.scope.region, plan.services.length, zones);
  },
  takesEffect: () => onceReady("An endpoint", creationMs),
});

function groupFor({ scope, snapshot }: Situation, vpcId: string, ipv4: readonly string[]) {
  const { change, group } = createGroup(scope, {
    ...{ id: "create-endpoint-group", vpcId, name: `ssm-endpoints-${vpcId}` },
    why: "Without a group of their own the endpoints would get the VPC's default group.",
  });
  const callers = groupsOfCallers(snapshot, vpcId);
  const isNarrow = callers.length > 0 && callers.length <= mostGroups;
  const peers: Peers = isNarrow ? { groups: callers.map(existingGroup) } : { ipv4 };
  const admission = allowHttps(scope, {
    ...{ group, direction: "ingress", peers },
    title: `Let TCP 443 in from ${isNarrow ? callers.join(", ") : ipv4.join(", ")}`,
    why: "Everything in the VPC will call through the endpoints, so its groups are let in, and nothing else.",
  });
  const changes: MakeChange[] = [change, admission];
  return { changes, group };
}
