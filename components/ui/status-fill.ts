import type { Status } from "../../lib/model/status.ts";

/** The ground of a bar's part: shape tells some apart without hue, as the glyphs do. */
export const statusFills: Record<Status, string> = {
  reachable: "bg-fill-reachable",
  degraded: "bg-fill-degraded",
  lost: "bg-fill-lost",
  unregistered: "hatch-fill-unregistered",
  off: "bg-fill-off opacity-55",
  gone: "shadow-[inset_0_0_0_1.5px_var(--fill-gone)]",
  unknown:
    "bg-[radial-gradient(circle_at_3px_3px,var(--fill-unknown)_2px,transparent_2.4px)] bg-size-[5px_6px]",
};
