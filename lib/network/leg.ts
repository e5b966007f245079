import type { Destination } from "./destination.ts";
import type { Part } from "./part.ts";
import type { Way } from "./path-verdict.ts";

/** The way to one destination, judged for everything but the security groups of whoever sends. */
export type Leg = {
  way: Way;
  endpointId: string | null;
  destination: Destination;
  /** Behind the sender's groups, up to the groups of the other side. */
  out: readonly Part[];
  /** Whether the interfaces of the destination have groups, which ask who sends. */
  asksWhoSends: boolean;
  /** From the other side's groups on. */
  end: readonly Part[];
  /** In the order in which answers meet them. */
  back: readonly Part[];
};
