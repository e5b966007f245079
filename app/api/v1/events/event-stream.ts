import type { EventHub, NumberedEvent } from "../../../../lib/fleet/worker/event-hub.ts";

const beatMs = 15_000;
/** A reader that takes nothing for so many events is cut off: it comes back by itself, and reads anew. */
const longestQueue = 200;

/**
 * The events of a hub as a `text/event-stream`. It begins with what came after `lastId`; where that is no longer known it
 * says `reset`, and the reader fetches everything anew. A comment every 15 s lets both ends notice a dead connection.
 */
export function eventStream(
  hub: EventHub,
  { lastId, signal }: { lastId: number | null; signal: AbortSignal },
): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  let leave = () => {};
  return new ReadableStream({
    start(controller) {
      const send = (text: string) => controller.enqueue(encoder.encode(text));
      const close = () => {
        leave();
        try {
          controller.close();
        } catch {
          // It is closed already: the reader went first.
        }
      };
      const beat = setInterval(() => send(": still here\n\n"), beatMs);
      beat.unref();
      const unsubscribe = hub.subscribe((event) => {
        if ((controller.desiredSize ?? 0) < -longestQueue) close();
        else send(printEvent(event));
      });
      leave = () => {
        clearInterval(beat);
        unsubscribe();
      };
      signal.addEventListener("abort", close, { once: true });
      send("retry: 2000\n\n");
      const missed = lastId === null ? [] : hub.since(lastId);
      if (missed === undefined) send("event: reset\ndata: {}\n\n");
      else for (const event of missed) send(printEvent(event));
    },
    cancel: () => leave(),
  });
}

function printEvent({ id, event }: NumberedEvent): string {
  return `id: ${id}\ndata: ${JSON.stringify(event)}\n\n`;
}
