"use client";

import { lazy, Suspense, useState, useSyncExternalStore } from "react";
import { presentToasts, subscribeToToasts, type Toast } from "./toast.ts";

const ToastList = lazy(async () => ({ default: (await import("./toast-list.tsx")).ToastList }));
const none: readonly Toast[] = [];

/** Where `toast` speaks. Once, in the layout. Its list is fetched with the first message. */
export function Toaster() {
  const toasts = useSyncExternalStore(subscribeToToasts, presentToasts, () => none);
  const [hasSpoken, setHasSpoken] = useState(false);
  if (toasts.length > 0 && !hasSpoken) setHasSpoken(true);
  return <Suspense>{hasSpoken && <ToastList toasts={toasts} />}</Suspense>;
}
