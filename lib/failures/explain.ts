import type { CauseCode } from "../model/cause.ts";
import type { Explanation, Failure, TargetExplanation } from "../model/failure.ts";
import { type CallExplanation, explainCall, isNodeId } from "./explain-call.ts";
import { explainNode } from "./explain-node.ts";
import type { PastLookup } from "./node-history.ts";

export type { JudgedPeriod, NodeHistory, PastLookup } from "./node-history.ts";

/**
 * Why the failure happened then, target by target: first what stands in the call itself, then what was true of its nodes.
 * Exactly one cause, that of the target which sank it; `unexplained` is an answer.
 */
export function explain(failure: Failure, past: PastLookup): Explanation {
  const call = isForElsewhere(failure, past) ? undefined : explainCall(failure);
  if (call !== undefined) return ofCall(failure, call);
  const ids = [...new Set(failure.targets)].filter(isNodeId);
  if (ids.length === 0) return { ...nothingKnown, targets: [] };
  const named = idsNamedIn(failure.message, ids);
  const targets = ids.map((id): TargetExplanation => {
    const found = explainNode(failure, id, past);
    return { id, ...found, sankCall: false };
  });
  const guilty = isRefusal(failure) ? guiltyOf(targets, named) : new Set<string>();
  const told = targets.map((target): TargetExplanation => ({ ...target, sankCall: guilty.has(target.id) }));
  const blamed = guilty.size > 0 ? told.filter(({ sankCall }) => sankCall) : told;
  const chosen =
    blamed.find(({ cause }) => absent.has(cause)) ??
    blamed.find(({ cause }) => cause !== "unexplained") ??
    blamed[0]!;
  return { ...summed(chosen, blamed), targets: told.map((target) => withInnocence(target, guilty)) };
}

/** Sessions with hybrid nodes are refused for the tier in whatever Region they are looked for. */
function isForElsewhere({ kind, scope, targets }: Failure, past: PastLookup): boolean {
  const isThere = (id: string) =>
    past.nodeOf(scope, id) === undefined && past.otherScopesOf(scope, id).length > 0;
  return kind === "BadRequest" && targets.some((id) => isNodeId(id) && isThere(id));
}

/** An id that stands for nothing that runs sinks a call for certain; of all else it is rather a conclusion. */
const absent: ReadonlySet<CauseCode> = new Set([
  "instance-not-found",
  "instance-in-other-scope",
  "instance-terminated",
  "instance-stopped",
]);

const nothingKnown = {
  cause: "unexplained",
  subject: null,
  sentence: "The failure names no target that could be looked up.",
  isInferred: true,
} as const;

function ofCall(failure: Failure, { cause, subject, sentence, guilty }: CallExplanation): Explanation {
  return {
    ...{ cause, subject, sentence, isInferred: false },
    targets: [...new Set(guilty)].map((id) => ({
      ...{ id, cause, subject, sentence, isInferred: false, sankCall: isRefusal(failure) },
    })),
  };
}

/** AWS refuses a call as a whole; of what it took, each target fails by itself. */
function isRefusal({ records }: Failure): boolean {
  return records.at(-1)?.source === "cloudtrail";
}

function idsNamedIn(message: string | null, ids: readonly string[]): string[] {
  return message === null ? [] : ids.filter((id) => message.includes(id));
}

/** Those that AWS named. Where it named none: those of which something is known, or the only one there is. */
function guiltyOf(targets: readonly TargetExplanation[], named: readonly string[]): Set<string> {
  if (named.length > 0) return new Set(named);
  const explained = targets.filter(({ cause }) => cause !== "unexplained").map(({ id }) => id);
  return new Set(explained.length > 0 || targets.length > 1 ? explained : targets.map(({ id }) => id));
}

function summed(chosen: TargetExplanation, blamed: readonly TargetExplanation[]) {
  const { cause, subject, sentence, isInferred } = chosen;
  const alike = blamed.filter((target) => target.cause === cause).length - 1;
  const more = alike > 0 ? ` The same goes for ${alike} more.` : "";
  return { cause, subject, sentence: `${sentence}${more}`, isInferred };
}

/** A target that was fine is not left standing as a riddle. */
function withInnocence(target: TargetExplanation, guilty: ReadonlySet<string>): TargetExplanation {
  if (guilty.size === 0 || guilty.has(target.id) || target.cause !== "unexplained") return target;
  const sentence = `${target.id} was refused along with the others: AWS refuses the whole call for one bad id.`;
  return { ...target, sentence };
}
