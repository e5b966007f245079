"use client";

import dynamic from "next/dynamic";
import { useState, useSyncExternalStore } from "react";
import { presentToasts, subscribeToToasts, type Toast } from "./toast.ts";

const ToastList = dynamic(() => import("./toast-list.tsx").then((file) => file.ToastList), { ssr: false });
const none: readonly Toast[] = [];

/** Where `toast` speaks. Once, in the layout. Its list is fetched with the first message. */
export function Toaster() {
  const toasts = useSyncExternalStore(subscribeToToasts, presentToasts, () => none);
  const [hasSpoken, setHasSpoken] = useState(false);
  if (toasts.length > 0 && !hasSpoken) setHasSpoken(true);
  return hasSpoken ? <ToastList toasts={toasts} /> : null;
}
