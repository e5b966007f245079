import { deadRoutes, tablesOfNodes } from "../network/dead-routes.ts";
import { defineNetworkFix } from "../network/define-network-fix.ts";
import { attachedGateway } from "../network/places.ts";
import { leadTo } from "../network/route-changes.ts";
import { nothingToPay } from "../prices.ts";

export const routeToInternetGateway = defineNetworkFix({
  id: "route-to-internet-gateway",
  causes: ["route-missing", "route-blackhole", "internet-gateway-detached"],
  title: () => "Lead the nodes out by the VPC's internet gateway",
  summary: () =>
    "The nodes have public addresses, and the VPC has an attached internet gateway. Right for a public subnet; what may come in is decided by security groups and ACLs as before.",
  changes(situation) {
    const { scope, snapshot, nodes, subject } = situation;
    const gateway = attachedGateway(snapshot, nodes[0]?.instance.vpcId ?? "");
    const arePublic = nodes.every(({ instance }) => instance.publicAddress !== null);
    if (gateway === undefined || gateway.id === subject.id || !arePublic) return [];
    return deadRoutes(situation).map(({ table, cidr }) =>
      leadTo(scope, {
        ...{ tableId: table.id, cidr, gateway: { kind: "internet-gateway", id: gateway.id } },
        why: "The nodes send by this table, and it leads them nowhere.",
      }),
    );
  },
  risk: (situation) => ({
    level: "medium",
    sentence: `Every subnet that uses ${tablesOfNodes(situation)
      .map(({ id }) => id)
      .join(
        ", ",
      )} becomes a public one: what has a public address there can be called, as far as its groups let it.`,
  }),
  cost: () => nothingToPay,
});
