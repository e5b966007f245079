import type { Column } from "./column.ts";
import { isStarting } from "./is-starting.ts";
import type { NodeSource } from "./match.ts";

/**
 * Marks the nodes that were started moments ago and may still register by themselves, in a column of the index. They cease to
 * be by time alone, so those few that may are looked at whenever somebody asks.
 */
export class StartingMarks {
  private readonly candidates = new Set<number>();

  /** The node in this slot is another one, or says something else. */
  touch(slot: number): void {
    this.candidates.add(slot);
  }

  /** Brings the column up to `now`; true where a mark has changed. */
  settle(source: NodeSource, column: Column, now: number): boolean {
    let hasChanged = false;
    for (const slot of this.candidates) {
      const node = source.nodes[slot];
      const isMarked = node !== undefined && isStarting(node, now);
      if (isMarked !== (column.wordAt(slot) === "yes")) {
        column.set(slot, isMarked ? "yes" : null);
        hasChanged = true;
      }
      if (!isMarked) this.candidates.delete(slot);
    }
    return hasChanged;
  }
}
