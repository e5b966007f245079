import { describeNetworkFix } from "../../testing/describe-network-fix.ts";
import { changed, entry, ports, privateSubnetWithNat } from "../../testing/documented-vpcs.ts";
import { allowNatNetworkAcl } from "./allow-nat-network-acl.ts";

const cause = "nat-network-acl-blocks network-acl/acl-2";
const call = (Egress: boolean, CidrBlock: string, From: number, To: number) => ({
  operation: "ec2:CreateNetworkAclEntry",
  input: { Egress, CidrBlock, PortRange: { From, To } },
});

describeNetworkFix(allowNatNetworkAcl, {
  fits: [
    {
      name: "in from the nodes",
      parts: changed(privateSubnetWithNat, "network-acl", "acl-2", {
        ingress: [entry(90, "deny", ports(443, 443)), entry(100, "allow")],
      }),
      cause,
      calls: [call(false, "10.0.1.0/24", 443, 443)],
      changed: ["network-acl/acl-2"],
    },
    {
      name: "all four crossings, where everything is denied",
      parts: changed(privateSubnetWithNat, "network-acl", "acl-2", { ingress: [], egress: [] }),
      cause,
      calls: [
        call(false, "10.0.1.0/24", 443, 443),
        call(true, "0.0.0.0/0", 443, 443),
        call(false, "0.0.0.0/0", 1024, 65_535),
        call(true, "10.0.1.0/24", 32_768, 65_535),
      ],
      changed: ["network-acl/acl-2"],
    },
  ],
});
