import type { Judgement } from "../diagnosis/decide.ts";
import type { CauseCode, Subject } from "../model/cause.ts";
import type { Trial, TrialOptions } from "./choose-fix.ts";
import type { Cost, Fix } from "./fix.ts";
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
 * The order of fixes that brings back the most nodes soonest: always the one whose nodes are worth most on top of those before it. A fix
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
  const chosen: Chosen[] = [];
  let stage = Stage.first(judged);
  while (chosen.length < mostSteps) {
    const top = queue.top();
    if (top === undefined || top.worth <= 0) break;
    if (top.proved === null) {
      const held = causes.get(top.key);
      const proved = held && foresee(stage.judged, held, causes, { ...options, first: top.fix });
      if (proved === undefined) queue.remove(top.key);
      else queue.prove(top.key, proved);
      continue;
    }
    const { trial } = top.proved;
    chosen.push(choose(trial));
    queue.remove(top.key);
    queue.moveOn();
    for (const [key, joined] of countJoined(stage.judged, trial, options)) queue.raise(key, joined);
    for (const [id, judgement] of trial.changed.judgements) causes.move(id, judgement);
    stage = stage.with(trial);
  }
  return toSteps(chosen);
}

type Proved = { trial: Trial; worth: number };
type Entry = {
  key: string;
  worth: number;
  /** Its best fix, where that was found and nothing has joined it since. */
  fix: Fix | undefined;
  /** In the stage that is now: then `worth` is exact. */
  proved: Proved | null;
};

/** Causes by what they are worth at most. There are few, so the first is looked for. */
class Queue {
  readonly #entries: Map<string, Entry>;

  constructor(worths: readonly (readonly [key: string, worth: number])[]) {
    this.#entries = new Map(
      worths.map(([key, worth]) => [key, { key, worth, fix: undefined, proved: null }]),
    );
  }

  /** Of equals one that is proved, so that nothing is proved for nothing, and then in the order of the keys. */
  top(): Entry | undefined {
    let top: Entry | undefined;
    for (const entry of this.#entries.values()) if (top === undefined || isBefore(entry, top)) top = entry;
    return top;
  }

  prove(key: string, proved: Proved): void {
    this.#entries.set(key, { key, worth: proved.worth, fix: proved.trial.fix, proved });
  }

  /** Into the next stage, in which nothing is proved yet: worlds that are tried are let go. */
  moveOn(): void {
    for (const entry of this.#entries.values()) entry.proved = null;
  }

  /** More nodes hang on it, so that another fix may be the best. */
  raise(key: string, by: number): void {
    const worth = (this.#entries.get(key)?.worth ?? 0) + by;
    this.#entries.set(key, { key, worth, fix: undefined, proved: null });
  }

  remove(key: string): void {
    this.#entries.delete(key);
  }
}

function isBefore(one: Entry, other: Entry): boolean {
  if (one.worth !== other.worth) return one.worth > other.worth;
  const isProved = (entry: Entry) => Number(entry.proved !== null);
  return isProved(one) === isProved(other) ? one.key < other.key : isProved(one) > isProved(other);
}

/** What those nodes are worth of which a step changed anything, by the cause that they have after it. */
function countJoined(
  { judgementOf }: JudgedScope,
  { changed }: Trial,
  { worthOf }: PlanOptions,
): ReadonlyMap<string, number> {
  const joined = new Map<string, number>();
  for (const [id, judgement] of changed.judgements) {
    const before = judgementOf(id);
    if (judgement?.cause == null || !liesInAws(judgement.cause)) continue;
    const worth = before === null ? 0 : worthOf(before);
    if (worth === 0) continue;
    const key = keyOfCause(judgement.cause);
    joined.set(key, (joined.get(key) ?? 0) + worth);
  }
  return joined;
}

/** What is told of a step, without the world that it was proved in. */
type Chosen = { step: Omit<PlanStep, "freed">; freed: readonly string[]; eased: readonly string[] };

function choose({ fix, context, freed, eased }: Trial): Chosen {
  const { code, subject } = context;
  const told = { fixId: fix.id, code, subject, title: fix.title(context), cost: fix.cost(context) };
  return { step: told, freed: freed.toSorted(), eased: eased.map(({ id }) => id) };
}

function toSteps(chosen: readonly Chosen[]): PlanStep[] {
  const easedBy = new Map<string, number[]>();
  return withoutIdle(chosen).map(({ step, freed, eased }, place) => {
    const groups = Map.groupBy(freed, (id) => (easedBy.get(id) ?? []).join());
    for (const id of eased) easedBy.set(id, [...(easedBy.get(id) ?? []), place]);
    return {
      ...step,
      freed: [...groups].map(([places, nodeIds]) => ({
        after: places === "" ? [] : places.split(",").map(Number),
        nodeIds,
      })),
    };
  });
}

/** What eases nodes that nothing frees in the end brings nobody back. */
function withoutIdle(chosen: readonly Chosen[]): Chosen[] {
  const back = new Set(chosen.flatMap(({ freed }) => freed));
  return chosen.filter(({ freed, eased }) => freed.length > 0 || eased.some((id) => back.has(id)));
}
