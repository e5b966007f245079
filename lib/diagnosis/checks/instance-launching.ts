import { defineCheck } from "../check.ts";
import { certain, evidence, notApplicable, pass, warn } from "../finding.ts";
import type { NodeView } from "../node-view.ts";
import { isLaunching } from "../signal.ts";
import { timing } from "../timing.ts";

export const instanceLaunching = defineCheck({
  id: "instance-launching",
  group: "target",
  title: "The instance was started moments ago",
  passTitle: "The instance has had time to register",
  why: `After a start the agent needs about five minutes to appear in Systems Manager. Until then its silence says nothing,
    and waiting is right, unless something certainly stands in its way.`,
  rows: ["EC2-01", "SSM-01"],
  causes: ["instance-launching"],
  needs: ["instance", "managed-node"],

  appliesTo: (node) => node.isRunning,

  examine(node) {
    if (!isLaunching(node)) return pass("It was started more than five minutes ago.");
    if (hasPingedSince(node)) return notApplicable("It was started moments ago, and has registered already.");
    const explain = () => ({ sentence: wordLaunch(node), evidence: [launch(node)] });
    return warn(explain, [certain("instance-launching", { kind: "instance", id: node.id }, explain)]);
  },
});

/** A record from before the start tells of the run before. */
function hasPingedSince({ registration, instance }: NodeView): boolean {
  const lastPingAt = registration?.lastPingAt ?? null;
  if (registration === null || instance?.state === "pending") return false;
  return lastPingAt === null || instance?.launchedAt == null || lastPingAt > instance.launchedAt;
}

/** One that EC2 cannot start stays pending for longer than any start takes. */
function wordLaunch({ id, instance, at }: NodeView): string {
  const launchedAt = instance?.launchedAt ?? at;
  return at - launchedAt < timing.registersWithinMs
    ? `${id} was started moments ago; an agent registers within about five minutes.`
    : `${id} has been pending since ${new Date(launchedAt).toISOString()}; its agent can only register once it runs.`;
}

function launch({ id, instance, snapshot }: NodeView) {
  const launchedAt = instance?.launchedAt ?? null;
  return evidence(snapshot, {
    sentence: "EC2 tells when it was last started.",
    api: "ec2:DescribeInstances",
    field: "LaunchTime",
    value: launchedAt === null ? null : new Date(launchedAt).toISOString(),
    document: { kind: "instance", id },
  });
}
