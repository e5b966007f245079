import type { Blocker, Doubt, Hop, HopState, PathWarning, Trace } from "../model/path.ts";
import { hopId } from "./combine.ts";
import { interfacePart } from "./hops/interface.ts";
import type { NodeInterface } from "./node-interface.ts";
import { gapWords, type Part, pass, words } from "./part.ts";
import type { Obstacle, PathVerdict, Uncertainty } from "./path-verdict.ts";

type Drawing = Pick<Trace, "answer" | "hops" | "blockers" | "doubts" | "warnings">;

/** The judged hops as people see them, with the way back drawn to its end. */
export function draw(parts: readonly Part[], verdict: PathVerdict, own?: NodeInterface): Drawing {
  const out = parts.filter(({ isBack }) => !isBack);
  const back =
    own === undefined
      ? []
      : wayBack(
          out,
          parts.filter(({ isBack }) => isBack),
          own,
        );
  const all = [...out, ...back];
  const first = verdict.answer === "blocked" ? all.findIndex(({ state }) => state === "block") : -1;
  const stop = first === -1 ? undefined : hopId(all[first]!);
  let isReached = true;
  const hops: Hop[] = [];
  for (const [id, ofHop] of Map.groupBy(all, hopId)) {
    hops.push(toHop(id, ofHop, isReached));
    if (id === stop) isReached = false;
  }
  return {
    answer: verdict.answer,
    hops,
    blockers: verdict.obstacles.map(toBlocker),
    doubts: verdict.uncertainties.map((uncertainty) => toDoubt(uncertainty, all)),
    warnings: [...verdict.warnings] satisfies PathWarning[],
  };
}

/** Groups keep state, so answers pass them; what they meet besides was judged. */
function wayBack(out: readonly Part[], back: readonly Part[], own: NodeInterface): Part[] {
  const stateful = (hop: "security-group-in" | "security-group-out"): Part[] =>
    out
      .filter((part) => part.hop === hop)
      .map(({ resources }) =>
        pass({ hop, isBack: true, resources }, () =>
          words(
            "stateful: passes",
            "Security groups keep state: the answer to what they let through passes.",
          ),
        ),
      );
  return [
    ...stateful("security-group-in"),
    ...back,
    ...stateful("security-group-out"),
    interfacePart(own, true),
  ];
}

const gravity: readonly HopState[] = ["block", "unknown", "partial", "pass", "not-applicable"];

/** One hop of the drawing may have been judged for several things, as a gateway's attachment and public access. */
function toHop(id: string, parts: readonly Part[], isReached: boolean): Hop {
  const [worst] = parts.toSorted((left, right) => gravity.indexOf(left.state) - gravity.indexOf(right.state));
  const spoken = parts.map((part) => part.words());
  const { hop, isBack, state, code } = worst!;
  return {
    id,
    kind: hop,
    direction: isBack ? "back" : "out",
    resources: [...worst!.resources],
    state,
    isReached,
    brief: worst!.words().brief,
    sentence: spoken.map(({ sentence }) => sentence).join(" "),
    code: state === "pass" ? null : code,
    rules: spoken.flatMap(({ rules }) => rules),
    evidence: spoken.flatMap(({ evidence }) => evidence),
  };
}

function toBlocker(obstacle: Obstacle): Blocker {
  const { cause, subject, code } = obstacle;
  const { sentence, evidence } = obstacle.explain();
  return { cause, subject, code, sentence, hopId: hopId(obstacle), evidence };
}

function toDoubt(uncertainty: Uncertainty, parts: readonly Part[]): Doubt {
  const { hop } = uncertainty;
  const place = parts.find((part) => part.hop === hop && part.uncertainties.includes(uncertainty));
  const at = hopId(place ?? { hop, isBack: false });
  if (uncertainty.because === "gap") {
    return { because: "gap", gap: uncertainty.gap, hopId: at, sentence: gapWords(uncertainty.gap).sentence };
  }
  const { because, cause, subject, code, whoCanTell } = uncertainty;
  const { sentence, evidence } = uncertainty.explain();
  return { because, cause, subject, code, whoCanTell, hopId: at, sentence, evidence };
}
