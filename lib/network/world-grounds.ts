import { groundKinds } from "../model/document-kind.ts";
import { type ScopeKey, scopeKey } from "../model/scope.ts";
import type { Snapshot } from "../model/snapshot.ts";
import { Facts } from "./facts.ts";
import { type Fork, Ledger } from "./memory.ts";
import { type Grounds, Terrain } from "./terrain.ts";

export type Neighbours = ReadonlyMap<ScopeKey, Snapshot>;

/** Readings that are farther apart in time are of two worlds: what they say together may never have been true. */
const mostApartMs = 24 * 3_600_000;

/** The ground of a scope, from which paths lead into those of others. Each is made when the first path leads there. */
export class WorldGrounds implements Grounds {
  readonly home: Terrain;
  readonly neighbours: Neighbours;
  readonly #terrains = new Map<string, Terrain>();
  readonly #under: { grounds: WorldGrounds; fork: Fork } | null;

  constructor(
    home: Snapshot,
    neighbours: Neighbours,
    under: { grounds: WorldGrounds; fork: Fork } | null = null,
  ) {
    this.neighbours = neighbours;
    this.#under = under;
    this.home = this.#terrain("", new Facts(home, under?.grounds.home.facts.ledger ?? new Ledger()));
  }

  of(account: string, region: string): Terrain | undefined {
    const { snapshot: home, ledger } = this.home.facts;
    const key = scopeKey({ account, region });
    if (key === scopeKey(home.scope)) return this.home;
    const snapshot = this.neighbours.get(key);
    return snapshot && this.#terrain(key, new Facts(snapshot, ledger, { isElsewhere: true }));
  }

  shared(account: Terrain, owner: Terrain): Terrain {
    const { snapshot, ledger, elsewhere } = account.facts;
    const key = `${scopeKey(snapshot.scope)} in ${scopeKey(owner.facts.snapshot.scope)}`;
    const facts = new Facts(snapshot, ledger, { owner: owner.facts, isElsewhere: elsewhere !== null });
    return this.#terrain(key, facts, owner);
  }

  #terrain(key: string, facts: Facts, owner: Terrain | null = null): Terrain {
    const known = this.#terrains.get(key);
    if (known !== undefined) return known;
    const under = this.#under;
    const before = under === null ? undefined : under.grounds.#terrains.get(key);
    const terrain = new Terrain(facts, {
      grounds: this,
      owner,
      under: before && under ? { terrain: before, fork: under.fork } : null,
    });
    this.#terrains.set(key, terrain);
    return terrain;
  }
}

/** The scopes of a world whose networks can be judged together with that of one of them. */
export function neighboursOf(home: Snapshot, snapshots: ReadonlyMap<ScopeKey, Snapshot>): Neighbours {
  const isNeighbour = ([key, other]: [ScopeKey, Snapshot]) =>
    key !== scopeKey(home.scope) &&
    home.scope.partition === other.scope.partition &&
    Math.abs(home.at - other.at) <= mostApartMs &&
    groundKinds.every((kind) => other.holds(kind));
  return new Map([...snapshots].filter(isNeighbour));
}
