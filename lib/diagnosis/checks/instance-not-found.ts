import type { Subject } from "../../model/cause.ts";
import type { ScopeKey } from "../../model/scope.ts";
import { scopeKey } from "../../model/scope.ts";
import type { Snapshot } from "../../model/snapshot.ts";
import type { Evidence } from "../../model/verdict.ts";
import { defineCheck } from "../check.ts";
import { certain, evidence, fail, likely, pass } from "../finding.ts";
import { type Reference, referencesOf } from "../node-ids.ts";
import type { NodeView } from "../node-view.ts";

export const instanceNotFound = defineCheck({
  id: "instance-not-found",
  group: "target",
  title: "No such node in this account and Region",
  passTitle: "The node exists in this account and Region",
  why: `Systems Manager finds a node only in its own account and Region. An id that is not there answers as InvalidInstanceId
    or TargetNotConnected, whether it was terminated long ago or stands somewhere else.`,
  rows: ["ID-02"],
  causes: ["instance-not-found", "instance-in-other-scope", "instance-terminated"],
  needs: ["instance", "managed-node", "association", "maintenance-window"],

  appliesTo: () => true,

  examine(node) {
    if ((node.isHybrid ? node.registration : node.instance) !== null) {
      return pass(
        node.isHybrid ? "SSM has a record of it here." : "EC2 knows it in this account and Region.",
      );
    }
    const subject = { kind: node.isHybrid ? "managed-node" : "instance", id: node.id };
    const { foundIn, isSearchComplete } = searchElsewhere(node);
    return fail(
      foundIn === null ? isNowhere(node, subject, isSearchComplete) : isElsewhere(node, subject, foundIn),
    );
  },
});

type Found = { scope: ScopeKey; snapshot: Snapshot };
type Search = { foundIn: Found | null; isSearchComplete: boolean };

function searchElsewhere({ id, isHybrid, scope: { world, snapshot } }: NodeView): Search {
  const kind = isHybrid ? "managed-node" : "instance";
  let isSearchComplete = true;
  for (const [scope, other] of world.snapshots) {
    if (scope === scopeKey(snapshot.scope)) continue;
    if (other.gapOf(kind) !== undefined) isSearchComplete = false;
    else if (other.observedAt(kind, id) !== undefined)
      return { foundIn: { scope, snapshot: other }, isSearchComplete };
  }
  return { foundIn: null, isSearchComplete };
}

function isNowhere(node: NodeView, subject: Subject, isSearchComplete: boolean) {
  // A scope that could not be read may have it.
  return (isSearchComplete ? certain : likely)("instance-not-found", subject, () => {
    const { world, snapshot } = node.scope;
    const isStillListed = !node.isHybrid && snapshot.observedAt("managed-node", node.id) !== undefined;
    const where = world.snapshots.size > 1 ? "in any scope that was read" : "in this account and Region";
    const sentence = isStillListed
      ? `${node.id} is unknown to EC2 in this account and Region, and SSM still lists it.`
      : `${node.id} does not exist ${where}.`;
    return { sentence, evidence: absence(node) };
  });
}

function isElsewhere(node: NodeView, subject: Subject, { scope, snapshot }: Found) {
  const state = node.isHybrid ? null : snapshot.get("instance", node.id)!.state;
  if (state !== "terminated" && state !== "shutting-down")
    return certain("instance-in-other-scope", subject, () => ({
      sentence: `${node.id} stands in ${scope}, and not in the scope that names it.`,
      evidence: absence(node),
    }));
  return certain("instance-terminated", subject, () => ({
    sentence: `${node.id} ${state === "terminated" ? "was" : "is being"} terminated in ${scope}, and was never in the scope that names it.`,
    evidence: [...absence(node), termination(snapshot, node.id, state)],
  }));
}

function termination(snapshot: Snapshot, id: string, state: string): Evidence {
  const { account, region } = snapshot.scope;
  return evidence(snapshot, {
    sentence: `EC2 says in ${account}:${region} that it is ${state}.`,
    api: "ec2:DescribeInstances",
    field: "State.Name",
    value: state,
    document: { kind: "instance", id, scope: scopeKey(snapshot.scope) },
  });
}

/** AWS's silence about the id, and who names it all the same. */
function absence({ id, isHybrid, snapshot }: NodeView): Evidence[] {
  const unknown = evidence(snapshot, {
    sentence: isHybrid ? "SSM has no record of this id here." : "EC2 does not know this id here.",
    api: isHybrid ? "ssm:DescribeInstanceInformation" : "ec2:DescribeInstances",
    field: isHybrid ? "InstanceId" : "Reservations.Instances.InstanceId",
    value: "no such id",
    document: { kind: isHybrid ? "managed-node" : "instance", id },
  });
  const references = referencesOf(snapshot).get(id) ?? [];
  return [unknown, ...references.map((reference) => naming(snapshot, id, reference))];
}

function naming(snapshot: NodeView["snapshot"], id: string, { kind, id: by, name }: Reference): Evidence {
  const what = kind === "association" ? "Association" : "Maintenance window";
  return evidence(snapshot, {
    sentence: `${what} ${name ?? by} names it.`,
    api: kind === "association" ? "ssm:ListAssociations" : "ssm:DescribeMaintenanceWindowTargets",
    field: "Targets",
    value: id,
    document: { kind, id: by },
  });
}
