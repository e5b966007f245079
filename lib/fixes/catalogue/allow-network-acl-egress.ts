import { defineNetworkFix } from "../network/define-network-fix.ts";
import { riskOfAcl } from "../network/network-acl-risk.ts";
import { admitAll } from "../network/passages.ts";

export const allowNetworkAclEgress = defineNetworkFix({
  id: "allow-network-acl-egress",
  causes: ["network-acl-egress-blocks"],
  about: {
    does: "The narrow way: one rule before the one that denies, to where the nodes call, and one for the answers where they are denied too. Everything else that the ACL denies stays denied.",
    risk: {
      level: "low",
      sentence:
        "It only lets more through, in all subnets of the ACL; security groups go on deciding for each node.",
    },
  },
  title: ({ subject }) => `Let TCP 443 out through ${subject.id}`,
  changes: (situation) => admitAll(situation, ["network-acl-egress-blocks", "network-acl-ingress-blocks"]),
  risk: riskOfAcl,
});
