import type { Subject } from "./cause.ts";
import { parseScopeKey, type ScopeKey } from "./scope.ts";

/**
 * What tells the subject of a shared cause from all others: the ARN of what is IAM's, which is the same in every Region, else
 * `account:region:id`.
 */
export type SubjectKey = string;

/** `scope` is the node's: a subject that stands elsewhere says so itself. */
export function subjectKey(scope: string, subject: Pick<Subject, "id" | "scope">): SubjectKey {
  return isGlobal(subject.id) ? subject.id : `${subject.scope ?? scope}:${subject.id}`;
}

/** The subject's id, and the scope that it is in; null where it is in all. Undefined where `text` is no key. */
export function parseSubjectKey(text: SubjectKey): { scope: ScopeKey | null; id: string } | undefined {
  if (isGlobal(text)) return { scope: null, id: text };
  const [account = "", region = "", ...rest] = text.split(":");
  const id = rest.join(":");
  if (!parseScopeKey(`${account}:${region}`) || id === "") return undefined;
  return { scope: `${account}:${region}`, id };
}

/** IAM is not of a Region: its ARNs name none. */
function isGlobal(id: string): boolean {
  return /^arn:[a-z-]+:iam::/.test(id);
}
