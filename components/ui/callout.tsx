import type { ComponentProps, ReactNode } from "react";
import { classNames } from "./class-names.ts";
import { StatusGlyph } from "./status-glyph.tsx";

export type CalloutTone = "plain" | "reachable" | "degraded" | "lost" | "unknown";

const tones: Record<CalloutTone, string> = {
  plain: "border-line bg-sunken text-2",
  reachable: "border-edge-reachable bg-wash-reachable text-1",
  degraded: "border-edge-degraded bg-wash-degraded text-1",
  lost: "border-edge-lost bg-wash-lost text-1",
  unknown: "border-edge-unknown bg-wash-unknown text-1",
};

/**
 * A wash with its edge, and the reason in words: a block, a gap, old data or a proof. `isBanner` spans a region's width
 * and has its edge only below.
 */
export function Callout({
  tone = "plain",
  isBanner = false,
  action,
  className,
  children,
  ...rest
}: ComponentProps<"div"> & { tone?: CalloutTone; isBanner?: boolean; action?: ReactNode }) {
  return (
    <div
      className={classNames(
        "flex min-h-[30px] items-center gap-2 px-4 py-[5px] text-meta",
        isBanner ? "border-b" : "rounded-3 border",
        tones[tone],
        className,
      )}
      {...rest}
    >
      {tone !== "plain" && <StatusGlyph status={tone} className="mt-0.5 self-start" />}
      <div className="min-w-0 flex-1 text-pretty">{children}</div>
      {action}
    </div>
  );
}
