import { deadRoutes, tablesOfNodes } from "../network/dead-routes.ts";
import { defineNetworkFix } from "../network/define-network-fix.ts";
import { workingNatGateways } from "../network/places.ts";
import { leadTo, routeTo } from "../network/route-changes.ts";
import type { Situation } from "../network/situation.ts";
import { costOfNatTraffic } from "../prices.ts";

export const routeToNatGateway = defineNetworkFix({
  id: "route-to-nat-gateway",
  causes: [
    "route-missing",
    "route-blackhole",
    "endpoint-missing",
    "nat-gateway-unavailable",
    "nat-gateway-has-no-way-out",
  ],
  about: {
    does: "A route to a NAT gateway that the VPC has already. Nodes reach Systems Manager, and everything else on the internet, by it; nothing comes in. The quickest way where a gateway runs anyway.",
    costs: "The gateway runs already; the nodes' traffic costs by the gigabyte.",
    risk: {
      level: "medium",
      sentence:
        "Every node whose subnet uses the route table gets a way to the internet, and what went by a route that stood there goes another way.",
    },
  },
  title: (situation) => `Lead the nodes out by ${gatewayOf(situation)?.id}`,
  changes(situation) {
    const gateway = gatewayOf(situation);
    if (gateway === undefined) return [];
    return deadRoutes(situation).map(({ table, cidr }) =>
      leadTo(situation.scope, {
        ...{ tableId: table.id, cidr, gateway: { kind: "nat-gateway", id: gateway.id } },
        why: "The nodes send by this table, and it leads them nowhere.",
      }),
    );
  },
  risk(situation) {
    const isReplaced = deadRoutes(situation).some(
      ({ table, cidr }) => routeTo(table, cidr)?.state === "active",
    );
    const many = `Every node whose subnet uses ${tablesOfNodes(situation)
      .map(({ id }) => id)
      .join(", ")} gets a way to the internet.`;
    return isReplaced
      ? { level: "medium", sentence: `${many} What went by the route that stood there goes another way.` }
      : { level: "low", sentence: `${many} Nothing goes another way than today.` };
  },
  cost: ({ scope }) => costOfNatTraffic(scope.region),
});

/** A gateway that works and whose own way out is not what is changed; one in a zone of the nodes where there is one. */
function gatewayOf(situation: Situation) {
  const { snapshot, nodes, subject } = situation;
  const vpcId = nodes[0]?.instance.vpcId ?? "";
  const zones = nodes.map(({ instance }) => snapshot.get("subnet", instance.subnetId ?? "")?.zoneId ?? "");
  const changed = new Set(tablesOfNodes(situation).map(({ id }) => id));
  return workingNatGateways(snapshot, vpcId, new Set(zones)).find(
    ({ id, tableId }) => id !== subject.id && !changed.has(tableId),
  );
}
