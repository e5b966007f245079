import type { Gap } from "../model/gap.ts";
import type { Cause, Verdict } from "../model/verdict.ts";
import type { Change } from "../model/world.ts";
import type { FoundCause } from "./check.ts";
import type { Judgement } from "./decide.ts";
import { changeEvidence, principalName } from "./describe-change.ts";
import type { NodeView } from "./node-view.ts";
import type { Signal } from "./signal.ts";
import { signalEvidence } from "./signal-evidence.ts";
import { beginningOf } from "./since.ts";

/** A judgement in words, with the facts that it stands on. */
export function toVerdict(node: NodeView, judgement: Judgement): Verdict {
  const { status, sure, cause, alsoBroken, expected, signal } = judgement;
  const beginning = cause && beginningOf(node, cause, signal);
  return {
    status,
    sure,
    why: explainWhy(judgement),
    cause: cause && withChange(node, toCause(cause), beginning?.change ?? null),
    alsoBroken: alsoBroken.map(toCause),
    expected,
    since: beginning?.at ?? null,
    changedBy: beginning?.change?.by == null ? null : principalName(beginning.change.by),
    evidence: signalEvidence(node),
  };
}

/** Who did it and when is a fact of the cause where CloudTrail told; what was merely seen to differ is not. */
function withChange(node: NodeView, cause: Cause, change: Change | null): Cause {
  if (change === null || change.event === undefined || cause.code === "agent-backing-off") return cause;
  return { ...cause, evidence: [...cause.evidence, changeEvidence(node, change)] };
}

export function toCause({ code, subject, explain }: FoundCause): Cause {
  return { code, subject, ...explain() };
}

/** One plain sentence: what is known of why. Null where nothing needs explaining. */
export function explainWhy(judgement: Judgement): string | null {
  const { status, cause, signal, missing } = judgement;
  if (cause !== null && signal.kind !== "unreadable") return cause.explain().sentence;
  if (missing.some(isAwaited)) return explainSoFar(judgement);
  if (signal.kind !== "unreadable" && missing.length > 0) return explainMissing(missing);
  if (signal.kind === "answering")
    return signal.isChannelKnown || status !== "reachable"
      ? null
      : "It answers; whether its session channel is open is not known.";
  return explainSignal(signal);
}

/** How it is, where why has yet to be read. */
export function explainSoFar({ signal }: Judgement): string {
  if (signal.kind === "answering") return "It answers; whether all of it works has yet to be read.";
  if (signal.kind === "unreadable") return explainSignal(signal);
  return `${explainSignal(signal).replace(/\.$/, "")}; why has yet to be read.`;
}

function isAwaited({ reason }: Gap): boolean {
  return reason === "awaited";
}

function explainSignal(signal: Exclude<Signal, { kind: "answering" }>): string {
  switch (signal.kind) {
    case "unreadable": {
      const what = signal.what === "instance" ? "its state in EC2" : "its record in SSM";
      return isAwaited(signal.gap)
        ? `Unknown: ${what} has yet to be read.`
        : `Unknown: ${what} could not be read${becauseOf(signal.gap)}.`;
    }
    case "unregistered":
      return "It is running, and SSM has no record of it.";
    case "lost":
      return "SSM no longer hears from its agent.";
    case "stale":
      return "SSM calls it online, and its last ping is older than 15 minutes.";
    case "half":
      return "It answers, and its session channel is closed: sessions and commands do not arrive.";
    case "absent":
      return "It does not exist in this account and Region.";
    case "off":
    case "gone":
      return `EC2 says that it is ${signal.state}.`;
  }
}

function becauseOf({ reason, action, code }: Gap): string {
  return reason === "denied" ? `, because ${action} is denied` : ` (${action}: ${code ?? reason})`;
}

function explainMissing(gaps: readonly Gap[]): string {
  const actions = [...new Set(gaps.map(({ action }) => action))];
  const shown = actions.slice(0, 3).join(", ");
  const listed = actions.length > 3 ? `${shown} and ${actions.length - 3} more` : shown;
  return gaps.every(({ reason }) => reason === "denied")
    ? `Why is not known, because ${listed} ${actions.length === 1 ? "is" : "are"} denied.`
    : `Why is not known: ${listed} could not be read.`;
}
