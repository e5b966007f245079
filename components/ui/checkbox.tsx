import type { ComponentProps } from "react";
import { classNames } from "./class-names.ts";

/** A native checkbox in the design's looks; wrap it in a `label`, or give it `aria-label`. */
export function Checkbox({
  isIndeterminate = false,
  className,
  ...rest
}: Omit<ComponentProps<"input">, "type"> & { isIndeterminate?: boolean }) {
  return (
    <span className={classNames("relative inline-grid size-3.5 shrink-0 place-items-center", className)}>
      <input
        type="checkbox"
        ref={(element) => {
          if (element) element.indeterminate = isIndeterminate;
        }}
        className="peer size-3.5 appearance-none rounded-1 border border-line-strong bg-page transition-colors checked:border-accent checked:bg-accent indeterminate:border-accent indeterminate:bg-accent disabled:bg-sunken"
        {...rest}
      />
      <svg
        viewBox="0 0 14 14"
        aria-hidden="true"
        fill="none"
        stroke="currentColor"
        strokeWidth="1.75"
        strokeLinecap="round"
        strokeLinejoin="round"
        className="pointer-events-none absolute inset-0 text-invert opacity-0 peer-checked:opacity-100 peer-indeterminate:opacity-100"
      >
        <path d={isIndeterminate ? "M4 7h6" : "M3.75 7.25l2.25 2.25 4.25-4.75"} />
      </svg>
    </span>
  );
}
