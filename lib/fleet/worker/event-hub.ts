import type { ServerEvent } from "../../api/sync.ts";

export type NumberedEvent = { id: number; event: ServerEvent };

const keptEvents = 500;

/**
 * Hands events to every open stream, and keeps the last ones: a browser that comes back names the last it saw and is told
 * what it missed. Where that is too long ago it is told nothing old, and reads anew.
 */
export class EventHub {
  private readonly listeners = new Set<(event: NumberedEvent) => void>();
  private readonly kept: NumberedEvent[] = [];
  // Numbers go on from the clock, so that those of a server before this one are never mistaken for its own.
  private nextId = Date.now();

  publish(event: ServerEvent): void {
    const numbered = { id: this.nextId++, event };
    this.kept.push(numbered);
    if (this.kept.length > keptEvents) this.kept.shift();
    for (const listener of this.listeners) listener(numbered);
  }

  subscribe(listener: (event: NumberedEvent) => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  /** What came after `lastId`; undefined where it is no longer known, and the reader must read everything anew. */
  since(lastId: number): NumberedEvent[] | undefined {
    const oldest = this.kept[0]?.id ?? this.nextId;
    if (lastId < oldest - 1 || lastId >= this.nextId) return undefined;
    return this.kept.filter(({ id }) => id > lastId);
  }

  get listenerCount(): number {
    return this.listeners.size;
  }
}
