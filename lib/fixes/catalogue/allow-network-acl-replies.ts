import { defineNetworkFix } from "../network/define-network-fix.ts";
import { riskOfAcl } from "../network/network-acl-risk.ts";
import { admitAll } from "../network/passages.ts";

export const allowNetworkAclReplies = defineNetworkFix({
  id: "allow-network-acl-replies",
  causes: ["network-acl-ingress-blocks"],
  title: ({ subject }) => `Let the answers in through ${subject.id}`,
  summary: () =>
    "One rule for the ports from which systems call, before the one that denies. It opens no port on which anything listens by default.",
  changes: (situation) => admitAll(situation, ["network-acl-ingress-blocks"]),
  risk: riskOfAcl,
});
