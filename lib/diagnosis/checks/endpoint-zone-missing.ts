import { defineCheck, type Explanation } from "../check.ts";
import { type EndpointOnPath, endpointOnPath } from "../endpoint-on-path.ts";
import { evidence, notApplicable, pass, warn } from "../finding.ts";
import type { NodeView } from "../node-view.ts";
import { hasWay, networkKinds } from "../obstacle-check.ts";
import { requiredPaths } from "../required-services.ts";

export const endpointZoneMissing = defineCheck({
  id: "endpoint-zone-missing",
  group: "network",
  title: "An endpoint has no interface in the node's zone",
  passTitle: "The endpoints have an interface in the node's zone",
  why: `One interface of an endpoint serves the whole VPC, so this stops nothing. But traffic between zones is charged, and a node
    whose own zone has no interface is cut off when the other zone fails.`,
  rows: ["VPCE-06"],
  causes: [],
  needs: networkKinds,

  appliesTo: hasWay,

  examine(node) {
    const ways = requiredPaths(node).flatMap(({ path }) => endpointOnPath(node.scope, path) ?? []);
    if (ways.length === 0) return notApplicable("It reaches no service over an endpoint.");
    const byId = new Map(ways.map((each) => [each.endpoint.id, each]));
    const elsewhere = [...byId.values()].filter((each) => !isInZone(node, each));
    if (elsewhere.length === 0) return pass("Every endpoint that it uses has an interface in its zone.");
    return warn(() => explain(node, elsewhere));
  },
});

/** Zones are compared by their ids: names differ between accounts. */
function isInZone({ snapshot: own, instance }: NodeView, { endpoint, snapshot }: EndpointOnPath): boolean {
  const zone = own.get("subnet", instance!.subnetId!)?.zoneId ?? null;
  return zone === null || endpoint.subnetIds.some((id) => snapshot.get("subnet", id)?.zoneId === zone);
}

function explain({ instance }: NodeView, found: readonly EndpointOnPath[]): Explanation {
  return {
    sentence: `${found.map(({ endpoint }) => endpoint.id).join(" and ")} has no interface in zone ${instance?.zone}: it works, and every call crosses zones.`,
    evidence: found.map(({ endpoint, snapshot, subject }) =>
      evidence(snapshot, {
        sentence: "These are the endpoint's subnets.",
        api: "ec2:DescribeVpcEndpoints",
        field: "SubnetIds",
        value: endpoint.subnetIds.join(", "),
        document: subject,
      }),
    ),
  };
}
