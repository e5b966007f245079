import type { Check } from "../check.ts";
import { answers, answersFully, hasClearPaths, hasSoundRole } from "../clear.ts";
import type { NodeView } from "../node-view.ts";
import { agentChecks } from "./agent.ts";
import { identityChecks } from "./identity.ts";
import { instanceChecks } from "./instance.ts";
import { networkChecks } from "./network.ts";
import { sessionChecks } from "./session.ts";
import { targetChecks } from "./target.ts";

export type CheckList = {
  checks: readonly Check[];
  /** Whether one look tells that none of them finds a cause; then a lean judgement need not ask them one by one. */
  isClear?: (node: NodeView) => boolean;
};

/** The whole catalogue, in the order in which people read it: who depends on nothing comes first. */
export const checkLists: readonly CheckList[] = [
  { checks: targetChecks, isClear: answers },
  { checks: instanceChecks, isClear: answers },
  { checks: identityChecks, isClear: hasSoundRole },
  { checks: networkChecks, isClear: hasClearPaths },
  { checks: agentChecks, isClear: answersFully },
  { checks: sessionChecks },
];

export const checks: readonly Check[] = checkLists.flatMap((list) => list.checks);
