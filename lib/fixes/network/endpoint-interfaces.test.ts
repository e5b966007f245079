import { expect, test } from "vitest";
import { aDocument, aSnapshot } from "../../testing/a-document.ts";
import { aNode } from "../../testing/documented-vpcs.ts";
import { plannedInterfaces } from "./endpoint-interfaces.ts";

const parts = {
  subnet: [
    aDocument("subnet", "subnet-1", { cidrBlock: "10.0.1.0/24", ipv6CidrBlocks: ["2001:db8:1:1::/64"] }),
    aDocument("subnet", "subnet-2", { cidrBlock: "10.0.2.0/24" }),
  ],
  instance: [aNode("i-1", "subnet-1", "10.0.1.4")],
};

test("an endpoint has an interface in each subnet, at addresses that nobody has", () => {
  const planned = plannedInterfaces(aSnapshot(parts), "vpce-1", ["subnet-1", "subnet-2"], ["sg-1"], false);
  expect(planned).toMatchObject([
    { subnetId: "subnet-1", privateAddresses: [{ address: "10.0.1.5" }], ipv6Addresses: [] },
    { subnetId: "subnet-2", privateAddresses: [{ address: "10.0.2.4" }], securityGroupIds: ["sg-1"] },
  ]);
});

test("of both families it has an address of each, where the subnet has a block for it", () => {
  const planned = plannedInterfaces(aSnapshot(parts), "vpce-1", ["subnet-1", "subnet-2"], [], true);
  expect(planned.map(({ ipv6Addresses }) => ipv6Addresses.length)).toEqual([1, 0]);
  expect(planned[0]?.ipv6Addresses[0]).toMatch(/^2001:db8:1:1:/);
});
