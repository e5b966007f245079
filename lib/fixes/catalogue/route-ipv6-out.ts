import { tablesOfNodes } from "../network/dead-routes.ts";
import { defineNetworkFix } from "../network/define-network-fix.ts";
import { attachedGateway } from "../network/places.ts";
import { type Gateway, leadTo } from "../network/route-changes.ts";
import type { Situation } from "../network/situation.ts";

export const routeIpv6Out = defineNetworkFix({
  id: "route-ipv6-out",
  causes: ["ipv6-path-missing"],
  about: {
    does: "A route for IPv6 to the VPC's egress-only gateway or, where there is none, to its internet gateway. The agent must use the dual-stack names of the services.",
    risk: {
      level: "medium",
      sentence:
        "By an internet gateway, what has an address of IPv6 in the subnets can be called, as far as its groups let it; by an egress-only gateway nothing comes in.",
    },
  },
  title: (situation) => `Lead IPv6 out by ${gatewayOf(situation)?.id}`,
  summary: (situation) =>
    `${
      gatewayOf(situation)?.kind === "egress-only-gateway"
        ? "An egress-only gateway lets IPv6 out, and nothing in."
        : "The VPC has no egress-only gateway, so it goes by the internet gateway; what may come in is decided by security groups and ACLs."
    } The agent must use the dual-stack names of the services, as ssm.${situation.scope.region}.api.aws.`,
  changes(situation) {
    const gateway = gatewayOf(situation);
    if (gateway === undefined) return [];
    return tablesOfNodes(situation).map(({ id }) =>
      leadTo(situation.scope, {
        ...{ tableId: id, cidr: "::/0", gateway },
        why: "The nodes have IPv6 alone, and no route leads it out.",
      }),
    );
  },
  risk: (situation) =>
    gatewayOf(situation)?.kind === "egress-only-gateway"
      ? { level: "low", sentence: "It lets IPv6 of these subnets out, and nothing in." }
      : {
          level: "medium",
          sentence:
            "Every address of IPv6 is a public one: what has one in these subnets can be called, as far as its groups let it.",
        },
});

function gatewayOf({ snapshot, nodes }: Situation): Gateway | undefined {
  const vpcId = nodes[0]?.instance.vpcId ?? "";
  const isHere = (each: { vpcId: string; state: string | null }) =>
    each.vpcId === vpcId && (each.state === "attached" || each.state === "available");
  const egressOnly = snapshot
    .of("vpc", vpcId, "egress-only-gateway")
    .find(({ attachments }) => attachments.some(isHere));
  if (egressOnly !== undefined) return { kind: "egress-only-gateway", id: egressOnly.id };
  const internet = attachedGateway(snapshot, vpcId);
  return internet && { kind: "internet-gateway", id: internet.id };
}
