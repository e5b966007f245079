"use client";

import { Popover as Radix } from "radix-ui";
import type { ComponentProps } from "react";
import { classNames } from "./class-names.ts";

export const Popover = Radix.Root;
export const PopoverTrigger = Radix.Trigger;
export const PopoverAnchor = Radix.Anchor;
export const PopoverClose = Radix.Close;

export function PopoverContent({ className, ...rest }: ComponentProps<typeof Radix.Content>) {
  return (
    <Radix.Portal>
      <Radix.Content
        align="start"
        sideOffset={4}
        collisionPadding={8}
        className={classNames(
          "enters z-40 max-h-(--radix-popover-content-available-height) min-w-48 overflow-y-auto rounded-3 bg-raised shadow-2 outline-none",
          className,
        )}
        {...rest}
      />
    </Radix.Portal>
  );
}
