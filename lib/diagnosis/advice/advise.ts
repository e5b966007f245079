import type { Advice } from "../../model/verdict.ts";
import type { NodeView } from "../node-view.ts";
import { readOr } from "../reading.ts";
import { adviseOnInboundRules } from "./inbound-open-to-the-world.ts";
import { adviseOnLegacyEndpoint } from "./legacy-endpoint-superfluous.ts";
import { adviseOnHopLimit, adviseOnMetadataVersion } from "./metadata-wide-open.ts";
import { adviseOnBroadPolicies } from "./policy-too-broad.ts";
import { adviseOnLesserActions } from "./role-lacks-lesser-actions.ts";
import { adviseOnS3 } from "./s3-is-no-reason.ts";
import { adviseOnSessionLogs } from "./sessions-not-logged.ts";

const advisers: readonly ((node: NodeView) => readonly Advice[])[] = [
  adviseOnInboundRules,
  adviseOnBroadPolicies,
  adviseOnLesserActions,
  adviseOnSessionLogs,
  adviseOnMetadataVersion,
  adviseOnHopLimit,
  adviseOnLegacyEndpoint,
  adviseOnS3,
];

/**
 * What a person should know of a node that is no reason why it cannot be reached, and never a fix: needless exposure, and
 * what people wrongly believe that Systems Manager needs. Where something was not read nothing is advised.
 */
export function advise(node: NodeView): Advice[] {
  return advisers.flatMap((adviser) => readOr(() => (node.isRunning ? adviser(node) : []), []));
}
