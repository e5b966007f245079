import { defineCheck, type Explanation } from "../check.ts";
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
    const ids = requiredPaths(node).flatMap(({ path }) => (path.way === "endpoint" ? [path.endpointId] : []));
    if (ids.length === 0) return notApplicable("It reaches no service over an endpoint.");
    const elsewhere = [...new Set(ids)].filter((id) => id !== null && !isInZone(node, id));
    if (elsewhere.length === 0) return pass("Every endpoint that it uses has an interface in its zone.");
    return warn(() =>
      explain(
        node,
        elsewhere.filter((id) => id !== null),
      ),
    );
  },
});

/** Zones are compared by their ids: names differ between accounts. */
function isInZone({ snapshot, instance }: NodeView, interfaceId: string): boolean {
  const own = snapshot.get("subnet", instance!.subnetId!)?.zoneId ?? null;
  const endpoint = endpointOf({ snapshot }, interfaceId);
  if (own === null || endpoint === undefined) return true;
  return endpoint.subnetIds.some((subnetId) => snapshot.get("subnet", subnetId)?.zoneId === own);
}

/** A path names the interface that the name leads to, or the endpoint itself. */
function endpointOf({ snapshot }: Pick<NodeView, "snapshot">, id: string) {
  return (
    snapshot.get("vpc-endpoint", id) ??
    snapshot.all("vpc-endpoint").find(({ networkInterfaceIds }) => networkInterfaceIds.includes(id))
  );
}

function explain(node: NodeView, ids: readonly string[]): Explanation {
  const endpoints = ids.flatMap((id) => endpointOf(node, id) ?? []);
  return {
    sentence: `${endpoints.map(({ id }) => id).join(" and ")} has no interface in zone ${node.instance?.zone}: it works, and every call crosses zones.`,
    evidence: endpoints.map(({ id, subnetIds }) =>
      evidence(node.snapshot, {
        sentence: "These are the endpoint's subnets.",
        api: "ec2:DescribeVpcEndpoints",
        field: "SubnetIds",
        value: subnetIds.join(", "),
        document: { kind: "vpc-endpoint", id },
      }),
    ),
  };
}
