import type { Node } from "../model/node.ts";
import type { FullVerdict } from "../model/verdict.ts";
import { concludeSoFar, stillStands, toConclusion } from "../sync/conclude-so-far.ts";
import type { NodeDiagnosis } from "./load-node-diagnosis.ts";

/**
 * What is concluded of a node at this moment, with all that it stands on, so that a page does not say two things at once:
 * the same that its row says, or comes to say, while its scope is being read.
 */
export function judgeNow(
  { diagnosis, underway }: Pick<NodeDiagnosis, "diagnosis" | "underway">,
  row: Node,
): { node: Node; verdict: FullVerdict } {
  const { scope, id } = row;
  const held = underway?.held.get(id) ?? row;
  if (underway === null || stillStands(held, diagnosis.judgeNode(scope, id))) {
    const verdict = diagnosis.diagnoseNode(scope, id);
    return { node: { ...row, ...toConclusion(verdict) }, verdict };
  }
  const conclusion = concludeSoFar(underway.diagnosis.judgeNode(scope, id), held);
  const verdict = underway.diagnosis.diagnoseNode(scope, id);
  const said = conclusion.cause === null ? withoutCause(verdict) : verdict;
  return { node: { ...row, ...conclusion }, verdict: said };
}

function withoutCause(verdict: FullVerdict): FullVerdict {
  return { ...verdict, cause: null, alsoBroken: [], since: null, changedBy: null, suspects: [] };
}
