import { expect, test } from "vitest";
import { EventHub } from "../../../../lib/fleet/worker/event-hub.ts";
import { eventStream } from "./event-stream.ts";

async function readUntil(
  stream: ReadableStream<Uint8Array>,
  isEnough: (text: string) => boolean,
): Promise<string> {
  const reader = stream.getReader();
  let text = "";
  while (!isEnough(text)) text += new TextDecoder().decode((await reader.read()).value);
  reader.releaseLock();
  return text;
}

const nodes = (seq: number) => ({ type: "nodes" as const, seq, scopes: [] });
const listening = () => ({ lastId: null, signal: new AbortController().signal });

test("a reader hears what is published while it listens", async () => {
  const hub = new EventHub();
  const stream = eventStream(hub, listening());
  hub.publish(nodes(7));
  expect(await readUntil(stream, (text) => text.includes("data:"))).toMatch(
    /id: \d+\ndata: {"type":"nodes","seq":7/,
  );
});

test("a reader that comes back hears what it missed, and one that was away too long is told to reset", async () => {
  const hub = new EventHub();
  const ids: number[] = [];
  hub.subscribe(({ id }) => ids.push(id));
  hub.publish(nodes(1));
  hub.publish(nodes(2));
  const back = eventStream(hub, { ...listening(), lastId: ids[0]! });
  expect(await readUntil(back, (text) => text.includes("data:"))).toContain('"seq":2');
  const lost = eventStream(hub, { ...listening(), lastId: 1 });
  expect(await readUntil(lost, (text) => text.includes("data:"))).toContain("event: reset");
});

test("a reader that leaves is forgotten", async () => {
  const hub = new EventHub();
  const leaving = new AbortController();
  eventStream(hub, { lastId: null, signal: leaving.signal });
  const cancelled = eventStream(hub, listening());
  expect(hub.listenerCount).toBe(2);
  leaving.abort();
  await cancelled.cancel();
  expect(hub.listenerCount).toBe(0);
});
