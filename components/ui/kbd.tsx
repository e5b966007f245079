import type { ComponentProps } from "react";
import { classNames } from "./class-names.ts";

/** A key cap. */
export function Kbd({ className, ...rest }: ComponentProps<"kbd">) {
  return (
    <kbd
      className={classNames(
        "inline-block h-[18px] min-w-[26px] rounded-1 border border-line bg-page px-1 text-center font-sans text-micro font-name text-3",
        className,
      )}
      {...rest}
    />
  );
}
