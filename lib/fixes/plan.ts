import type { Judgement } from "../diagnosis/decide.ts";
import type { CauseCode, Subject } from "../model/cause.ts";
import type { Trial, TrialOptions } from "./choose-fix.ts";
import type { Cost } from "./fix.ts";
import { foresee } from "./foresee.ts";
import type { JudgedScope } from "./judged-scope.ts";
import { OpenCauses } from "./open-causes.ts";
import { Stage } from "./stage.ts";
import { keyOfCause, liesInAws } from "./standing.ts";

export type PlanStep = {
  fixId: string;
  code: CauseCode;
  subject: Subject;
  title: string;
  cost: Cost | null;
  /**
   * The nodes that it brings back on top of the steps before it, by the earlier steps (places in the plan) that these need
   * too. Empty where it only opens the way for a later one.
   */
  freed: { after: number[]; nodeIds: string[] }[];
};

export type PlanOptions = TrialOptions & {
  /** What a cause's best fix is worth at most, by `keyOfCause`, where it was proved already. */
  atMost?: ReadonlyMap<string, number>;
  /** Nobody goes through more than this, and each step has its price in proofs. */
  mostSteps?: number;
};

/**
 * The order of fixes that brings back the most nodes soonest: always the one that frees most on top of those before it. A fix
 * that frees few and leads many on to their next cause counts with what comes behind it, spread over as many steps. A cause is
 * proved once, and again only when it comes to the top: until then it is worth no more than that and whoever joined it.
 */
export function planFixes(
  judged: JudgedScope,
  judgements: ReadonlyMap<string, Judgement>,
  options: PlanOptions,
): PlanStep[] {
  const { mostSteps = 60 } = options;
  const causes = new OpenCauses(judgements);
  const queue = new Queue(
    causes.keys().map((key) => [key, options.atMost?.get(key) ?? Number.POSITIVE_INFINITY]),
  );
  const chosen: Trial[] = [];
  let stage = Stage.first(judged);
  while (chosen.length < mostSteps) {
    const top = queue.top();
    if (top === undefined || top.worth <= 0) break;
    if (top.proved?.stage !== stage.number) {
      const held = causes.get(top.key);
      const proved =
        held && foresee(stage.judged, held, causes, { ...options, first: top.proved?.trial.fix });
      if (proved === undefined) queue.remove(top.key);
      else queue.prove(top.key, { ...proved, stage: stage.number });
      continue;
    }
    const { trial } = top.proved;
    chosen.push(trial);
    queue.remove(top.key);
    for (const [key, joined] of countJoined(stage.judged, trial, options)) queue.raise(key, joined);
    for (const [id, judgement] of trial.changed.judgements) causes.move(id, judgement);
    stage = stage.with(trial);
  }
  return toSteps(chosen);
}

type Proved = { trial: Trial; worth: number; stage: number };
type Entry = { key: string; worth: number; proved: Proved | null };

/** Causes by what they are worth at most. There are few, so the first is looked for. */
class Queue {
  readonly #entries: Map<string, Entry>;

  constructor(worths: readonly (readonly [key: string, worth: number])[]) {
    this.#entries = new Map(worths.map(([key, worth]) => [key, { key, worth, proved: null }]));
  }

  /** Of equals one that is proved, so that nothing is proved for nothing, and then in the order of the keys. */
  top(): Entry | undefined {
    let top: Entry | undefined;
    for (const entry of this.#entries.values()) if (top === undefined || isBefore(entry, top)) top = entry;
    return top;
  }

  prove(key: string, proved: Proved): void {
    this.#entries.set(key, { key, worth: proved.worth, proved });
  }

  /** More nodes hang on it: what was proved holds no more. */
  raise(key: string, by: number): void {
    this.#entries.set(key, { key, worth: (this.#entries.get(key)?.worth ?? 0) + by, proved: null });
  }

  remove(key: string): void {
    this.#entries.delete(key);
  }
}

function isBefore(one: Entry, other: Entry): boolean {
  if (one.worth !== other.worth) return one.worth > other.worth;
  const stages = (one.proved?.stage ?? -1) - (other.proved?.stage ?? -1);
  return stages === 0 ? one.key < other.key : stages > 0;
}

/** How many of the nodes that count, and of which a step changed anything, have each cause after it. */
function countJoined(
  { judgementOf }: JudgedScope,
  { changed }: Trial,
  { counts }: PlanOptions,
): ReadonlyMap<string, number> {
  const joined = new Map<string, number>();
  for (const [id, judgement] of changed.judgements) {
    const before = judgementOf(id);
    if (judgement?.cause == null || !liesInAws(judgement.cause)) continue;
    if (before === null || !counts(before)) continue;
    const key = keyOfCause(judgement.cause);
    joined.set(key, (joined.get(key) ?? 0) + 1);
  }
  return joined;
}

function toSteps(chosen: readonly Trial[]): PlanStep[] {
  const useful = withoutIdle(chosen);
  const easedBy = new Map<string, number[]>();
  return useful.map(({ fix, context, freed, eased }, place) => {
    const groups = Map.groupBy(freed.toSorted(), (id) => (easedBy.get(id) ?? []).join());
    const { code, subject } = context;
    for (const { id } of eased) easedBy.set(id, [...(easedBy.get(id) ?? []), place]);
    return {
      ...{ fixId: fix.id, code, subject, title: fix.title(context), cost: fix.cost(context) },
      freed: [...groups].map(([places, nodeIds]) => ({
        after: places === "" ? [] : places.split(",").map(Number),
        nodeIds,
      })),
    };
  });
}

/** What eases nodes that nothing frees in the end brings nobody back. */
function withoutIdle(chosen: readonly Trial[]): Trial[] {
  const freed = new Set(chosen.flatMap((trial) => trial.freed));
  return chosen.filter((trial) => trial.freed.length > 0 || trial.eased.some(({ id }) => freed.has(id)));
}
