import { createGatewayEndpoint } from "../network/create-gateway-endpoint.ts";
import { tablesOfNodes } from "../network/dead-routes.ts";
import { defineNetworkFix } from "../network/define-network-fix.ts";
import { endpointServiceName } from "../network/endpoint-services.ts";
import { heldServices } from "../network/situation.ts";

export const createS3GatewayEndpoint = defineNetworkFix({
  id: "create-s3-gateway-endpoint",
  causes: [
    "endpoint-missing",
    "route-missing",
    "route-blackhole",
    "nat-gateway-unavailable",
    "nat-gateway-has-no-way-out",
    "public-address-missing",
    "public-access-blocked",
  ],
  about: {
    does: "A route to S3 and to nothing else, which costs nothing: enough for updates of the agent, patches, scripts and logs of sessions in a bucket of the same Region.",
    risk: {
      level: "medium",
      sentence:
        "Connections to S3 that are open at that moment break once, and from then on S3 sees private addresses: bucket policies that name public ones have to name the endpoint or the VPC.",
    },
  },
  title: () => "Create a gateway endpoint for S3",
  changes(situation) {
    const { scope, snapshot, nodes } = situation;
    const [service, ...others] = heldServices(situation);
    const vpcId = nodes[0]?.instance.vpcId ?? null;
    if (service !== "s3" || others.length > 0 || vpcId === null) return [];
    const serviceName = endpointServiceName(snapshot, service);
    const list = snapshot.all("managed-prefix-list").find(({ name }) => name === serviceName);
    const standing = snapshot
      .of("vpc", vpcId, "vpc-endpoint")
      .some((each) => each.type === "Gateway" && each.serviceName === serviceName);
    const tables = tablesOfNodes(situation);
    if (list === undefined || standing || tables.length === 0) return [];
    const why = "S3 takes a gateway endpoint, which is a route in the tables of the nodes.";
    return [createGatewayEndpoint(scope, { serviceName, vpcId, tables, prefixListId: list.id, why })];
  },
});
