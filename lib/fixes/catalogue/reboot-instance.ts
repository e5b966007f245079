import type { FixContext } from "../fix.ts";
import { defineNodeFix, onceItStarted } from "../host/define-node-fix.ts";
import { writeStep } from "../network/change.ts";
import { nothingToPay } from "../prices.ts";
import { consoleAt } from "../writing/console.ts";
import { preconditionOf } from "../writing/precondition.ts";

export const rebootInstance = defineNodeFix({
  id: "reboot-instance",
  causes: ["instance-status-impaired", "agent-backing-off", "agent-silent", "agent-never-registered"],
  about: {
    does: "A reboot starts the system and its agent anew, without a way onto the host. The instance keeps its host, its addresses and its disks.",
    risk: {
      level: "medium",
      sentence: "Whatever runs on it stops for some minutes, and what is only in memory is lost.",
    },
  },
  title: ({ subject }) => `Reboot ${subject.id}`,
  summary: ({ code }) =>
    code === "instance-status-impaired"
      ? "What keeps the instance check from passing is mostly in its own system, and a reboot is the first thing that AWS advises. It keeps its host, its addresses and its disks."
      : "A reboot starts the agent anew, without a way onto the host. What it runs is interrupted: where somebody can get in, restart the agent alone.",
  changes({ snapshot, scope, subject, code }) {
    const instance = snapshot.get("instance", subject.id);
    if (instance?.state !== "running" || isHostAtFault({ snapshot, code, subject })) return [];
    return [
      (world) => ({
        step: writeStep(scope.region, {
          id: "reboot",
          title: `Reboot ${subject.id}`,
          why:
            code === "instance-status-impaired"
              ? "An exhausted, hung or misconfigured system answers EC2's check again once it has started well."
              : "The agent starts with the system, and tries at once.",
          call: { operation: "ec2:RebootInstances", input: { InstanceIds: [subject.id] } },
          preconditions: [preconditionOf(world, "instance", subject.id)],
          console: consoleAt(
            scope.region,
            { kind: "instance", id: subject.id },
            "Instance state → Reboot instance",
          ),
          terraform: null,
          cloudformation: null,
          changes:
            "The system starts anew on the same host. Whether that is enough no API can tell beforehand, and nothing takes it back.",
          undo: null,
        }),
        patch: {},
      }),
    ];
  },
  cost: () => nothingToPay,
  takesEffect: () => onceItStarted,
});

/** A reboot stays on the same host, so it is of no use where the host is what fails. */
function isHostAtFault({
  snapshot,
  code,
  subject,
}: Pick<FixContext, "snapshot" | "code" | "subject">): boolean {
  if (code !== "instance-status-impaired") return false;
  return snapshot.get("instance-status", subject.id)?.systemStatus === "impaired";
}
