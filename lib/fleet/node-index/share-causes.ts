import type { CauseCode, Subject } from "../../model/cause.ts";
import type { Node } from "../../model/node.ts";
import type { ScopeKey } from "../../model/scope.ts";
import type { Certainty, Status } from "../../model/status.ts";
import { certainties } from "../../model/status.ts";
import { type SubjectKey, subjectKey } from "../../model/subject-key.ts";
import type { Filter } from "../../routes/filter.ts";
import { sharedCauseWord } from "./columns.ts";
import { isStarting } from "./is-starting.ts";
import type { NodeIndex } from "./node-index.ts";

/** One cause and the nodes that have it. */
export type SharedCause = {
  code: CauseCode;
  subject: Subject;
  key: SubjectKey;
  scopes: ScopeKey[];
  nodes: number;
  byStatus: Partial<Record<Status, number>>;
  /** The weakest of its nodes' verdicts. */
  certainty: Certainty;
  /** Since when the first of its nodes is as it is. */
  statusSince: number;
  /** One of its nodes: of those where it is proved best, the one with the least id. */
  example: Node;
};

/**
 * The causes that nodes under a filter share. Only nodes that are meant to answer count, so that these are the nodes of the
 * headline: not those that are excluded, off, gone or still starting, unless the filter asks for `excluded` or `status` itself.
 */
export function shareCauses(index: NodeIndex, filter: Filter, now: number): SharedCause[] {
  const failing = index.match(meantToAnswer(filter));
  const asksForStatus = asks(filter, "status");
  const { sharedCause } = index.columns;
  const shared: (SharedCause | undefined)[] = new Array(sharedCause.words.length);
  for (let slot = 0; slot < failing.length; slot++) {
    const code = sharedCause.codes[slot] ?? 0;
    if (code === 0 || failing[slot] !== 0) continue;
    const node = index.nodes[slot]!;
    if (!asksForStatus && isStarting(node, now)) continue;
    const cause = shared[code];
    if (cause === undefined) shared[code] = begin(node);
    else add(cause, node);
  }
  return shared.filter((cause) => cause !== undefined);
}

/** One shared cause; undefined where no node under the filter has it. */
export function findSharedCause(
  index: NodeIndex,
  { code, key }: { code: CauseCode; key: SubjectKey },
  filter: Filter = [],
): SharedCause | undefined {
  const failing = index.match(filter);
  const wanted = index.columns.sharedCause.codeOf(sharedCauseWord(code, key));
  if (wanted === undefined) return undefined;
  let found: SharedCause | undefined;
  for (let slot = 0; slot < failing.length; slot++) {
    if (index.columns.sharedCause.codes[slot] !== wanted || failing[slot] !== 0) continue;
    const node = index.nodes[slot]!;
    if (found === undefined) found = begin(node);
    else add(found, node);
  }
  return found;
}

/** Whether it keeps nodes from answering at all, and does not merely leave them with less. */
export function keepsFromAnswering({ byStatus }: Pick<SharedCause, "byStatus">): boolean {
  return (byStatus.lost ?? 0) + (byStatus.unregistered ?? 0) > 0;
}

function meantToAnswer(filter: Filter): Filter {
  const added: Filter = [];
  if (!asks(filter, "status")) added.push({ key: "status", values: ["off", "gone"], negated: true });
  if (!asks(filter, "excluded")) added.push({ key: "excluded", values: ["no"], negated: false });
  return [...filter, ...added];
}

function asks(filter: Filter, key: "status" | "excluded"): boolean {
  return filter.some((term) => term.key === key);
}

function begin(node: Node): SharedCause {
  const { code, subject } = node.cause!;
  return {
    code,
    subject,
    key: subjectKey(node.scope, subject),
    scopes: [node.scope],
    nodes: 1,
    byStatus: { [node.status]: 1 },
    certainty: node.certainty,
    statusSince: node.statusSince,
    example: node,
  };
}

function add(cause: SharedCause, node: Node): void {
  cause.nodes++;
  cause.byStatus[node.status] = (cause.byStatus[node.status] ?? 0) + 1;
  if (node.statusSince < cause.statusSince) cause.statusSince = node.statusSince;
  if (!cause.scopes.includes(node.scope)) cause.scopes.push(node.scope);
  if (rankOf(node) > certainties.indexOf(cause.certainty)) cause.certainty = node.certainty;
  const better = rankOf(node) - rankOf(cause.example);
  if (better < 0 || (better === 0 && node.id < cause.example.id)) cause.example = node;
}

function rankOf({ certainty }: Node): number {
  return certainties.indexOf(certainty);
}
