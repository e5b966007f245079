import type { Finding } from "../check.ts";
import { defineCheck } from "../check.ts";
import { evidence, warn } from "../finding.ts";
import type { NodeView } from "../node-view.ts";
import { networkKinds } from "../obstacle-check.ts";
import { type ContentNeed, findContentNeed } from "../session/content-needs.ts";
import { examineSidePaths } from "../session/side-path.ts";

export const contentPathBlocked = defineCheck({
  id: "content-path-blocked",
  group: "session",
  title: "Updates, patches and scripts do not arrive",
  passTitle: "Updates, patches and scripts arrive",
  why: `The agent takes its updates, patch baselines and the scripts of many documents from S3, and puts the output of commands
    there. A gateway endpoint is enough. A node without a way to S3 answers and takes sessions all the same, so this is a
    fault only where something is set up to run on it that takes its content from there.`,
  rows: ["3.5"],
  causes: ["content-path-blocked"],
  needs: [...networkKinds, "association", "maintenance-window"],

  // One that is only starting uses nothing yet.
  appliesTo: (node) => node.instance?.state === "running",

  examine(node) {
    const consequence = () => explainNeed(findContentNeed(node));
    const finding = examineSidePaths(node, [{ service: "s3", code: "content-path-blocked", consequence }]);
    // Who asks for it is only looked up where it would not come: of most nodes nobody needs to know.
    if (finding.outcome !== "fail") return finding;
    const need = findContentNeed(node);
    return need === undefined ? onlyWarned(finding) : withNeed(node, need, finding);
  },
});

type Failed = Extract<Finding, { outcome: "fail" }>;

function explainNeed(need: ContentNeed | undefined): string {
  return need === undefined
    ? "Agent updates, patches and scripts would not arrive; nothing that is known to be set up here asks for them."
    : `${need.documentName} is set up to run on it and takes its content from S3.`;
}

function onlyWarned(finding: Failed): Finding {
  return warn(finding.explain);
}

function withNeed(node: NodeView, need: ContentNeed, finding: Failed): Finding {
  const causes = finding.causes.map((cause) => ({
    ...cause,
    explain: () => {
      const { sentence, evidence: facts } = cause.explain();
      return { sentence, evidence: [...facts, needEvidence(node, need)] };
    },
  }));
  return { ...finding, causes, explain: causes[0]?.explain ?? finding.explain };
}

function needEvidence({ snapshot }: NodeView, { kind, id, documentName }: ContentNeed) {
  const isAssociation = kind === "association";
  return evidence(snapshot, {
    sentence: `${isAssociation ? "Association" : "Maintenance window"} ${id} runs ${documentName} on it.`,
    api: isAssociation ? "ssm:ListAssociations" : "ssm:DescribeMaintenanceWindowTasks",
    field: isAssociation ? "Name" : "TaskArn",
    value: documentName,
    document: { kind, id },
  });
}
