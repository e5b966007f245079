import { defineNetworkFix } from "../network/define-network-fix.ts";
import { riskOfAcl } from "../network/network-acl-risk.ts";
import { admitAll } from "../network/passages.ts";

export const allowEndpointNetworkAcl = defineNetworkFix({
  id: "allow-endpoint-network-acl",
  causes: ["endpoint-network-acl-blocks"],
  title: ({ subject }) => `Let the nodes through ${subject.id}, the ACL of the endpoint's subnets`,
  summary: () =>
    "TCP 443 in from the nodes' subnets, and the answers out to them, for what is denied of these.",
  changes: (situation) => admitAll(situation, ["endpoint-network-acl-blocks"]),
  risk: riskOfAcl,
});
