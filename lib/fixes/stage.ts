import type { SnapshotPatch } from "../model/snapshot.ts";
import {
  type ChangedDocument,
  type ChangedScope,
  changedBy,
  type JudgedScope,
  moveTo,
} from "./judged-scope.ts";

/**
 * Worlds that are derived one from another lean on each other; after so many it is cheaper to derive the next one from the
 * first again. Less than the network itself bears, as what is looked ahead stands on top.
 */
const mostLeaps = 10;

/** The world after some steps of a plan. */
export class Stage {
  readonly judged: JudgedScope;
  /** How many steps lie behind. */
  readonly number: number;
  readonly #first: JudgedScope;
  readonly #changed: readonly ChangedDocument[];
  readonly #leaps: number;

  private constructor(
    judged: JudgedScope,
    number: number,
    { first, changed, leaps }: { first: JudgedScope; changed: readonly ChangedDocument[]; leaps: number },
  ) {
    this.judged = judged;
    this.number = number;
    this.#first = first;
    this.#changed = changed;
    this.#leaps = leaps;
  }

  static first(judged: JudgedScope): Stage {
    return new Stage(judged, 0, { first: judged, changed: [], leaps: 0 });
  }

  /** The stage behind a fix that was tried in this one. */
  with({ patch, changed }: { patch: SnapshotPatch; changed: ChangedScope }): Stage {
    const all = [...this.#changed, ...changedBy(patch)];
    const isFar = this.#leaps + 1 > mostLeaps;
    const judged = isFar ? moveTo(this.#first, changed.after.world, all).after : changed.after;
    const leaps = isFar ? 1 : this.#leaps + 1;
    return new Stage(judged, this.number + 1, { first: this.#first, changed: all, leaps });
  }
}
