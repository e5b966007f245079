import { defineNodeFix, harmless, onceTheAgentStarted } from "../host/define-node-fix.ts";
import { byHand } from "../network/by-hand.ts";
import { consoleAt } from "../writing/console.ts";

export const raiseManagedNodeQuota = defineNodeFix({
  id: "raise-managed-node-quota",
  causes: ["managed-node-quota"],
  about: {
    does: "Above the quota some heartbeats are refused, and it is chance whose. AWS raises it on request; nodes that are gone need not count.",
    risk: harmless,
  },
  title: ({ scope }) => `Have the quota of managed nodes in ${scope.region} raised`,
  changes: ({ scope, snapshot }) => [
    byHand({
      id: "count",
      title: "See what counts",
      why: `${snapshot.all("managed-node").length} nodes are listed. Hybrid machines that are gone count until they are deregistered.`,
      cli: [
        `aws ssm describe-instance-information --region ${scope.region} --filters Key=PingStatus,Values=ConnectionLost --query 'InstanceInformationList[].[InstanceId,LastPingDateTime]' --output table`,
      ],
      console: consoleAt(scope.region, { kind: "managed-node" }),
      changes: "Nothing.",
    }),
    byHand({
      id: "ask",
      title: "Ask AWS for more",
      why: "Service Quotas lists the quotas of Systems Manager, and takes the request.",
      cli: [
        `aws service-quotas list-service-quotas --region ${scope.region} --service-code ssm --query "Quotas[?contains(QuotaName, 'anaged')].[QuotaCode,QuotaName,Value]" --output table`,
      ],
      console: { url: null, path: "Service Quotas → AWS services → AWS Systems Manager" },
      changes: "The quota, once AWS has agreed.",
    }),
  ],
  takesEffect: () => ({
    ...onceTheAgentStarted,
    withinMs: 60 * 60_000,
    sentence: "Once AWS has agreed, which takes hours or days; agents try again within an hour.",
  }),
});
