import type { Gap } from "../model/gap.ts";

/** Something computed, and what was computed with it: when it falls, so do those. */
export type Remembered<Value> = {
  value: Value;
  /** Counts up with everything that is computed. */
  number: number;
  users: Remembered<unknown>[];
  /** What it belongs to, for whoever must know whom a change concerns. */
  tag: Tag | null;
};

export type Tag = { kind: "sender" | "group"; number: number };

/** What was computed from which documents, over all the snapshots that a network has been taken into. */
export class Ledger {
  count = 0;
  /** What is being computed, the innermost last. */
  readonly recorders: Remembered<unknown>[] = [];
  readonly #readers = new Map<string, Remembered<unknown>[]>();

  readonly #elsewhere = new WeakMap<Gap, Gap>();

  noteRead(key: string, reader: Remembered<unknown>): void {
    const readers = this.#readers.get(key);
    if (readers === undefined) this.#readers.set(key, [reader]);
    else if (readers.at(-1) !== reader) readers.push(reader);
  }

  /** The same object for the same gap, as they are told apart by that. */
  markElsewhere(gap: Gap): Gap {
    const known = this.#elsewhere.get(gap);
    if (known !== undefined) return known;
    const marked: Gap = { ...gap, isElsewhere: true };
    this.#elsewhere.set(gap, marked);
    return marked;
  }

  /** A point after which documents are others: nothing holds that stands on one of them. */
  fork(changedKeys: Iterable<string>): Fork {
    const fallen = new Set<Remembered<unknown>>();
    const open = [...changedKeys].flatMap((key) => this.#readers.get(key) ?? []);
    for (let next = open.pop(); next !== undefined; next = open.pop()) {
      if (fallen.has(next)) continue;
      fallen.add(next);
      open.push(...next.users);
    }
    return new Fork(this.count, fallen);
  }
}

export class Fork {
  readonly #count: number;
  readonly fallen: ReadonlySet<Remembered<unknown>>;

  constructor(count: number, fallen: ReadonlySet<Remembered<unknown>>) {
    this.#count = count;
    this.fallen = fallen;
  }

  /** What is computed behind the fork for the old documents is nothing to the new ones. */
  holds(remembered: Remembered<unknown>): boolean {
    return remembered.number <= this.#count && !this.fallen.has(remembered);
  }
}

/** Values by key. A memory laid over another sees what still holds of it, and copies nothing before it is asked for. */
export class Memory<Key, Value> {
  readonly #own = new Map<Key, Remembered<Value>>();
  readonly #under: { memory: Memory<Key, Value>; fork: Fork } | null;

  constructor(under: { memory: Memory<Key, Value>; fork: Fork } | null = null) {
    this.#under = under;
  }

  find(key: Key): Remembered<Value> | undefined {
    const own = this.#own.get(key);
    if (own !== undefined || this.#under === null) return own;
    const below = this.#under.memory.find(key);
    if (below === undefined || !this.#under.fork.holds(below)) return undefined;
    this.#own.set(key, below);
    return below;
  }

  keep(key: Key, remembered: Remembered<Value>): void {
    this.#own.set(key, remembered);
  }

  over(fork: Fork): Memory<Key, Value> {
    return new Memory({ memory: this, fork });
  }
}
