import { aDocument } from "../../testing/a-document.ts";
import { describeNetworkFix } from "../../testing/describe-network-fix.ts";
import { aNode, publicSubnet } from "../../testing/documented-vpcs.ts";
import { associateElasticAddress } from "./associate-elastic-address.ts";

const bare = { ...publicSubnet, instance: [aNode("i-1", "subnet-public", "10.0.0.20")] };
const cause = "public-address-missing network-interface/eni-1";
const calls = [
  { operation: "ec2:AllocateAddress", input: { Domain: "vpc" } },
  {
    operation: "ec2:AssociateAddress",
    input: {
      AllocationId: { answerOf: "allocate-address-eni-1", at: "AllocationId" },
      ...{ NetworkInterfaceId: "eni-1", PrivateIpAddress: "10.0.0.20", AllowReassociation: false },
    },
  },
];

describeNetworkFix(associateElasticAddress, {
  fits: [
    {
      name: "for the primary address of the node's interface",
      parts: {
        ...bare,
        "network-interface": [
          aDocument("network-interface", "eni-1", {
            privateAddresses: [{ address: "10.0.0.20", isPrimary: true, publicAddress: null }],
          }),
        ],
      },
      cause,
      calls,
      changed: ["instance/i-1", "network-interface/eni-1"],
    },
    {
      name: "where the interface itself was not described",
      parts: bare,
      cause,
      calls,
      changed: ["instance/i-1"],
    },
  ],
});
