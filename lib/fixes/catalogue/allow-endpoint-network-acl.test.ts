import { describeNetworkFix } from "../../testing/describe-network-fix.ts";
import { bothEndpoints, changed, entry, ports } from "../../testing/documented-vpcs.ts";
import { allowEndpointNetworkAcl } from "./allow-endpoint-network-acl.ts";

const cause = "endpoint-network-acl-blocks network-acl/acl-2";
const shut = [entry(90, "deny", ports(443, 443)), entry(100, "allow")];
const inward = {
  operation: "ec2:CreateNetworkAclEntry",
  input: { CidrBlock: "10.0.1.0/24", Egress: false, PortRange: { From: 443, To: 443 } },
};
const back = {
  operation: "ec2:CreateNetworkAclEntry",
  input: { CidrBlock: "10.0.1.0/24", Egress: true, PortRange: { From: 32_768, To: 65_535 } },
};

describeNetworkFix(allowEndpointNetworkAcl, {
  fits: [
    {
      name: "443 in from the nodes' subnet",
      parts: changed(bothEndpoints, "network-acl", "acl-2", { ingress: shut }),
      cause,
      calls: [inward],
      changed: ["network-acl/acl-2"],
    },
    {
      name: "the answers out to the nodes' subnet",
      parts: changed(bothEndpoints, "network-acl", "acl-2", {
        egress: [entry(100, "allow", ports(443, 443))],
      }),
      cause,
      calls: [back],
      changed: ["network-acl/acl-2"],
    },
    {
      name: "both, where both are denied",
      parts: changed(bothEndpoints, "network-acl", "acl-2", { ingress: shut, egress: [] }),
      cause,
      calls: [inward, back],
      changed: ["network-acl/acl-2"],
    },
  ],
});
