import type { ScopeKey } from "../model/scope.ts";
import type { FleetView } from "./fleet-view.ts";
import { toVerdict } from "./judge-named.ts";
import { errorOfMalformed, explainMalformed } from "./malformed-error.ts";
import { nearMissesOf } from "./near-misses.ts";
import type { TargetVerdict } from "./outcome.ts";
import type { MalformedId, Operation } from "./request.ts";

type Aim = { view: FleetView; operation: Operation; home: ScopeKey | null };

/** What was meant as an id and is none; beside it the nodes that may have been meant. */
export function judgeMalformed(malformed: MalformedId, { view, operation, home }: Aim): TargetVerdict {
  const { text } = malformed;
  return {
    ...toVerdict(text, null, {
      outcome: "refused",
      sentence: explainMalformed("This", malformed),
      cause: { code: "target-malformed", subject: { kind: "expression", id: text }, scope: home },
      error: errorOfMalformed(malformed, operation, home) ?? undefined,
    }),
    nearMisses: nearMissesOf(text, view),
  };
}
