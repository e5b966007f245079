import type { Instance } from "../../model/documents/instance.ts";
import { defineNodeFix, onceItStarted } from "../host/define-node-fix.ts";
import { byHand } from "../network/by-hand.ts";
import { type MakeChange, writeStep } from "../network/change.ts";
import { consoleAt } from "../writing/console.ts";
import { preconditionOf } from "../writing/precondition.ts";
import { resource, writeTerraform } from "../writing/terraform.ts";

export const startInstance = defineNodeFix({
  id: "start-instance",
  causes: ["instance-stopped"],
  about: {
    does: "A stopped instance is no target, and SSM drops its record. Start it where it is meant to answer; where it is not, leave it and exclude it.",
    costs: "The instance is billed while it runs.",
    risk: {
      level: "medium",
      sentence:
        "It is billed again while it runs, whatever it does at its start is done, and a public address that is not an Elastic IP is a new one.",
    },
  },
  title: ({ subject }) => `Start ${subject.id}`,
  changes({ snapshot, scope, subject }) {
    const instance = snapshot.get("instance", subject.id);
    if (instance?.state === "stopping") return [startOnceStopped(scope.region, instance.id)];
    return instance?.state === "stopped" ? [start(scope.region, instance)] : [];
  },
  risk: ({ snapshot, subject }) => {
    const hasFixedAddress = snapshot.get("instance", subject.id)?.publicAddress !== null;
    return {
      level: "medium",
      sentence: hasFixedAddress
        ? "It is billed again while it runs, and whatever it does at its start is done."
        : "It is billed again while it runs, whatever it does at its start is done, and a public address that is not an Elastic IP is a new one.",
    };
  },
  cost: () => ({
    monthlyUsd: null,
    sentence: "The instance is billed while it runs: price unknown, as it hangs on type and plan.",
  }),
  takesEffect: () => onceItStarted,
});

function start(region: string, instance: Instance): MakeChange {
  const { id } = instance;
  return (snapshot) => ({
    step: writeStep(region, {
      id: "start",
      title: `Start ${id}`,
      why: "Only a running instance has an agent that SSM can hear.",
      call: { operation: "ec2:StartInstances", input: { InstanceIds: [id] } },
      preconditions: [preconditionOf(snapshot, "instance", id)],
      console: consoleAt(region, { kind: "instance", id }, "Instance state → Start instance"),
      terraform: writeTerraform(
        resource("aws_ec2_instance_state", id, {
          instance_id: id,
          state: "running",
        }),
      ),
      cloudformation: null,
      changes: `${id} runs. Its SSM record comes back with the agent. Nothing takes it back from here: whether to stop it again is its owner's to decide.`,
      undo: null,
    }),
    patch: {
      instance: {
        put: [{ ...instance, state: "running", stateTransitionReason: null, launchedAt: snapshot.at }],
      },
    },
  });
}

/** EC2 starts nothing that is on its way down. */
function startOnceStopped(region: string, id: string): MakeChange {
  return byHand({
    id: "start-once-stopped",
    title: `Start ${id} once it has stopped`,
    why: "EC2 refuses a start while the instance is stopping. A hibernated one takes minutes to get there.",
    cli: [
      `aws ec2 wait instance-stopped --region ${region} --instance-ids ${id}`,
      `aws ec2 start-instances --region ${region} --instance-ids ${id}`,
    ],
    console: consoleAt(region, { kind: "instance", id }, "Instance state → Start instance"),
    changes: `${id} runs. Its SSM record comes back with the agent.`,
  });
}
