import { parseSubjectKey } from "../../model/subject-key.ts";
import type { SharedCause } from "../node-index/share-causes.ts";

/** Why an open cause is not planned for here: no node that has it is where its subject stands. Null where one is. */
export function whyNoPlan({ key, scopes }: Pick<SharedCause, "key" | "scopes">): string | null {
  const subject = parseSubjectKey(key);
  if (subject === undefined || subject.scope === null || scopes.includes(subject.scope)) return null;
  return `${subject.id} stands in ${subject.scope}, and no node that has this cause does. A change is planned, proved and applied only in the account and Region of the nodes; this one is up to the owner of that scope.`;
}
