import type { Instance } from "../../model/documents/instance.ts";
import type { NetworkInterface } from "../../model/documents/network-interface.ts";
import { allocateAddress, associateAddress } from "../network/address-changes.ts";
import { defineNetworkFix } from "../network/define-network-fix.ts";
import type { Situation } from "../network/situation.ts";
import { costOfPublicAddresses } from "../prices.ts";

export const associateElasticAddress = defineNetworkFix({
  id: "associate-elastic-address",
  causes: ["public-address-missing"],
  about: {
    does: "An Elastic IP address for the node's primary interface, as an internet gateway lets out only what has a public one. Right for a node that belongs into a public subnet; for others endpoints or a NAT gateway are the better way.",
    costs: "A public IPv4 address, by the hour.",
    risk: {
      level: "medium",
      sentence:
        "The node can be called from the internet, as far as its groups and the subnet's ACL let it: look at its inbound rules first. A Region has 5 such addresses by default.",
    },
  },
  title: ({ subject }) => `Give ${subject.id} a public address`,
  changes(situation) {
    const { scope, subject } = situation;
    const address = privateAddressOf(situation);
    if (address === undefined) return [];
    const { change, allocation } = allocateAddress(scope, subject.id);
    return [
      change,
      associateAddress(scope, { interfaceId: subject.id, privateAddress: address, allocation }),
    ];
  },
  cost: ({ scope }) => costOfPublicAddresses(scope.region, 1),
});

type Addresses = Pick<NetworkInterface, "privateAddresses"> | Instance["networkInterfaces"][number];

function privateAddressOf({ snapshot, subject, nodes }: Situation): string | undefined {
  const own: Addresses | undefined =
    nodes[0]?.instance.networkInterfaces.find(({ id }) => id === subject.id) ??
    snapshot.get("network-interface", subject.id);
  return own?.privateAddresses.find(({ isPrimary }) => isPrimary)?.address;
}
