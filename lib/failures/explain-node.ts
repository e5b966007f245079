import { timing } from "../diagnosis/timing.ts";
import type { CauseCode, Subject } from "../model/cause.ts";
import type { Failure } from "../model/failure.ts";
import { transitionTime } from "../model/transition-time.ts";
import { formatMoment } from "./format-moment.ts";
import type { JudgedPeriod, NodeHistory, PastLookup } from "./node-history.ts";

/** Why one node could not be used then; `unexplained` where nothing that is known says so. */
export type NodeExplanation = {
  cause: CauseCode;
  subject: Subject | null;
  sentence: string;
  isInferred: boolean;
};

const minute = 60_000;
/** A reading comes every few minutes and a lost ping is noticed later still: what it found soon after held already. */
const noticedWithinMs = 30 * minute;
/** Run Command goes on trying to deliver for so long, so whatever held during that time may be the reason. */
const deliveryMs = 120 * minute;

/** What was true of the node when it was aimed at: as Muster watched it, else as what AWS still tells lets conclude. */
export function explainNode(failure: Failure, id: string, past: PastLookup): NodeExplanation {
  const { scope, at } = failure;
  const node = past.nodeOf(scope, id);
  if (node === undefined || !isKnown(node)) return explainUnknown(failure, id, past, node);
  return (
    watched(node, failure) ??
    byState(node, at) ??
    byStart(node, at) ??
    byChanges(node, failure, past) ??
    byLaunch(node, at) ??
    byVerdict(node, failure) ??
    byWord(failure, id) ??
    unexplained(id, node, failure)
  );
}

/** A reference alone makes no node: EC2 or Systems Manager has to have listed it once. */
function isKnown({ instance, registration, states, periods }: NodeHistory): boolean {
  if (instance !== null || registration !== null || states.length > 0) return true;
  return periods.some(({ status }) => status !== "gone" && status !== "unknown");
}

function subjectOf(id: string): Subject {
  return { kind: id.startsWith("mi-") ? "managed-node" : "instance", id };
}

function explainUnknown(
  { scope, kind: word }: Failure,
  id: string,
  past: PastLookup,
  node: NodeHistory | undefined,
): NodeExplanation {
  const [other] = past.otherScopesOf(scope, id);
  const subject = subjectOf(id);
  if (other !== undefined) {
    const isOver = past.nodeOf(other, id)?.instance?.state === "terminated";
    return {
      ...{ cause: "instance-in-other-scope", subject, isInferred: false },
      sentence: isOver
        ? `${id} was in ${other}, where it is terminated now, and it was looked for in ${scope}.`
        : `${id} is in ${other}, and it was looked for in ${scope}.`,
    };
  }
  const isAwsSure = word === "InvalidInstanceID.NotFound";
  const kind = id.startsWith("mi-") ? "managed-node" : "instance";
  if (!isAwsSure && !past.knowsNodes(scope, kind)) {
    const what = kind === "instance" ? "instances" : "managed nodes";
    const sentence = `The ${what} of ${scope} could not be read, so nobody knows whether ${id} was there.`;
    return { cause: "unexplained", subject: null, sentence, isInferred: true };
  }
  const wasGone = node?.periods.length ?? 0;
  return {
    ...{ cause: "instance-not-found", subject, isInferred: !isAwsSure && wasGone === 0 },
    sentence: `No scope that is read has ${id}: it is long gone, or never was.`,
  };
}

/** The period that held then decides; one that says that all was well only if nothing was noticed soon after. */
function watched(node: NodeHistory, { at, kind }: Failure): NodeExplanation | undefined {
  const then = node.periods.find(
    (period) => period.from <= at && at < (period.to ?? Number.POSITIVE_INFINITY),
  );
  if (then !== undefined) {
    const told = byPeriod(node, then, at, false);
    if (told !== undefined) return told;
  }
  const patience = kind === "DeliveryTimedOut" ? deliveryMs : noticedWithinMs;
  const next = node.periods.find((period) => period.from > at && period.from <= at + patience);
  if (next === undefined || then === undefined) return undefined;
  return byPeriod(node, next, at, true);
}

function byPeriod(
  node: NodeHistory,
  { status, cause, why, from }: JudgedPeriod,
  at: number,
  isInferred: boolean,
): NodeExplanation | undefined {
  const { id } = node;
  if (cause !== null) {
    const noticed = isInferred ? `, as was noticed at ${formatMoment(from)}` : "";
    const sentence = why === null ? `${id} was ${status} then${noticed}.` : `${withoutStop(why)}${noticed}.`;
    return { cause: cause.code, subject: cause.subject ?? subjectOf(id), sentence, isInferred };
  }
  if (status !== "off" && status !== "gone") return undefined;
  const hasEnded = status === "gone" || isEnd(stateAt(node, at));
  return {
    ...{ cause: hasEnded ? "instance-terminated" : "instance-stopped", subject: subjectOf(id), isInferred },
    sentence: `${id} was ${hasEnded ? "terminated" : "stopped"} then.`,
  };
}

function withoutStop(sentence: string): string {
  return sentence.replace(/\.\s*$/, "");
}

function stateAt({ states }: NodeHistory, at: number) {
  return states.findLast((each) => each.at <= at)?.state;
}

