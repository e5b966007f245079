import { defineNetworkFix } from "../network/define-network-fix.ts";
import { riskOfAcl } from "../network/network-acl-risk.ts";
import { admitAll } from "../network/passages.ts";

export const allowNatNetworkAcl = defineNetworkFix({
  id: "allow-nat-network-acl",
  causes: ["nat-network-acl-blocks"],
  about: {
    does: "What goes through a NAT gateway passes this ACL four times. A rule for each crossing that is denied, before the one that denies.",
    risk: {
      level: "low",
      sentence:
        "It only lets more through, in all subnets of the ACL; security groups go on deciding for each node.",
    },
  },
  title: ({ subject }) => `Let the traffic through ${subject.id}, the ACL of the NAT gateway's subnet`,
  changes: (situation) => admitAll(situation, ["nat-network-acl-blocks"]),
  risk: riskOfAcl,
});
