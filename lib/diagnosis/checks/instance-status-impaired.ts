import type { InstanceStatus } from "../../model/documents/instance-status.ts";
import type { Evidence } from "../../model/verdict.ts";
import { defineCheck, type Explanation } from "../check.ts";
import { certain, evidence, fail, notApplicable, pass, warn } from "../finding.ts";
import type { NodeView } from "../node-view.ts";
import { isHeard } from "../signal.ts";

export const instanceStatusImpaired = defineCheck({
  id: "instance-status-impaired",
  group: "instance",
  title: "EC2's status checks fail",
  passTitle: "EC2's status checks pass",
  why: `EC2 checks the host, the instance and its volumes from outside. While one of them is impaired nothing on the machine can
    be relied on, the agent least of all. Passing says nothing of the agent.`,
  rows: ["EC2-02"],
  causes: ["instance-status-impaired"],
  needs: ["instance", "instance-status", "managed-node"],

  appliesTo: (node) => node.isRunning,

  examine(node) {
    const status = node.snapshot.get("instance-status", node.id);
    // A whole list has every running instance, whether it was asked for the others or not (IncludeAllInstances). One that is not
    // in it ran only after the list was made, or the list was asked for others: no failed check is known, and nothing was refused.
    if (status === undefined) return notApplicable("EC2 has no status of it.");
    const failing = parts.filter(({ field }) => status[field] === "impaired");
    if (failing.length > 0) {
      const explain = () => explainFailing(node, status, failing);
      if (isHeard(node)) return warn(explain);
      return fail(certain("instance-status-impaired", { kind: "instance", id: node.id }, explain));
    }
    const unsure = parts.filter(({ field }) => status[field] === "insufficient-data");
    if (unsure.length === 0) return pass(() => explainPassing(node, status));
    return warn(() => ({
      sentence: `EC2 has no data for the ${unsure.map(({ name }) => name).join(" and ")} for the moment.`,
      evidence: unsure.map((part) => fact(node, status, part)),
    }));
  },
});

const parts = [
  { field: "systemStatus", api: "SystemStatus.Status", name: "system check" },
  { field: "instanceStatus", api: "InstanceStatus.Status", name: "instance check" },
  { field: "attachedEbsStatus", api: "AttachedEbsStatus.Status", name: "volume check" },
] as const;
type Part = (typeof parts)[number];

function explainFailing(node: NodeView, status: InstanceStatus, failing: readonly Part[]): Explanation {
  const since = status.impairedSince === null ? "" : ` since ${new Date(status.impairedSince).toISOString()}`;
  const verb = failing.length > 1 ? "are" : "is";
  return {
    sentence: `${node.id} fails its status checks: the ${failing.map(({ name }) => name).join(" and the ")} ${verb} impaired${since}.`,
    evidence: failing.map((part) => fact(node, status, part)),
  };
}

function explainPassing(node: NodeView, status: InstanceStatus): Explanation {
  const known = parts.filter(({ field }) => status[field] !== null);
  return {
    sentence: "No status check of EC2 fails.",
    evidence: known.map((part) => fact(node, status, part)),
  };
}

function fact({ id, snapshot }: NodeView, status: InstanceStatus, { field, api, name }: Part): Evidence {
  return evidence(snapshot, {
    sentence: `The ${name} says ${status[field]}.`,
    api: "ec2:DescribeInstanceStatus",
    field: api,
    value: status[field],
    document: { kind: "instance-status", id },
  });
}
