import { defineCheck } from "../check.ts";
import { examineSidePaths } from "../session/side-path.ts";

export const contentPathBlocked = defineCheck({
  id: "content-path-blocked",
  group: "session",
  title: "Updates, patches and scripts do not arrive",
  passTitle: "Updates, patches and scripts arrive",
  why: `The agent takes its updates, patch baselines and the scripts of many documents from S3, and puts the output of commands
    there. A gateway endpoint is enough. A node without a way to S3 answers, and these fail on it.`,
  rows: ["3.5"],
  causes: ["content-path-blocked"],
  needs: ["instance", "subnet", "vpc", "vpc-endpoint", "route-table"],

  appliesTo: (node) => node.isRunning,

  examine: (node) =>
    examineSidePaths(node, [
      {
        service: "s3",
        code: "content-path-blocked",
        consequence: "It takes agent updates, patches and scripts from S3.",
      },
    ]),
});
