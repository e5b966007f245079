import { deadRoutes } from "../network/dead-routes.ts";
import { defineNetworkFix } from "../network/define-network-fix.ts";
import { attachedGateway, tableOfSubnet } from "../network/places.ts";
import { leadTo } from "../network/route-changes.ts";

export const routeToInternetGateway = defineNetworkFix({
  id: "route-to-internet-gateway",
  causes: ["route-missing", "route-blackhole", "internet-gateway-detached"],
  about: {
    does: "The VPC has an attached internet gateway, and what goes by these tables has public addresses. What may come in is decided by security groups and ACLs as before.",
    risk: {
      level: "medium",
      sentence:
        "Every subnet that uses the route table becomes a public one: what has a public address there can be called, as far as its groups let it.",
    },
  },
  title: () => "Lead the nodes out by the VPC's internet gateway",
  changes(situation) {
    const { scope, snapshot, nodes, subject } = situation;
    const gateway = attachedGateway(snapshot, nodes[0]?.instance.vpcId ?? "");
    const dead = deadRoutes(situation);
    const changed = new Set(dead.map(({ table }) => table.id));
    const arePublic = nodes.every(
      ({ instance }) =>
        instance.publicAddress !== null ||
        !changed.has(tableOfSubnet(snapshot, instance.subnetId ?? "")?.id ?? ""),
    );
    if (gateway === undefined || gateway.id === subject.id || !arePublic) return [];
    return dead.map(({ table, cidr }) =>
      leadTo(scope, {
        ...{ tableId: table.id, cidr, gateway: { kind: "internet-gateway", id: gateway.id } },
        why: "What goes by this table is led nowhere.",
      }),
    );
  },
  risk(situation) {
    const tables = [...new Set(deadRoutes(situation).map(({ table }) => table.id))].join(", ");
    return {
      level: "medium",
      sentence: `Every subnet that uses ${tables} becomes a public one: what has a public address there can be called, as far as its groups let it.`,
    };
  },
});
