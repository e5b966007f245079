import type { HopLook } from "./hop-look.ts";

/** The ground of a hop that a change opens. */
export const mendedGround = "color-mix(in srgb, var(--wash-reachable) 80%, var(--bg-page))";

/** The ground and the edge that an open hop and its detail share: they are one surface. */
export const surfaces: Record<HopLook, { ground: string; edge: string }> = {
  blocked: { ground: "color-mix(in srgb, var(--wash-lost) 62%, var(--bg-page))", edge: "var(--edge-lost)" },
  undecided: {
    ground: "color-mix(in srgb, var(--wash-unknown) 62%, var(--bg-page))",
    edge: "var(--edge-unknown)",
  },
  partly: {
    ground: "color-mix(in srgb, var(--wash-degraded) 62%, var(--bg-page))",
    edge: "var(--edge-degraded)",
  },
  open: { ground: "var(--bg-sunken)", edge: "var(--line)" },
  beyond: { ground: "var(--bg-sunken)", edge: "var(--line)" },
  aside: { ground: "var(--bg-sunken)", edge: "var(--line)" },
};
