import type { ServerEvent } from "../../lib/api/sync.ts";

/** `live`: what is shown follows the server. `waiting`: it does not just now; it is being tried again. */
export type StreamState = "waiting" | "live";

type Message =
  | { type: "event"; event: ServerEvent }
  | { type: "state"; state: StreamState }
  /** Asked by a tab that has just opened: which state is it? */
  | { type: "hello" };

export type StreamListeners = {
  onEvent: (event: ServerEvent) => void;
  onState: (state: StreamState) => void;
  /** The stream is back after a time in which events may have been missed. */
  onGap: () => void;
};

const lockName = "muster-events";
const firstRetryMs = 1_000;
const longestRetryMs = 30_000;

/**
 * Follows the server's events over one connection for all tabs, because a browser allows six to a host: the tab that holds
 * the lock reads, the others listen to it, and when it closes another one takes over. Ends with the returned function.
 */
export function followEvents(address: string, listeners: StreamListeners): () => void {
  const channel = new BroadcastChannel(lockName);
  const ending = new AbortController();
  let present: StreamState = "waiting";
  let isLeader = false;

  const take = (message: Message) => {
    if (message.type === "event") listeners.onEvent(message.event);
    if (message.type !== "state") return;
    if (message.state === "live" && present === "waiting") listeners.onGap();
    present = message.state;
    listeners.onState(present);
  };
  const tell = (message: Message) => {
    take(message);
    channel.postMessage(message);
  };

  channel.onmessage = ({ data }: MessageEvent<Message>) => {
    if (data.type !== "hello") take(data);
    else if (isLeader) channel.postMessage({ type: "state", state: present } satisfies Message);
  };
  channel.postMessage({ type: "hello" } satisfies Message);

  navigator.locks
    .request(lockName, { signal: ending.signal }, async () => {
      isLeader = true;
      // The leader before may have gone with events on their way: until this tab is live, nothing is sure.
      tell({ type: "state", state: "waiting" });
      await readStream(address, ending.signal, tell);
    })
    .catch((error: unknown) => {
      if (!ending.signal.aborted) throw error;
    });

  return () => {
    ending.abort();
    channel.close();
  };
}

/** Reads until `signal` aborts. The browser reconnects by itself after a cut; a refusal ends its patience, but not ours. */
function readStream(address: string, signal: AbortSignal, tell: (message: Message) => void): Promise<void> {
  return new Promise((resolve) => {
    let source: EventSource;
    let retry: ReturnType<typeof setTimeout>;
    let retryMs = firstRetryMs;

    const connect = () => {
      source = new EventSource(address);
      source.onopen = () => {
        retryMs = firstRetryMs;
        tell({ type: "state", state: "live" });
      };
      source.onmessage = ({ data }: MessageEvent<string>) => {
        tell({ type: "event", event: JSON.parse(data) as ServerEvent });
      };
      source.onerror = () => {
        tell({ type: "state", state: "waiting" });
        if (source.readyState !== EventSource.CLOSED) return;
        retry = setTimeout(connect, retryMs);
        retryMs = Math.min(retryMs * 2, longestRetryMs);
      };
    };

    connect();
    signal.addEventListener("abort", () => {
      clearTimeout(retry);
      source.close();
      resolve();
    });
  });
}
