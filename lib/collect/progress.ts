import type { OperationName } from "../aws/operations.ts";
import type { ReadObserver } from "../aws/reader.ts";
import type { Gap } from "../model/gap.ts";
import type { CallProgress } from "../model/sync-progress.ts";
import type { Collector } from "./define-collector.ts";

export type KindProgress = {
  observer: ReadObserver;
  begin(): void;
  /** Ends every call of the kind: as a gap where one of `gaps` names it. */
  end(gaps: readonly Gap[]): void;
};

/** Follows the calls of one collector, and tells `report` of a copy at each step. */
export function followCalls(collector: Collector, report: (call: CallProgress) => void): KindProgress {
  const calls = new Map<string, CallProgress>(
    collector.actions.map((action) => [
      action,
      { action, kind: collector.kind, state: "waiting", pages: 0, items: 0, retries: 0, throttles: 0 },
    ]),
  );
  for (const call of calls.values()) report({ ...call });

  const step = (action: OperationName, change: (call: CallProgress) => void) => {
    const call = calls.get(action);
    if (call === undefined) return;
    change(call);
    report({ ...call });
  };
  const turn = (stateOf: (call: CallProgress) => CallProgress["state"]) => {
    for (const call of calls.values()) {
      call.state = stateOf(call);
      report({ ...call });
    }
  };

  return {
    observer: {
      onPage: (action, items) =>
        step(action, (call) => {
          call.pages += 1;
          call.items += items;
        }),
      onRetry: (action) =>
        step(action, (call) => {
          call.retries += 1;
        }),
      onThrottle: (action) =>
        step(action, (call) => {
          call.throttles += 1;
        }),
    },
    begin: () => turn(() => "reading"),
    end: (gaps) => {
      // A gap of the kind for want of another one's answer: none of its own calls could go out.
      const isWanting = gaps.some(({ action, resource }) => resource === null && !calls.has(action));
      turn(({ action }) => (isWanting || gaps.some((gap) => gap.action === action) ? "gap" : "done"));
    },
  };
}
