"use client";

import { X } from "lucide-react";
import { Dialog as Radix } from "radix-ui";
import type { ComponentProps, ReactNode } from "react";
import { IconButton } from "./button.tsx";
import { classNames } from "./class-names.ts";

export const Dialog = Radix.Root;
export const DialogTrigger = Radix.Trigger;
export const DialogClose = Radix.Close;

// The close button comes first and would take the focus, and with it a ring that says nothing. What should have it asks for
// it by `autoFocus`.
function focusItself(event: Event): void {
  event.preventDefault();
  if (event.currentTarget instanceof HTMLElement) event.currentTarget.focus();
}

const scrim = "fixed inset-0 z-40 bg-scrim";

/** In the middle of the page, over a scrim. `isTitleHidden` keeps the title for those who cannot see the rest. */
export function DialogContent({
  title,
  description,
  isTitleHidden = false,
  width = "max-w-120",
  className,
  children,
  ...rest
}: Omit<ComponentProps<typeof Radix.Content>, "title"> & {
  title: ReactNode;
  description?: ReactNode;
  isTitleHidden?: boolean;
  width?: `max-w-${string}`;
}) {
  return (
    <Radix.Portal>
      <Radix.Overlay className={scrim} />
      <Radix.Content
        {...(description === undefined ? { "aria-describedby": undefined } : {})}
        onOpenAutoFocus={focusItself}
        className={classNames(
          "enters fixed inset-x-4 top-[12vh] z-40 mx-auto flex max-h-[76vh] flex-col overflow-hidden rounded-3 bg-raised shadow-2 outline-none",
          width,
          className,
        )}
        {...rest}
      >
        {isTitleHidden ? (
          <Radix.Title className="sr-only">{title}</Radix.Title>
        ) : (
          <Heading title={title} description={description} />
        )}
        {children}
      </Radix.Content>
    </Radix.Portal>
  );
}

/** A panel at the right edge, over a scrim, for what one looks into and leaves again. */
export function SheetContent({
  title,
  description,
  width = "w-140",
  className,
  children,
  ...rest
}: Omit<ComponentProps<typeof Radix.Content>, "title"> & {
  title: ReactNode;
  description?: ReactNode;
  width?: `w-${string}`;
}) {
  return (
    <Radix.Portal>
      <Radix.Overlay className={scrim} />
      <Radix.Content
        {...(description === undefined ? { "aria-describedby": undefined } : {})}
        onOpenAutoFocus={focusItself}
        className={classNames(
          "enters-from-right fixed inset-y-0 right-0 z-40 flex max-w-full flex-col bg-raised shadow-2 outline-none",
          width,
          className,
        )}
        {...rest}
      >
        <Heading title={title} description={description} />
        {children}
      </Radix.Content>
    </Radix.Portal>
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
