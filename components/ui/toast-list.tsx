"use client";

import { X } from "lucide-react";
import { Toast } from "radix-ui";
import { Button, IconButton } from "./button.tsx";
import { classNames } from "./class-names.ts";
import { dismissToast, type Toast as ToastContent } from "./toast.ts";

const shownMs = 5000;

/** The messages in the corner of the page. */
export function ToastList({ toasts }: { toasts: readonly ToastContent[] }) {
  return (
    <Toast.Provider duration={shownMs} swipeDirection="right" label="Message">
      {toasts.map((one) => (
        <Toast.Root
          key={one.id}
          type={one.tone === "lost" ? "foreground" : "background"}
          duration={one.tone === "lost" ? Number.POSITIVE_INFINITY : shownMs}
          onOpenChange={(isOpen) => !isOpen && dismissToast(one.id)}
          className={classNames(
            "enters flex items-start gap-3 rounded-3 bg-raised py-2.5 pr-2 pl-3.5 shadow-2",
            one.tone === "lost" && "border-l-2 border-fill-lost",
          )}
        >
          <div className="min-w-0 flex-1 py-0.5">
            <Toast.Title className="font-name text-1">{one.title}</Toast.Title>
            {one.detail && (
              <Toast.Description className="text-meta wrap-anywhere text-2">{one.detail}</Toast.Description>
            )}
          </div>
          {one.action && (
            <Toast.Action asChild altText={one.action.label} onClick={one.action.run}>
              <Button size="small">{one.action.label}</Button>
            </Toast.Action>
          )}
          <Toast.Close asChild>
            <IconButton size="smallIcon" label="Close">
              <X aria-hidden strokeWidth={1.75} />
            </IconButton>
          </Toast.Close>
        </Toast.Root>
      ))}
      <Toast.Viewport className="fixed right-4 bottom-4 z-50 flex w-90 max-w-[calc(100vw-2rem)] flex-col gap-2 outline-none max-wide:bottom-16" />
    </Toast.Provider>
  );
}
