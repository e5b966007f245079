"use client";

import { Check } from "lucide-react";
import { DropdownMenu as Radix } from "radix-ui";
import type { ComponentProps } from "react";
import { classNames } from "./class-names.ts";

export const Menu = Radix.Root;
export const MenuTrigger = Radix.Trigger;
export const MenuRadioGroup = Radix.RadioGroup;

const item =
  "relative flex h-7 cursor-default items-center gap-2 rounded-1 px-2 text-body text-1 outline-none select-none data-disabled:text-off data-highlighted:bg-press [&_svg]:size-4 [&_svg]:shrink-0 [&_svg]:text-3";

export function MenuContent({ className, ...rest }: ComponentProps<typeof Radix.Content>) {
  return (
    <Radix.Portal>
      <Radix.Content
        align="end"
        sideOffset={4}
        collisionPadding={8}
        className={classNames(
          "enters z-40 max-h-(--radix-dropdown-menu-content-available-height) min-w-44 overflow-y-auto rounded-3 bg-raised p-1 shadow-2",
          className,
        )}
        {...rest}
      />
    </Radix.Portal>
  );
}

export function MenuItem({ className, ...rest }: ComponentProps<typeof Radix.Item>) {
  return <Radix.Item className={classNames(item, className)} {...rest} />;
}

export function MenuCheckboxItem({
  className,
  children,
  ...rest
}: ComponentProps<typeof Radix.CheckboxItem>) {
  return (
    <Radix.CheckboxItem className={classNames(item, "pr-8", className)} {...rest}>
      {children}
      <Ticked />
    </Radix.CheckboxItem>
  );
}

export function MenuRadioItem({ className, children, ...rest }: ComponentProps<typeof Radix.RadioItem>) {
  return (
    <Radix.RadioItem className={classNames(item, "pr-8", className)} {...rest}>
      {children}
      <Ticked />
    </Radix.RadioItem>
  );
}

function Ticked() {
  return (
    <Radix.ItemIndicator className="absolute right-2">
      <Check aria-hidden strokeWidth={1.75} />
    </Radix.ItemIndicator>
  );
}

export function MenuLabel({ className, ...rest }: ComponentProps<typeof Radix.Label>) {
  return <Radix.Label className={classNames("px-2 pt-1.5 pb-1 text-meta text-3", className)} {...rest} />;
}

export function MenuSeparator({ className, ...rest }: ComponentProps<typeof Radix.Separator>) {
  return <Radix.Separator className={classNames("-mx-1 my-1 h-px bg-press", className)} {...rest} />;
}