function isEnd(state: string | undefined): boolean {
  return state === "terminated" || state === "shutting-down";
}

function isStop(state: string | undefined): boolean {
  return state === "stopped" || state === "stopping";
}

/** By the states that are told with their time: changes, and the present state with the moment of the last one. */
function byState(node: NodeHistory, at: number): NodeExplanation | undefined {
  const { id, instance } = node;
  const subject = subjectOf(id);
  const since = transitionTime(instance?.stateTransitionReason ?? null);
  const past = stateAt(node, at);
  const now = instance !== null && since !== null && since <= at ? instance.state : undefined;
  // Where nobody says when it went off, its being off and silent since before then says so.
  const silent = node.registration?.lastPingAt ?? null;
  const isLongOff = since === null && node.states.length === 0 && silent !== null && silent <= at;
  const state = now ?? past ?? (isLongOff ? instance?.state : undefined);
  if (isEnd(state)) {
    const sentence = `${id} was already terminated${since !== null && since <= at ? `, since ${formatMoment(since)}` : ""}.`;
    return { cause: "instance-terminated", subject, sentence, isInferred: true };
  }
  if (isStop(state)) {
    const sentence = `${id} was stopped${since !== null && since <= at ? `, since ${formatMoment(since)}` : " then"}.`;
    return { cause: "instance-stopped", subject, sentence, isInferred: true };
  }
  return undefined;
}

/** The time of launch is that of the last start: before it the instance was not running, or in an earlier life. */
function byStart({ id, instance }: NodeHistory, at: number): NodeExplanation | undefined {
  const launchedAt = instance?.launchedAt ?? null;
  if (launchedAt === null || at >= launchedAt) return undefined;
  return {
    ...{ cause: "instance-stopped", subject: subjectOf(id), isInferred: true },
    sentence: `${id} was not running yet: it started at ${formatMoment(launchedAt)}.`,
  };
}

/** What was mended since is seen no more, but for the call that mended it: CloudTrail tells, and the world of then is judged. */
function byChanges(
  { scope, id }: NodeHistory,
  { at, kind }: Failure,
  past: PastLookup,
): NodeExplanation | undefined {
  const held =
    past.heldBackThen(scope, id, at) ??
    (isOfDelivery(kind) ? past.heldBackThen(scope, id, at + deliveryMs / 2) : null);
  if (held === null) return undefined;
  const { code, subject, sentence, isInferred } = held;
  return { cause: code, subject, sentence, isInferred };
}

function isOfDelivery(kind: string): boolean {
  return kind === "DeliveryTimedOut" || kind === "Undeliverable";
}

function byLaunch(node: NodeHistory, at: number): NodeExplanation | undefined {
  const { id, instance, registration } = node;
  const launchedAt = instance?.launchedAt ?? null;
  if (launchedAt === null) return undefined;
  const subject = subjectOf(id);
  const isYoung = at < launchedAt + timing.registersWithinMs;
  if (isYoung && registration !== null && registration.pingStatus === "Online") {
    return {
      ...{ cause: "instance-launching", subject, isInferred: true },
      sentence: `${id} had started at ${formatMoment(launchedAt)}, and its agent had not registered yet.`,
    };
  }
  return undefined;
}

/**
 * What holds it back now did so then if it stands since, or if nothing was heard of the node since. A cause that is younger
 * leaves the next one, which may have been the first at that time.
 */
function byVerdict(
  { verdict, registration, instance }: NodeHistory,
  { at, kind }: Failure,
): NodeExplanation | undefined {
  if (!verdict?.cause || verdict.status === "reachable") return undefined;
  const isOld = verdict.since !== null && verdict.since <= at;
  const lastPingAt = registration?.lastPingAt ?? null;
  const wasSilent =
    lastPingAt === null ? (instance?.launchedAt ?? 0) <= at : lastPingAt <= at + noticedWithinMs;
  // A node whose pings go on and whose channel is shut is held back by what no ping tells, and was not refused for its pings.
  const isOfChannel = verdict.status === "degraded" && kind !== "InvalidInstanceId";
  if (!isOld && !wasSilent && !isOfChannel) return undefined;
  const isYoung = verdict.since !== null && verdict.since > at;
  const cause = isYoung ? verdict.alsoBroken[0] : verdict.cause;
  if (cause === undefined) return undefined;
  return { cause: cause.code, subject: cause.subject, sentence: cause.sentence, isInferred: true };
}

/** Where nothing is known of that time, AWS's own word may still say what was wrong. */
function byWord({ kind }: Failure, id: string): NodeExplanation | undefined {
  if (kind === "IncorrectInstanceState") {
    const sentence = `AWS says that the state of ${id} did not allow it; most likely it was stopped.`;
    return { cause: "instance-stopped", subject: subjectOf(id), sentence, isInferred: true };
  }
  return undefined;
}

function unexplained(id: string, { verdict }: NodeHistory, { at }: Failure): NodeExplanation {
  const now = verdict === null ? "" : ` It is ${verdict.status} now.`;
  const sentence = `Nothing that is known of ${id} at ${formatMoment(at)} says why.${now}`;
  return { cause: "unexplained", subject: null, sentence, isInferred: true };
}
