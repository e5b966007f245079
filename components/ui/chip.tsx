import { X } from "lucide-react";
import type { ComponentProps, ReactNode } from "react";
import { classNames } from "./class-names.ts";
import { PressedLink } from "./link.tsx";

/** A part of an active filter: `name` is grey, the value is read first. With `remove` it ends in a cross. */
export function Chip({
  name,
  children,
  remove,
  className,
  ...rest
}: ComponentProps<"span"> & {
  name?: ReactNode;
  /** What the cross says, as "Remove status:lost", and where it leads. */
  remove?: { label: string; href: string; onFollow: () => void };
}) {
  return (
    <span
      className={classNames(
        "inline-flex h-[22px] max-w-full items-center gap-0.5 rounded-1 border border-accent-line bg-accent-wash pl-2 text-meta whitespace-nowrap text-1",
        remove ? "pr-0.5" : "pr-2",
        className,
      )}
      {...rest}
    >
      {name !== undefined && <span className="text-3">{name}</span>}
      <span className="truncate">{children}</span>
      {remove && (
        <PressedLink
          role="button"
          aria-label={remove.label}
          href={remove.href}
          onFollow={remove.onFollow}
          className="ml-0.5 grid size-[18px] place-items-center rounded-1 text-3 hover:bg-press hover:text-1"
        >
          <X className="size-3.5" aria-hidden strokeWidth={1.75} />
        </PressedLink>
      )}
    </span>
  );
}

/** A quiet label: a tag, a kind. */
export function Tag({ className, ...rest }: ComponentProps<"span">) {
  return (
    <span
      className={classNames(
        "inline-flex h-5 max-w-full items-center truncate rounded-1 border border-line px-1.5 text-meta whitespace-nowrap text-2",
        className,
      )}
      {...rest}
    />
  );
}
