import { agentMilestones } from "../../diagnosis/agent-version.ts";
import type { ManagedNode } from "../../model/documents/managed-node.ts";
import { defineNodeFix } from "../host/define-node-fix.ts";
import { type MakeChange, writeStep } from "../network/change.ts";
import { nothingToPay } from "../prices.ts";
import { logicalId, writeCloudFormation } from "../writing/cloudformation.ts";
import { consoleAt } from "../writing/console.ts";
import { preconditionOf } from "../writing/precondition.ts";
import { nested, resource, writeTerraform } from "../writing/terraform.ts";

export const updateAgent = defineNodeFix({
  id: "update-agent",
  causes: ["agent-outdated"],
  about: {
    does: "The node still takes commands, so AWS's own document can update its agent. An association keeps it so.",
    risk: {
      level: "low",
      sentence:
        "The agent restarts. Commands and sessions that run by it end; nothing else on the host is touched.",
    },
  },
  title: ({ subject }) => `Update the agent of ${subject.id}`,
  changes({ snapshot, scope, subject }) {
    const record = snapshot.get("managed-node", subject.id);
    return record?.pingStatus === "Online" ? [update(scope.region, record)] : [];
  },
  cost: () => nothingToPay,
  takesEffect: () => ({
    withinMs: 15 * 60_000,
    sentence:
      "The command takes minutes, and the new version is told with the next heartbeat, within 5 minutes.",
    skipsTheWait: null,
  }),
});

const documentName = "AWS-UpdateSSMAgent";

function update(region: string, record: ManagedNode): MakeChange {
  const { id } = record;
  const targets = [{ Key: "InstanceIds", Values: [id] }];
  return (snapshot) => ({
    step: writeStep(region, {
      id: "update",
      title: `Run ${documentName} on ${id}`,
      why: `Agent ${record.agentVersion ?? ""} lacks what AWS added since, and no way in AWS makes up for that.`,
      call: { operation: "ssm:SendCommand", input: { DocumentName: documentName, Targets: targets } },
      preconditions: [preconditionOf(snapshot, "managed-node", id)],
      console: consoleAt(region, { kind: "managed-node" }, "Settings → Auto update SSM Agent"),
      terraform: writeTerraform(
        resource("aws_ssm_association", `update agent ${id}`, {
          ...{ name: documentName, schedule_expression: "rate(14 days)" },
          targets: nested({ key: "InstanceIds", values: [id] }),
        }),
      ),
      cloudformation: writeCloudFormation({
        [logicalId("update agent", id)]: {
          Type: "AWS::SSM::Association",
          Properties: { Name: documentName, Targets: targets, ScheduleExpression: "rate(14 days)" },
        },
      }),
      changes: `${id} runs the newest agent. Nothing takes it back, and nothing needs to.`,
      undo: null,
    }),
    // The newest that Muster knows the abilities of: AWS installs that or a later one.
    patch: { "managed-node": { put: [{ ...record, agentVersion: agentMilestones.ipv6 }] } },
  });
}
