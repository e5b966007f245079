import type { Tags } from "./tags.ts";

export type RouteTable = {
  id: string;
  vpcId: string | null;
  isMain: boolean;
  subnetIds: string[];
  /** The id of each subnet's association, by the subnet: AWS takes an association away by that alone. */
  associationIds: Record<string, string>;
  /** Gateways whose inbound traffic it steers: not an association of subnets. */
  gatewayIds: string[];
  routes: Route[];
  ownerId: string | null;
  tags: Tags;
};

export type Route = {
  destination: RouteDestination;
  target: RouteTarget;
  /** `active`, `blackhole`, or whatever else AWS says. A blackhole still matches, and drops. */
  state: string;
  /** `CreateRouteTable`, `CreateRoute` or `EnableVgwRoutePropagation`. */
  origin: string | null;
};

export type RouteDestination =
  | { kind: "ipv4"; cidr: string }
  | { kind: "ipv6"; cidr: string }
  | { kind: "prefix-list"; id: string }
  | { kind: "unrecognised"; raw: unknown };

/** Where a route leads. What Muster does not know is kept as AWS gave it, and never read as "no route". */
export type RouteTarget =
  | { kind: "local" }
  | { kind: "internet-gateway"; id: string }
  | { kind: "virtual-private-gateway"; id: string }
  /** A gateway endpoint or that of a Gateway Load Balancer: only the endpoint's type tells. */
  | { kind: "vpc-endpoint"; id: string }
  | { kind: "nat-gateway"; id: string }
  | { kind: "transit-gateway"; id: string }
  | { kind: "peering-connection"; id: string }
  | { kind: "network-interface"; id: string; instanceId: string | null }
  | { kind: "egress-only-gateway"; id: string }
  | { kind: "local-gateway"; id: string }
  | { kind: "carrier-gateway"; id: string }
  | { kind: "core-network"; arn: string }
  | { kind: "unrecognised"; raw: unknown };
