"use client";

import { X } from "lucide-react";
import { Dialog as Radix } from "radix-ui";
import { type ComponentProps, type ReactNode, useState } from "react";
import { IconButton } from "./button.tsx";
import { classNames } from "./class-names.ts";
import { focusAgain } from "./focus.ts";

export const Dialog = Radix.Root;
export const DialogTrigger = Radix.Trigger;
export const DialogClose = Radix.Close;

// The close button comes first and would take the focus, and with it a ring that says nothing. What should have it asks for
// it by `autoFocus`.
function focusItself(event: Event): void {
  event.preventDefault();
  if (event.currentTarget instanceof HTMLElement) event.currentTarget.focus();
}

/**
 * Gives the focus back to what had it before. Radix does so for its own triggers alone; most dialogs here are opened by a
 * key, an address or a button that also fetches them. Where that is gone meanwhile, the page goes on from its content.
 */
function useFocusReturn(): () => void {
  const [opener] = useState(() => document.activeElement);
  return () => focusAgain(opener);
}

type PanelProps = Omit<ComponentProps<typeof Radix.Content>, "title"> & {
  title: ReactNode;
  description?: ReactNode;
  /** Keeps the title for those who cannot see the rest. */
  isTitleHidden?: boolean;
  width?: `max-w-${string}` | `w-${string}`;
};

/** In the middle of the page, over a scrim. */
export function DialogContent({ width = "max-w-120", className, ...rest }: PanelProps) {
  return (
    <Radix.Portal>
      <Panel
        className={classNames(
          "enters fixed inset-x-4 top-[12vh] z-40 mx-auto flex max-h-[76vh] flex-col overflow-hidden rounded-3 bg-raised shadow-2 outline-none",
          width,
          className,
        )}
        {...rest}
      />
    </Radix.Portal>
  );
}

/** A panel at the right edge, over a scrim, for what one looks into and leaves again. */
export function SheetContent({ width = "w-140", className, ...rest }: PanelProps) {
  return (
    <Radix.Portal>
      <Panel
        className={classNames(
          "enters-from-right fixed inset-y-0 right-0 z-40 flex max-w-full flex-col bg-raised shadow-2 outline-none",
          width,
          className,
        )}
        {...rest}
      />
    </Radix.Portal>
  );
}

/** It lives as long as it is open, within the portal, so that it knows who had the focus at that time. */
function Panel({ title, description, isTitleHidden = false, children, ...rest }: Omit<PanelProps, "width">) {
  const returnFocus = useFocusReturn();
  return (
    <>
      <Radix.Overlay className="fixed inset-0 z-40 bg-scrim" />
      <Radix.Content
        {...(description === undefined ? { "aria-describedby": undefined } : {})}
        onOpenAutoFocus={focusItself}
        onCloseAutoFocus={returnFocus}
        {...rest}
      >
        {isTitleHidden ? (
          <Radix.Title className="sr-only">{title}</Radix.Title>
        ) : (
          <Heading title={title} description={description} />
        )}
        {children}
      </Radix.Content>
    </>
  );
}

function Heading({ title, description }: { title: ReactNode; description?: ReactNode }) {
  return (
    <div className="flex items-start gap-2 border-b border-line-faint py-2 pr-2 pl-4">
      <div className="min-w-0 flex-1 py-1">
        <Radix.Title className="text-lead font-head text-1">{title}</Radix.Title>
        {description !== undefined && (
          <Radix.Description className="text-meta text-2">{description}</Radix.Description>
        )}
      </div>
      <Radix.Close asChild>
        <IconButton label="Close">
          <X aria-hidden strokeWidth={1.5} />
        </IconButton>
      </Radix.Close>
    </div>
  );
}
