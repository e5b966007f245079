import type { ComponentProps, ReactNode } from "react";
import { classNames } from "./class-names.ts";

/** One line of text. `icon` stands before it, `after` (a key cap, a button) behind it. */
export function Input({
  icon,
  after,
  className,
  ...rest
}: ComponentProps<"input"> & { icon?: ReactNode; after?: ReactNode }) {
  return (
    <span
      className={classNames(
        "flex h-control min-w-0 items-center gap-1.5 rounded-2 border border-line-strong bg-page px-2 has-focus-visible:outline-2 has-focus-visible:outline-offset-1 has-focus-visible:outline-focus [&>svg]:size-4 [&>svg]:shrink-0 [&>svg]:text-3",
        className,
      )}
    >
      {icon}
      <input
        className="h-full min-w-0 flex-1 bg-transparent outline-none placeholder:text-3 disabled:text-off"
        {...rest}
      />
      {after}
    </span>
  );
}
