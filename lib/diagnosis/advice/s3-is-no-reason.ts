import type { Advice } from "../../model/verdict.ts";
import type { NodeView } from "../node-view.ts";
import { ownObstacle } from "../session/side-path.ts";
import { isHeardNow } from "../signal.ts";

/** People build an endpoint for S3 so that a node registers. It helps with updates, patches and scripts, and with no more. */
export function adviseOnS3(node: NodeView): Advice[] {
  const vpcId = node.instance?.vpcId ?? null;
  if (vpcId === null || isHeardNow(node)) return [];
  const path = node.path("s3");
  const obstacle = path.answer === "blocked" ? ownObstacle(node, path) : undefined;
  if (obstacle === undefined) return [];
  return [
    {
      id: "s3-is-no-reason",
      sentence:
        "S3 is out of reach, and that is not why the node is silent: it is only for updates, patches and scripts.",
      subject: { kind: "vpc", id: vpcId },
      evidence: obstacle.explain().evidence,
    },
  ];
}
