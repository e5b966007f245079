import type { DocumentKind } from "../model/document-kind.ts";
import type { Gap } from "../model/gap.ts";
import type { Family } from "./address.ts";

/** Something computed, and what was computed with it: when it falls, so do those. */
export type Remembered<Value> = {
  value: Value;
  /** Counts up with everything that is computed. */
  number: number;
  /** Null as long as nothing was. */
  users: Remembered<unknown>[] | null;
  /** What it belongs to, for whoever must know whom a change concerns. */
  tag: Tag | null;
};

export type Tag =
  | { kind: "sender" | "group"; number: number }
  | { kind: "split"; subnetId: string; family: Family };

export function noteUser(remembered: Remembered<unknown>, user: Remembered<unknown>): void {
  if (remembered.users === null) remembered.users = [user];
  else if (remembered.users.at(-1) !== user) remembered.users.push(user);
}

/** What was read: a document, those of a kind that belong to an owner, or all of a kind. */
export type Read = { of: "id" | "owner" | "kind"; kind: DocumentKind; id: string };

type Readers = Map<DocumentKind, Map<string, Remembered<unknown>[]>>;

/** What was computed from which documents, over all the snapshots that a network has been taken into. */
export class Ledger {
  count = 0;
  /** What is being computed, the innermost last. */
  readonly recorders: Remembered<unknown>[] = [];
  readonly #elsewhere = new WeakMap<Gap, Gap>();
  // Maps in maps: a key of text would be made anew for each of a hundred thousand reads.
  readonly #readers: { [Of in Read["of"]]: Readers } = { id: new Map(), owner: new Map(), kind: new Map() };

  noteRead(of: Read["of"], kind: DocumentKind, id: string, reader: Remembered<unknown>): void {
    let ofKind = this.#readers[of].get(kind);
    if (ofKind === undefined) {
      ofKind = new Map();
      this.#readers[of].set(kind, ofKind);
    }
    const readers = ofKind.get(id);
    if (readers === undefined) ofKind.set(id, [reader]);
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
  fork(changed: readonly Read[]): Fork {
    const fallen = new Set<Remembered<unknown>>();
    const open = changed.flatMap(({ of, kind, id }) => this.#readers[of].get(kind)?.get(id) ?? []);
    for (let next = open.pop(); next !== undefined; next = open.pop()) {
      if (fallen.has(next)) continue;
      fallen.add(next);
      if (next.users !== null) open.push(...next.users);
    }
    return new Fork(this.count, fallen);
  }
}

export class Fork {
  readonly #count: number;
  readonly fallen: ReadonlySet<Remembered<unknown>>;
  readonly #behind = new WeakMap<Fork, Fork>();

  constructor(count: number, fallen: ReadonlySet<Remembered<unknown>>) {
    this.#count = count;
    this.fallen = fallen;
  }

  /** What is computed behind the fork for the old documents is nothing to the new ones. */
  holds(remembered: Remembered<unknown>): boolean {
    return remembered.number <= this.#count && !this.fallen.has(remembered);
  }

  /** An earlier fork, and all from there to this one, as one: for what was computed before the earlier one. */
  behind(earlier: Fork, between: readonly Fork[]): Fork {
    const known = this.#behind.get(earlier);
    if (known !== undefined) return known;
    const fallen = new Set(earlier.fallen);
    for (const fork of [...between, this])
      for (const each of fork.fallen) if (each.number <= earlier.#count) fallen.add(each);
    const joined = new Fork(earlier.#count, fallen);
    this.#behind.set(earlier, joined);
    return joined;
  }
}

/** So many memories may lie one over another: who asks for what is in none of them asks them all. */
const mostLayers = 16;

/** Values by key. A memory laid over another sees what still holds of it, and copies nothing before it is asked for. */
export class Memory<Key, Value> {
  readonly #own: Map<Key, Remembered<Value>>;
  readonly #under: { memory: Memory<Key, Value>; fork: Fork } | null;
  readonly #layers: number;

  constructor(
    under: { memory: Memory<Key, Value>; fork: Fork } | null = null,
    own = new Map<Key, Remembered<Value>>(),
  ) {
    this.#own = own;
    this.#under = under;
    this.#layers = under === null ? 1 : under.memory.#layers + 1;
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
    return this.#layers < mostLayers ? new Memory({ memory: this, fork }) : this.#folded(fork);
  }

  /** The layers above the lowest as one. That holds the most by far, and stays as it is. */
  #folded(fork: Fork): Memory<Key, Value> {
    const own = new Map<Key, Remembered<Value>>();
    const forks: Fork[] = [fork];
    let layer: Memory<Key, Value> = this;
    while (layer.#under !== null) {
      for (const [key, remembered] of layer.#own)
        if (!own.has(key) && forks.every((each) => each.holds(remembered))) own.set(key, remembered);
      forks.unshift(layer.#under.fork);
      layer = layer.#under.memory;
    }
    const [lowest, ...between] = forks.slice(0, -1);
    return new Memory({ memory: layer, fork: fork.behind(lowest!, between) }, own);
  }
}

/** Memories of one kind, by what their keys are asked about. */
export class Memories<Row, Key, Value> {
  readonly #rows = new Map<Row, Memory<Key, Value>>();
  readonly #under: { memories: Memories<Row, Key, Value>; fork: Fork } | null;

  constructor(under: { memories: Memories<Row, Key, Value>; fork: Fork } | null = null) {
    this.#under = under;
  }

  of(row: Row): Memory<Key, Value> {
    const known = this.#find(row);
    if (known !== undefined) return known;
    const made = new Memory<Key, Value>();
    this.#rows.set(row, made);
    return made;
  }

  over(fork: Fork): Memories<Row, Key, Value> {
    return new Memories({ memories: this, fork });
  }

  #find(row: Row): Memory<Key, Value> | undefined {
    const own = this.#rows.get(row);
    if (own !== undefined || this.#under === null) return own;
    const laid = this.#under.memories.#find(row)?.over(this.#under.fork);
    if (laid !== undefined) this.#rows.set(row, laid);
    return laid;
  }
}
