import { type ReactNode, useId } from "react";

/** A control with its label, and below it what to know or what is wrong. */
export function Field({
  label,
  hint,
  problem,
  children,
}: {
  label: string;
  hint?: ReactNode;
  /** Stands in the hint's place, and is said at once. */
  problem?: string | undefined;
  children: (ids: { id: string; "aria-describedby": string; "aria-invalid": boolean }) => ReactNode;
}) {
  const id = useId();
  const hintId = `${id}-hint`;
  return (
    <div className="grid gap-1">
      <label htmlFor={id} className="text-meta font-name text-1">
        {label}
      </label>
      {children({ id, "aria-describedby": hintId, "aria-invalid": problem !== undefined })}
      <p id={hintId} aria-live="polite" className="min-h-4 text-meta text-pretty text-3">
        {problem === undefined ? hint : <span className="text-st-lost">{problem}</span>}
      </p>
    </div>
  );
}
