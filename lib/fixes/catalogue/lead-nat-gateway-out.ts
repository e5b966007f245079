import { moveSubnet } from "../network/association-changes.ts";
import { defineNetworkFix } from "../network/define-network-fix.ts";
import { attachedGateway, leadsToInternet, subnetsOfTable, tableOfSubnet } from "../network/places.ts";
import { leadTo } from "../network/route-changes.ts";
import type { Situation } from "../network/situation.ts";

export const leadNatGatewayOut = defineNetworkFix({
  id: "lead-nat-gateway-out",
  causes: ["nat-gateway-has-no-way-out"],
  about: {
    does: "A NAT gateway sends by the table of its own subnet, which must lead to an attached internet gateway. Where that table serves other subnets too, the gateway's subnet gets a public one of its own instead.",
    risk: {
      level: "medium",
      sentence:
        "It changes where the NAT gateway's subnet sends, and everything else in that subnet with it.",
    },
  },
  title: ({ subject }) => `Lead ${subject.id} to the internet gateway`,
  changes(situation) {
    const { scope, snapshot } = situation;
    const place = placeOf(situation);
    if (place === undefined) return [];
    const { table, subnetId, internetGatewayId } = place;
    const others = subnetsOfTable(snapshot, table).filter((id) => id !== subnetId);
    const areNodesThere = others.some((id) => snapshot.of("subnet", id, "instance").length > 0);
    if (!areNodesThere) {
      const why = "What the gateway forwards goes by this table, and it does not lead to the internet.";
      const gateway = { kind: "internet-gateway", id: internetGatewayId } as const;
      return [leadTo(scope, { tableId: table.id, cidr: "0.0.0.0/0", gateway, why })];
    }
    const publicTable = publicTableOf(situation);
    if (publicTable === undefined) return [];
    const why = `${table.id} serves other subnets, whose nodes have no public addresses: for them it must stay as it is.`;
    return moveSubnet(scope, { from: table, to: publicTable, subnetId, why });
  },
});

function placeOf({ snapshot, subject }: Situation) {
  const gateway = snapshot.get("nat-gateway", subject.id);
  if (gateway?.subnetId == null || gateway.vpcId === null || gateway.connectivityType === "private")
    return undefined;
  const internetGateway = attachedGateway(snapshot, gateway.vpcId);
  const table = tableOfSubnet(snapshot, gateway.subnetId);
  if (internetGateway === undefined || table === undefined) return undefined;
  return { table, subnetId: gateway.subnetId, internetGatewayId: internetGateway.id };
}

function publicTableOf({ snapshot, subject }: Situation) {
  const vpcId = snapshot.get("nat-gateway", subject.id)?.vpcId ?? "";
  return snapshot
    .of("vpc", vpcId, "route-table")
    .filter(({ isMain, gatewayIds }) => !isMain && gatewayIds.length === 0)
    .find((table) => leadsToInternet(snapshot, table));
}
