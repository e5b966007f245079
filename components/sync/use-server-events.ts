import { useEffect, useRef, useSyncExternalStore } from "react";
import type { ServerEvent } from "../../lib/api/sync.ts";
import { api } from "../../lib/routes/api.ts";
import { followEvents, type StreamState } from "./event-stream.ts";

type Listener = (event: ServerEvent) => void;

const eventListeners = new Set<Listener>();
const stateListeners = new Set<() => void>();
let state: StreamState = "waiting";
let hasBeenLive = false;
let lastSeq = 0;
let end: (() => void) | undefined;

function publish(event: ServerEvent): void {
  if (event.type === "nodes") lastSeq = event.seq;
  for (const listener of eventListeners) listener(event);
}

function start(): void {
  end ??= followEvents(api.events(), {
    onEvent: publish,
    onState: (next) => {
      state = next;
      for (const listener of stateListeners) listener();
    },
    onGap: () => {
      // What came while the stream was cut is lost, so all could have changed.
      if (hasBeenLive) publish({ type: "nodes", seq: lastSeq, scopes: [] });
      hasBeenLive = true;
    },
  });
}

function stopIfUnheard(): void {
  if (eventListeners.size > 0 || stateListeners.size > 0) return;
  end?.();
  end = undefined;
  state = "waiting";
}

/**
 * Hears every event of the server while the component is mounted. After a cut it hears one `nodes` event without scopes:
 * anything may have changed.
 */
export function useServerEvents(listener: Listener): void {
  const latest = useRef(listener);
  useEffect(() => {
    latest.current = listener;
  });
  useEffect(() => {
    const hear: Listener = (event) => latest.current(event);
    eventListeners.add(hear);
    start();
    return () => {
      eventListeners.delete(hear);
      stopIfUnheard();
    };
  }, []);
}

function subscribeToState(listener: () => void): () => void {
  stateListeners.add(listener);
  start();
  return () => {
    stateListeners.delete(listener);
    stopIfUnheard();
  };
}

/** Whether what is shown follows the server. */
export function useStreamState(): StreamState {
  return useSyncExternalStore(
    subscribeToState,
    () => state,
    () => "waiting",
  );
}
