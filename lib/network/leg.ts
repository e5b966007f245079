import type { Destination } from "./destination.ts";
import type { Peer } from "./hops/security-group.ts";
import type { Part } from "./part.ts";
import type { Exit, Way } from "./path-verdict.ts";

/** The way to one destination, judged for everything but the security groups of whoever sends. */
export type Leg = {
  way: Way;
  exits: readonly Exit[];
  endpointId: string | null;
  destination: Destination;
  /** Behind the sender's groups, up to the groups of the other side. */
  out: readonly Part[];
  /** Whether the interfaces of the destination have groups, which ask who sends. */
  asksWhoSends: boolean;
  /** As whom the packet arrives; null where it still comes from the sender's own address and groups. */
  arrivesAs?: Peer;
  /** From the other side's groups on. */
  end: readonly Part[];
  /** True of what the VPC answers itself: not even the sender's groups are asked. */
  isUnfiltered?: boolean;
  /** In the order in which answers meet them. */
  back: readonly Part[];
};
