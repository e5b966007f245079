import type { CauseCode } from "../model/cause.ts";
import type { VerificationState } from "../model/run.ts";
import type { Status } from "../model/status.ts";

type CauseNow = { code: CauseCode; key: string; sentence: string };

/** A node as it was judged last. */
export type NodeNow = {
  status: Status;
  cause: CauseNow | null;
  /** The moment until which the engine says that waiting is right. */
  expectedUntil: number | null;
  readAt: number | null;
  /**
   * Whether all that its verdict hangs on was read since the fix. While a scope is read, some of its facts are from before and
   * some from after: what stands together out of both may never have been so.
   */
  isReadWhole: boolean;
};

export type Question = {
  /** Undefined for one that is no longer there: nobody waits for it. */
  nodes: readonly (NodeNow | undefined)[];
  treated: { code: CauseCode; key: string };
  startedAt: number;
  /** By when the fix takes effect, as it says itself. */
  waitUntil: number;
  now: number;
};

export type Return = {
  state: Exclude<VerificationState, "not-asked">;
  counts: { total: number; back: number; waiting: number; notBack: number };
  /** Of those that are not back: they answer, and cannot do everything. */
  partly: number;
  /** What keeps back those that did not come, the most nodes first. */
  next: readonly (CauseNow & { nodes: number })[];
  /** Whether no node has the cause any more, of those that were read since. */
  isFixed: boolean;
  /** Until when the nodes that wait may take. */
  waitUntil: number;
};

/** AWS may take a moment to tell of a change, and a resource that is made takes a few to be ready. */
const settlesMs = 5 * 60_000;

/** Causes that pass by themselves: an agent that sleeps, a channel or an instance to come up, an endpoint being made. */
const passing: ReadonlySet<CauseCode> = new Set([
  "agent-backing-off",
  "agent-silent",
  "agent-never-registered",
  "instance-launching",
  "endpoint-unavailable",
  "session-channel-closed",
]);

/** What became of the nodes since the fix: back, still to be waited for, or kept back and by what. */
export function judgeReturn(question: Question): Return {
  const { nodes, treated, startedAt, waitUntil, now } = question;
  // What cannot be read is not waited for for ever: then the last that is known tells.
  const isReadAwaited = now < Math.max(waitUntil, startedAt + settlesMs);
  const isTreated = (cause: CauseNow | null) => cause?.code === treated.code && cause.key === treated.key;
  const counts = { total: nodes.length, back: 0, waiting: 0, notBack: 0 };
  const next = new Map<string, CauseNow & { nodes: number }>();
  let unread = 0;
  let partly = 0;
  let isFixed = true;
  let expected = 0;
  for (const node of nodes) {
    const isRead = (node?.readAt ?? 0) > startedAt && (node?.isReadWhole === true || isBack(node!));
    if (node !== undefined && isReadAwaited && !isRead) {
      unread += 1;
      continue;
    }
    if (node !== undefined && isTreated(node.cause)) isFixed = false;
    if (node === undefined || isBack(node)) counts.back += 1;
    else if (isWaiting(node, question, isTreated(node.cause))) {
      counts.waiting += 1;
      expected = Math.max(expected, node.expectedUntil ?? 0);
    } else {
      counts.notBack += 1;
      if (node.status === "degraded") partly += 1;
      if (node.cause) add(next, node.cause);
    }
  }
  counts.waiting += unread;
  return {
    state: unread > 0 ? "reading" : stateOf(counts),
    ...{ counts, partly },
    next: [...next.values()].sort((a, b) => b.nodes - a.nodes || (a.key < b.key ? -1 : 1)),
    isFixed: isFixed && unread === 0,
    waitUntil: expected > now ? expected : question.waitUntil,
  };
}

function isBack({ status, cause }: NodeNow): boolean {
  if (status === "reachable") return true;
  return cause === null && status !== "lost" && status !== "unregistered" && status !== "unknown";
}

function isWaiting(
  { cause, expectedUntil }: NodeNow,
  { startedAt, waitUntil, now }: Question,
  isTreated: boolean,
): boolean {
  if ((expectedUntil ?? 0) > now) return true;
  if (isTreated && cause !== null && !passing.has(cause.code))
    return now < Math.min(startedAt + settlesMs, waitUntil);
  return (cause === null || passing.has(cause.code)) && now < waitUntil;
}

function add(next: Map<string, CauseNow & { nodes: number }>, cause: CauseNow): void {
  const name = `${cause.code} ${cause.key}`;
  const known = next.get(name);
  if (known) known.nodes += 1;
  else next.set(name, { ...cause, nodes: 1 });
}

function stateOf({ waiting, notBack }: Return["counts"]): Return["state"] {
  if (waiting > 0) return "waiting";
  return notBack > 0 ? "not-mended" : "mended";
}

/** The outcome in one sentence, for somebody who waits for it. */
export function tellReturn(
  { state, counts, partly, next, waitUntil }: Return,
  {
    fixedAt,
    skipsTheWait,
    clock,
  }: {
    fixedAt: number | null;
    skipsTheWait: string | null;
    clock: (at: number) => string;
  },
): string {
  const { total, back, waiting, notBack } = counts;
  const all = total === 1 ? "The node is" : `All ${total} nodes are`;
  const whole =
    total === 1 ? "The node is not back" : `${back} of ${total} nodes ${back === 1 ? "is" : "are"} back`;
  const some = partly === 0 ? whole : `${whole}; ${total === 1 ? "it answers" : `${partly} answer`} in part`;
  const kept = next[0] ? ` What keeps back ${notBack === 1 ? "one" : notBack}: ${next[0].sentence}` : "";
  switch (state) {
    case "mended":
      return `${all} back.`;
    case "not-mended":
      return `${some}.${kept}`;
    case "reading":
      return `AWS is being read again for ${waiting === 1 ? "the node" : `${waiting} nodes`}.`;
    case "waiting": {
      if (fixedAt === null)
        return `${some}; AWS does not show the change for ${waiting === 1 ? "it" : `${waiting} of them`} yet.${kept}`;
      const who = waiting === 1 ? "agent may sleep" : `${waiting} agents may sleep`;
      const skip = skipsTheWait === null ? "" : ` To skip the wait: ${lowerFirst(skipsTheWait)}`;
      const others = total === 1 ? "" : ` ${some}.`;
      return `AWS side fixed at ${clock(fixedAt)}; ${who} until ${clock(waitUntil)}.${others}${skip}${kept}`;
    }
  }
}

function lowerFirst(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}
