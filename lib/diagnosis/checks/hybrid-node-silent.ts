import { defineCheck } from "../check.ts";
import { evidence, fail, likely, pass } from "../finding.ts";
import { isHeardNow } from "../signal.ts";

export const hybridNodeSilent = defineCheck({
  id: "hybrid-node-silent",
  group: "agent",
  title: "A machine outside of EC2 is silent",
  passTitle: "A machine outside of EC2 is heard",
  why: `A hybrid node stands in a network that AWS cannot see, so nothing here tells why it is silent: its power, its network, its
    proxy or its clock. Its record stays when the machine is gone; AWS documents no end of it but to deregister it.`,
  rows: ["SSM-02", "SSM-03", "HOST-01", "HOST-03", "HOST-05"],
  causes: ["hybrid-node-silent"],
  needs: ["managed-node"],

  appliesTo: (node) => node.isHybrid && node.registration !== null,

  examine(node) {
    const { pingStatus = "ConnectionLost", lastPingAt = null } = node.registration ?? {};
    const last = lastPingAt === null ? "an unknown time" : new Date(lastPingAt).toISOString();
    const explain = (sentence: string) => () => ({
      sentence,
      evidence: [
        evidence(node.snapshot, {
          sentence: `SSM calls it ${pingStatus}, and last heard of it at ${last}.`,
          api: "ssm:DescribeInstanceInformation",
          field: "PingStatus",
          value: pingStatus,
          document: { kind: "managed-node", id: node.id },
        }),
      ],
    });
    if (isHeardNow(node)) return pass(explain("SSM hears it."));
    return fail(
      likely(
        "hybrid-node-silent",
        { kind: "managed-node", id: node.id },
        explain(
          `${node.id} is outside of AWS and has been silent since ${last}; why, only its own network and the machine can tell.`,
        ),
      ),
    );
  },
});
