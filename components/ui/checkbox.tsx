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
        className="peer size-3.5 appearance-none rounded-1 border border-line-strong bg-page checked:border-accent checked:bg-accent indeterminate:border-accent indeterminate:bg-accent disabled:bg-sunken"
        {...rest}
      />
      <Tick
        isDash={isIndeterminate}
        className="pointer-events-none absolute inset-0 opacity-0 peer-checked:opacity-100 peer-indeterminate:opacity-100"
      />
    </span>
  );
}

/** The looks of a checkbox alone, for what is itself the control: an option that says `aria-checked`. */
export function CheckMark({ isOn, isIndeterminate = false }: { isOn: boolean; isIndeterminate?: boolean }) {
  const isFilled = isOn || isIndeterminate;
  return (
    <span
      className={classNames(
        "inline-grid size-3.5 shrink-0 rounded-1 border",
        isFilled ? "border-accent bg-accent" : "border-line-strong bg-page",
      )}
    >
      {isFilled && <Tick isDash={isIndeterminate} className="-m-px" />}
    </span>
  );
}

function Tick({ isDash, className }: { isDash: boolean; className: string }) {
  return (
    <svg
      viewBox="0 0 14 14"
      width={14}
      height={14}
      aria-hidden="true"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.75"
      strokeLinecap="round"
      strokeLinejoin="round"
      className={classNames("text-invert", className)}
    >
      <path d={isDash ? "M4 7h6" : "M3.75 7.25l2.25 2.25 4.25-4.75"} />
    </svg>
  );
}
