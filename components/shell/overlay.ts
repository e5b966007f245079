import { useSyncExternalStore } from "react";

/** What can lie over the page; one at a time. */
export type Overlay = "palette" | "sync" | "shortcuts";

let present: Overlay | null = null;
const listeners = new Set<() => void>();

export function openOverlay(overlay: Overlay): void {
  present = overlay;
  for (const listener of listeners) listener();
}

export function closeOverlay(): void {
  present = null;
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export function useOverlay(): Overlay | null {
  return useSyncExternalStore(
    subscribe,
    () => present,
    () => null,
  );
}

/** Whether a key is meant for a dialog or a menu, and not for the page beneath it. */
export function isAboveThePage({ target }: Event): boolean {
  return target instanceof Element && target.closest("[role=dialog], [role=menu]") !== null;
}
