import { findFix, fixesOf } from "../../fixes/catalogue/index.ts";
import type { CauseCode } from "../../model/cause.ts";
import type { ScopeKey } from "../../model/scope.ts";
import { parseSubjectKey, type SubjectKey, subjectKey } from "../../model/subject-key.ts";
import { walkthroughId } from "../../model/walkthrough-id.ts";
import { titleOfCause } from "../causes/title-of-cause.ts";

type Asked = { code: CauseCode; key: SubjectKey };

/**
 * The scope whose nodes with a cause of this code are treated at once, where the key is that of a setting which a fix of the
 * code makes there; undefined for a cause with a subject of its own.
 */
export function regionOf({ code, key }: Asked): ScopeKey | undefined {
  const named = parseSubjectKey(key);
  if (named === undefined || named.scope === null) return undefined;
  return fixesOf(code).some(({ setting }) => setting?.id === named.id) ? named.scope : undefined;
}

/** The walkthrough of a fix for a cause: of what is one setting for a Region the Region's own, whichever node one came from. */
export function idOfWalkthrough({ fixId, code, key }: Asked & { fixId: string }): string {
  const setting = findFix(fixId)?.setting;
  const scope = parseSubjectKey(key)?.scope;
  const own = setting !== undefined && scope != null ? subjectKey(scope, setting) : key;
  return walkthroughId({ fixId, code, key: own });
}

/** What is said of a Region's nodes with a cause, in the place of what is said of one of them. */
export function sentenceOfRegion(code: CauseCode, scope: ScopeKey, nodes: number): string {
  const whose = nodes === 1 ? "1 node" : `${nodes} nodes`;
  return `${titleOfCause(code)}: ${whose} of ${scope.split(":")[1]}.`;
}
