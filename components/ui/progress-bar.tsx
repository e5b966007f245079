import { classNames } from "./class-names.ts";

/** How far something is. Stripes are what ended without its answer: it failed, or stays unknown; words beside it say why. */
export function ProgressBar({
  share,
  look = "running",
  label,
  className,
}: {
  /** From 0 to 1. */
  share: number;
  look?: "running" | "done" | "failed" | "unknown";
  label: string;
  className?: string;
}) {
  const percent = Math.round(Math.min(1, Math.max(0, share)) * 100);
  return (
    <div
      role="progressbar"
      aria-label={label}
      aria-valuenow={percent}
      aria-valuemin={0}
      aria-valuemax={100}
      className={classNames("h-1 overflow-hidden rounded-full bg-press", className)}
    >
      <div
        style={{ width: `${percent}%` }}
        className={classNames(
          "h-full rounded-full transition-[width] duration-panel",
          look === "running" && "bg-[var(--text-2)]",
          look === "done" && "bg-[var(--line-strong)]",
          look === "failed" && "stripes-fill-lost",
          look === "unknown" && "stripes-fill-unknown",
        )}
      />
    </div>
  );
}
