import { scopeKey } from "../../model/scope.ts";
import { defineCheck } from "../check.ts";
import { evidence, likely, pass, warn } from "../finding.ts";
import type { NodeView } from "../node-view.ts";

export const managedNodeQuota = defineCheck({
  id: "managed-node-quota",
  group: "target",
  title: "The Region has more managed nodes than its quota",
  passTitle: "The Region's managed nodes are within its quota",
  why: `Systems Manager takes heartbeats of so many nodes for an account and Region. Above the quota some are refused, so that
    nodes with which nothing is wrong lose their connection.`,
  rows: ["SSM-07"],
  causes: ["managed-node-quota"],
  needs: ["managed-node"],

  appliesTo: (node) => node.registration !== null,

  examine(node) {
    const listed = node.snapshot.all("managed-node").length;
    const count = node.scope.managedNodeCount ?? listed;
    const quota = node.scope.managedNodeQuota;
    if (count <= quota) return pass(`The scope has ${count} managed nodes, and its quota is ${quota}.`);
    const explain = () => explainExcess(node, count, quota);
    const scope = scopeKey(node.snapshot.scope);
    return warn(explain, [likely("managed-node-quota", { kind: "scope", id: scope }, explain)]);
  },
});

function explainExcess({ id, snapshot }: NodeView, count: number, quota: number) {
  const scope = scopeKey(snapshot.scope);
  return {
    sentence: `${scope} has ${count} managed nodes and a quota of ${quota}, so heartbeats may be refused.`,
    evidence: [
      evidence(snapshot, {
        sentence: `SSM lists ${count} nodes.`,
        api: "ssm:DescribeInstanceInformation",
        field: "InstanceInformationList",
        value: count,
        document: { kind: "managed-node", id },
      }),
    ],
  };
}
