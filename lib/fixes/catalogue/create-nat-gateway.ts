import { allocateAddress } from "../network/address-changes.ts";
import { deadRoutes, tablesOfNodes } from "../network/dead-routes.ts";
import { defineNetworkFix, onceReady } from "../network/define-network-fix.ts";
import { addNatGateway } from "../network/nat-gateway-changes.ts";
import { leadsToInternet, tableOfSubnet, workingNatGateways } from "../network/places.ts";
import { leadTo } from "../network/route-changes.ts";
import type { Situation } from "../network/situation.ts";
import { costOfNatGateway } from "../prices.ts";

const creationMs = 3 * 60_000;

export const createNatGateway = defineNetworkFix({
  id: "create-nat-gateway",
  causes: [
    "route-missing",
    "route-blackhole",
    "endpoint-missing",
    "nat-gateway-unavailable",
    "nat-gateway-has-no-way-out",
  ],
  about: {
    does: "A way out to all of the internet, and none in. Right where the nodes need more of it than Systems Manager; for that alone endpoints are narrower.",
    costs: "A NAT gateway and its public address by the hour, and its traffic by the gigabyte.",
    risk: {
      level: "medium",
      sentence: "Every node whose subnet uses the nodes' route tables gets a way to the internet.",
    },
  },
  title: (situation) => `Create a NAT gateway in ${subnetFor(situation)} and lead the nodes out by it`,
  changes(situation) {
    const { scope, nodes } = situation;
    const vpcId = nodes[0]?.instance.vpcId ?? "";
    const subnetId = subnetFor(situation);
    const dead = deadRoutes(situation);
    if (subnetId === undefined || dead.length === 0 || hasWorking(situation)) return [];
    const addressName = `nat-${subnetId}`;
    const { change, allocation } = allocateAddress(scope, addressName);
    const created = addNatGateway(scope, { vpcId, subnetId, allocation, addressName });
    return [
      change,
      created.change,
      ...dead.map(({ table, cidr }) =>
        leadTo(scope, {
          ...{ tableId: table.id, cidr, gateway: created.gateway },
          why: "The nodes send by this table, and it leads them nowhere.",
        }),
      ),
    ];
  },
  risk: (situation) => ({
    level: "medium",
    sentence: `Every node whose subnet uses ${tablesOfNodes(situation)
      .map(({ id }) => id)
      .join(", ")} gets a way to the internet.`,
  }),
  cost: ({ scope }) => costOfNatGateway(scope.region),
  takesEffect: () => onceReady("A NAT gateway", creationMs),
});

/** One that is there and works costs nothing more. */
function hasWorking({ snapshot, nodes, subject }: Situation): boolean {
  const vpcId = nodes[0]?.instance.vpcId ?? "";
  return workingNatGateways(snapshot, vpcId, new Set()).some(({ id }) => id !== subject.id);
}

/** A subnet that leads to the internet and not by what is changed, in a zone of the nodes where there is one. */
function subnetFor(situation: Situation): string | undefined {
  const { snapshot, nodes } = situation;
  const vpcId = nodes[0]?.instance.vpcId ?? "";
  const zones = new Set(nodes.map(({ instance }) => instance.zone));
  const changed = new Set(tablesOfNodes(situation).map(({ id }) => id));
  const candidates = snapshot.of("vpc", vpcId, "subnet").filter(({ id }) => {
    const table = tableOfSubnet(snapshot, id);
    return table !== undefined && !changed.has(table.id) && leadsToInternet(snapshot, table);
  });
  const [first] = candidates.toSorted(
    (one, other) =>
      Number(zones.has(other.zone)) - Number(zones.has(one.zone)) || (one.id < other.id ? -1 : 1),
  );
  return first?.id;
}
