import type { Family } from "./address.ts";
import type { Client } from "./flow.ts";
import type { IntervalSet } from "./interval-set.ts";

/** Who sends, as far as the path hangs on it. Many nodes are one sender: those of a subnet with one way of calling. */
export type Sender = {
  /** The same for the same sender, where many share one; null for one that is asked about once. */
  key: string | null;
  vpcId: string;
  subnetId: string;
  family: Family;
  /** One address, or those of nodes that no rule in the VPC tells apart. */
  addresses: IntervalSet;
  /** Whether the private address has a public counterpart. It counts for IPv4 alone. */
  hasPublicAddress: boolean;
  client: Client;
};
