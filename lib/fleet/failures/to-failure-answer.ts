import type { FailureAnswer } from "../../api/failure.ts";
import { recordConsoleUrl } from "../../format/record-console-url.ts";
import type { Explanation, TargetExplanation } from "../../model/failure.ts";
import { parseScopeKey, type ScopeKey } from "../../model/scope.ts";
import type { StoredFailure } from "../../store/failure-rows.ts";
import { titleOfCause } from "../causes/title-of-cause.ts";
import type { FleetContext } from "../context.ts";

/** A call may name fifty ids, and an association's expression thousands. */
const shownTargets = 50;

/** One failure as the API tells it: why then, and how each of its targets stands now. */
export function toFailureAnswer(context: FleetContext, failure: StoredFailure): FailureAnswer {
  const { explanation, series, targets, records, ...facts } = failure;
  const { region } = parseScopeKey(failure.scope)!;
  const told = new Map(explanation?.targets.map((target) => [target.id, target]));
  const ids = [...new Set([...targets, ...told.keys()])];
  return {
    ...facts,
    group: context.failures.series.get(series)?.group ?? "",
    targets: ids.slice(0, shownTargets).map((id) => toTarget(context, failure.scope, id, told.get(id))),
    targetCount: ids.length,
    cause: toCause(explanation ?? notExplained),
    records: records.map((record) => ({ ...record, consoleUrl: recordConsoleUrl(region, record) })),
  };
}

const notExplained: Pick<Explanation, "cause" | "subject" | "sentence" | "isInferred"> = {
  cause: "unexplained",
  subject: null,
  sentence: "It has not been explained yet.",
  isInferred: true,
};

function toCause({ cause, subject, sentence, isInferred }: typeof notExplained): FailureAnswer["cause"] {
  return { code: cause, title: titleOfCause(cause), subject, sentence, isInferred };
}

function toTarget(
  { index }: FleetContext,
  scope: ScopeKey,
  id: string,
  told: TargetExplanation | undefined,
): FailureAnswer["targets"][number] {
  const node = index.get({ scope, id });
  return {
    id,
    cause: told ? toCause(told) : null,
    sankCall: told?.sankCall ?? false,
    now: node ? { name: node.name, status: node.status, why: node.why } : null,
  };
}
