import { useSyncExternalStore } from "react";

const tickMs = 1000;
const listeners = new Set<() => void>();
let timer: ReturnType<typeof setInterval> | undefined;
let now = Date.now();

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  now = Date.now();
  timer ??= setInterval(() => {
    now = Date.now();
    for (const one of listeners) one();
  }, tickMs);
  return () => {
    listeners.delete(listener);
    if (listeners.size > 0) return;
    clearInterval(timer);
    timer = undefined;
  };
}

// On the server every rendering has its own now; in the browser it must stay the same from one tick to the next.
function presentNow(): number {
  return typeof window === "undefined" ? Date.now() : now;
}

/**
 * The time in steps of a second, from one timer for the whole page. An element that prints it needs
 * `suppressHydrationWarning`: the server's second is not the browser's.
 */
export function useNow(): number {
  return useSyncExternalStore(subscribe, presentNow, presentNow);
}

const never = () => () => {};

/** False on the server and while hydrating, true afterwards: for what only the browser knows, as its time zone. */
export function useIsHydrated(): boolean {
  return useSyncExternalStore(
    never,
    () => true,
    () => false,
  );
}
