import { ArrowDown, ArrowUp } from "lucide-react";
import type { ComponentProps } from "react";
import { classNames } from "./class-names.ts";
import { PressedLink } from "./link.tsx";

/** A plain table for short lists; the virtual one of the fleet lays itself out and takes `TableHead`'s looks. */
export function Table({ className, ...rest }: ComponentProps<"table">) {
  return <table className={classNames("w-full border-collapse text-left", className)} {...rest} />;
}

/** Stands around a table that can be wider than its place: it scrolls sideways, by keyboard too. */
export function TableFrame({ label, className, ...rest }: ComponentProps<"section"> & { label: string }) {
  return (
    <section
      aria-label={label}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
      tabIndex={0}
      // What is placed out of sight within it must not widen the page.
      className={classNames("relative overflow-x-auto border border-line", className)}
      {...rest}
    />
  );
}

export const tableHeadRow = "h-row-head bg-sunken text-meta text-3 border-b border-line";
export const tableRow =
  "h-row border-b border-line-faint text-2 hover:bg-hover aria-selected:bg-selected aria-selected:shadow-[inset_2px_0_0_var(--accent)]";

export function TableHeadRow({ className, ...rest }: ComponentProps<"tr">) {
  return <tr className={classNames(tableHeadRow, className)} {...rest} />;
}

export function TableHead({
  isNumeric = false,
  className,
  ...rest
}: ComponentProps<"th"> & { isNumeric?: boolean }) {
  return (
    <th
      scope="col"
      className={classNames("px-3 font-text whitespace-nowrap", isNumeric && "text-right", className)}
      {...rest}
    />
  );
}

export function TableRow({ className, ...rest }: ComponentProps<"tr">) {
  return <tr className={classNames(tableRow, className)} {...rest} />;
}

export function TableCell({
  isNumeric = false,
  className,
  ...rest
}: ComponentProps<"td"> & { isNumeric?: boolean }) {
  return (
    <td
      className={classNames("px-3", isNumeric && "text-right whitespace-nowrap tabular-nums", className)}
      {...rest}
    />
  );
}

/** A column head that sorts. The one that is sorted by stands in ink, with its direction. */
export function SortLink({
  direction,
  className,
  children,
  ...rest
}: Omit<ComponentProps<typeof PressedLink>, "role"> & { direction: "ascending" | "descending" | null }) {
  const Arrow = direction === "ascending" ? ArrowUp : ArrowDown;
  return (
    <PressedLink
      role="button"
      className={classNames(
        "group/sort inline-flex max-w-full items-center gap-1 rounded-1 text-meta whitespace-nowrap hover:text-1",
        direction ? "font-name text-1" : "text-3",
        className,
      )}
      {...rest}
    >
      <span className="truncate">{children}</span>
      {direction && <Arrow aria-hidden className="size-3 shrink-0" strokeWidth={2} />}
    </PressedLink>
  );
}
