import type { Filter } from "../../routes/filter.ts";
import type { Column } from "./column.ts";
import { type NodeSource, toMatcher } from "./match.ts";

/** Nodes that a filter finds are not meant to answer until a moment. */
export type IndexedExclusion = { id: string; filter: Filter; until: number };

const excludedWord = "yes";

/**
 * Marks the nodes that are not meant to answer, in a column of the index: with `yes` and the ids of the exclusions that find
 * them. Only slots that changed are looked at again, and all of them when an exclusion comes, goes or ends.
 */
export class ExclusionMarks {
  private exclusions: readonly IndexedExclusion[] = [];
  private active: readonly IndexedExclusion[] = [];
  private nextEnd = Number.POSITIVE_INFINITY;
  private isAllDue = false;
  private readonly due = new Set<number>();

  replace(exclusions: readonly IndexedExclusion[]): void {
    this.exclusions = exclusions;
    this.isAllDue = true;
  }

  /** The node in this slot is another one, or says something else. */
  touch(slot: number): void {
    if (this.active.length > 0 && !this.isAllDue) this.due.add(slot);
  }

  /** Brings the column up to `now`; true where a mark may have changed. */
  settle(source: NodeSource, column: Column, now: number): boolean {
    if (this.isAllDue || now >= this.nextEnd) {
      this.active = this.exclusions.filter(({ until }) => until > now);
      this.nextEnd = Math.min(...this.active.map(({ until }) => until));
      this.isAllDue = false;
      this.due.clear();
      this.mark(source, column, source.nodes.keys());
      return true;
    }
    if (this.due.size === 0) return false;
    this.mark(source, column, this.due);
    this.due.clear();
    return true;
  }

  private mark(source: NodeSource, column: Column, slots: Iterable<number>): void {
    const matchers = this.active.map(({ filter }) => filter.map((term) => toMatcher(term, source)));
    for (const slot of slots) {
      if (source.nodes[slot] === undefined) continue;
      const ids = this.active.filter((_, at) => matchers[at]!.every((matches) => matches(slot)));
      column.set(slot, ids.length === 0 ? [] : [excludedWord, ...ids.map(({ id }) => id)]);
    }
  }
}
