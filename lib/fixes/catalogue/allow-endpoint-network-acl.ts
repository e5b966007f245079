import { defineNetworkFix } from "../network/define-network-fix.ts";
import { riskOfAcl } from "../network/network-acl-risk.ts";
import { admitAll } from "../network/passages.ts";

export const allowEndpointNetworkAcl = defineNetworkFix({
  id: "allow-endpoint-network-acl",
  causes: ["endpoint-network-acl-blocks"],
  about: {
    does: "TCP 443 in from the nodes' subnets, and the answers out to them, for what is denied of these.",
    risk: {
      level: "low",
      sentence:
        "It only lets more through, in all subnets of the ACL; security groups go on deciding for each node.",
    },
  },
  title: ({ subject }) => `Let the nodes through ${subject.id}, the ACL of the endpoint's subnets`,
  changes: (situation) => admitAll(situation, ["endpoint-network-acl-blocks"]),
  risk: riskOfAcl,
});
