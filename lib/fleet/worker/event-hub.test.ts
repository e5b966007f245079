import { expect, test } from "vitest";
import type { ServerEvent } from "../../api/sync.ts";
import { EventHub, type NumberedEvent } from "./event-hub.ts";

const event = (seq: number): ServerEvent => ({ type: "nodes", seq, scopes: [] });

test("every listener hears every event once, in order, until it leaves", () => {
  const hub = new EventHub();
  const heard: number[] = [];
  const leave = hub.subscribe(({ event: e }) => e.type === "nodes" && heard.push(e.seq));
  hub.publish(event(1));
  hub.publish(event(2));
  leave();
  hub.publish(event(3));
  expect(heard).toEqual([1, 2]);
  expect(hub.listenerCount).toBe(0);
});

test("a reader that comes back is told what it missed", () => {
  const hub = new EventHub();
  const seen: NumberedEvent[] = [];
  hub.subscribe((numbered) => seen.push(numbered));
  for (let seq = 1; seq <= 3; seq++) hub.publish(event(seq));
  expect(hub.since(seen[0]!.id)).toEqual(seen.slice(1));
  expect(hub.since(seen[2]!.id)).toEqual([]);
});

test("a reader that was away too long, or saw another server, is told to read anew", () => {
  const hub = new EventHub();
  const seen: NumberedEvent[] = [];
  hub.subscribe((numbered) => seen.push(numbered));
  for (let seq = 0; seq < 600; seq++) hub.publish(event(seq));
  expect(hub.since(seen[0]!.id)).toBeUndefined();
  expect(hub.since(seen.at(-1)!.id + 10)).toBeUndefined();
});
