export type Toast = {
  id: number;
  title: string;
  detail?: string;
  /** `lost` for what failed; it stays until it is closed. */
  tone?: "plain" | "lost";
  action?: { label: string; run: () => void };
};

let toasts: readonly Toast[] = [];
let lastId = 0;
const listeners = new Set<() => void>();
const mostAtOnce = 3;

function publish(next: readonly Toast[]): void {
  toasts = next;
  for (const listener of listeners) listener();
}

/** Says something in the corner of the page, from anywhere in the browser. Needs one `Toaster` in the layout. */
export function toast(wanted: Omit<Toast, "id">): void {
  publish([...toasts, { ...wanted, id: ++lastId }].slice(-mostAtOnce));
}

export function dismissToast(id: number): void {
  publish(toasts.filter((one) => one.id !== id));
}

export function subscribeToToasts(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export function presentToasts(): readonly Toast[] {
  return toasts;
}
