import { defineNetworkFix } from "../network/define-network-fix.ts";
import { riskOfAcl } from "../network/network-acl-risk.ts";
import { admitAll } from "../network/passages.ts";

export const allowNetworkAclReplies = defineNetworkFix({
  id: "allow-network-acl-replies",
  causes: ["network-acl-ingress-blocks"],
  about: {
    does: "One rule for the ports from which systems call, before the one that denies. What reaches a node is decided by its security groups as before, and those know an answer from a call.",
    risk: {
      level: "low",
      sentence:
        "It only lets more through, in all subnets of the ACL; security groups go on deciding for each node.",
    },
  },
  title: ({ subject }) => `Let the answers in through ${subject.id}`,
  changes: (situation) => admitAll(situation, ["network-acl-ingress-blocks"]),
  risk: riskOfAcl,
});
