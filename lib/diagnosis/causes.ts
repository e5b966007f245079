import type { CauseCode, Subject } from "../model/cause.ts";
import type { ScopeKey } from "../model/scope.ts";
import { type Certainty, certainties, type Status } from "../model/status.ts";
import { type SubjectKey, subjectKey } from "../model/subject-key.ts";
import type { Evidence } from "../model/verdict.ts";
import type { Judgement } from "./decide.ts";

/** One thing that is wrong, with all the nodes that it holds back. */
export type SharedCause = {
  code: CauseCode;
  subject: Subject;
  subjectKey: SubjectKey;
  /** Of one node in words: what the others have is the same. */
  sentence: string;
  evidence: Evidence[];
  nodes: { scope: ScopeKey; id: string }[];
  statuses: Partial<Record<Status, number>>;
  /** The weakest of its nodes' verdicts. */
  sure: Certainty;
  /** The earliest that history tells of any node. */
  since: number | null;
};

export type JudgedNode = {
  scope: ScopeKey;
  id: string;
  judgement: Judgement;
  /** Since when history tells that its cause holds, for whoever asked. */
  since?: number | null;
};

/**
 * Nodes with the same code and subject share one cause; IAM's subjects are shared over Regions. The most nodes come first,
 * and then the order is that of code and subject, whatever order the nodes came in.
 */
export function shareCauses(nodes: Iterable<JudgedNode>): SharedCause[] {
  const shared = new Map<string, JudgedNode[]>();
  for (const node of nodes) {
    const { cause } = node.judgement;
    if (cause === null) continue;
    const key = `${cause.code} ${subjectKey(node.scope, cause.subject)}`;
    const known = shared.get(key);
    if (known === undefined) shared.set(key, [node]);
    else known.push(node);
  }
  return [...shared.values()].map(toSharedCause).sort(byReach);
}

function toSharedCause(unordered: JudgedNode[]): SharedCause {
  const nodes = unordered.toSorted((left, right) => compare(placeOf(left), placeOf(right)));
  const [{ scope, judgement }] = nodes as [JudgedNode, ...JudgedNode[]];
  const { code, subject, explain } = judgement.cause!;
  const statuses: SharedCause["statuses"] = {};
  for (const { judgement } of nodes) statuses[judgement.status] = (statuses[judgement.status] ?? 0) + 1;
  const known = nodes.flatMap(({ since }) => since ?? []);
  return {
    ...{ code, subject, subjectKey: subjectKey(scope, subject), ...explain(), statuses },
    nodes: nodes.map(({ scope, id }) => ({ scope, id })),
    sure: nodes.map(({ judgement }) => judgement.sure).reduce(weaker),
    since: known.length === 0 ? null : Math.min(...known),
  };
}

function weaker(left: Certainty, right: Certainty): Certainty {
  return certainties.indexOf(left) > certainties.indexOf(right) ? left : right;
}

function byReach(left: SharedCause, right: SharedCause): number {
  return (
    right.nodes.length - left.nodes.length ||
    compare(left.code, right.code) ||
    compare(left.subjectKey, right.subjectKey)
  );
}

function placeOf({ scope, id }: JudgedNode): string {
  return `${scope} ${id}`;
}

function compare(left: string, right: string): number {
  return left < right ? -1 : left > right ? 1 : 0;
}
