import type { VpcEndpoint } from "../model/documents/vpc-endpoint.ts";
import type { Gap } from "../model/gap.ts";
import type { Family } from "./address.ts";
import type { IntervalSet } from "./interval-set.ts";
import type { Terrain } from "./terrain.ts";

/** An interface that can be called, by these addresses of its own. */
export type Host = {
  addresses: IntervalSet;
  interfaceId: string | null;
  vpcId: string | null;
  subnetId: string | null;
  securityGroupIds: readonly string[];
};

/** Where a packet is sent. */
export type Destination = {
  family: Family;
  addresses: IntervalSet;
  /**
   * True of a public name: it is one of these addresses, and no configuration says which, so a rule that tells them apart
   * proves nothing. False where all of them are in use by turns: then some that fail are a warning.
   */
  isOneOfMany: boolean;
  /** The read that would tell which. */
  gap?: Gap | undefined;
  /** True of addresses that nothing answers at: then a filter is in the way only where it lets none of them through. */
  isHypothetical?: boolean;
  /** The interfaces behind the addresses, as far as they are known: rules that name groups mean these. */
  hosts: readonly Host[];
  /** True where nobody knows which interfaces these are: then a rule that names a group may mean them. */
  areHostsUnknown?: boolean;
  /** A subnet in which it stands and whose block is not known: then nothing is certain that ACLs and routes say of it. */
  unknownSubnetId?: string | undefined;
  /** The groups that ask who sends. */
  securityGroupIds: readonly string[];
  /** Where those are described, where that is not where the sender's are. */
  ground?: Terrain;
  endpoint: VpcEndpoint | null;
  /** The short name of the service, where it is one. */
  service: string | null;
  /** In a sentence, as "the addresses of vpce-1". */
  label: string;
};
