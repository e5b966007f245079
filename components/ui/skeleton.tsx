import type { ComponentProps } from "react";
import { classNames } from "./class-names.ts";

/** A place of the size of what will stand there. */
export function Skeleton({ className, ...rest }: ComponentProps<"span">) {
  return (
    <span
      aria-hidden="true"
      className={classNames("block min-h-2.5 rounded-1 bg-press", className)}
      {...rest}
    />
  );
}
