import type { Tags } from "./tags.ts";

export type VpcEndpoint = {
  id: string;
  /** `Interface`, `Gateway`, `GatewayLoadBalancer`, `Resource` or `ServiceNetwork`. */
  type: string | null;
  vpcId: string | null;
  serviceName: string | null;
  /** In lower case: AWS documents it capitalised, and does not send it so. */
  state: string | null;
  privateDnsEnabled: boolean | null;
  privateDnsOnlyForInboundResolverEndpoint: boolean | null;
  dnsNames: string[];
  subnetIds: string[];
  networkInterfaceIds: string[];
  routeTableIds: string[];
  securityGroupIds: string[];
  ipAddressType: string | null;
  /** The families of its DNS records, where they are told: they may be fewer than those of its addresses. */
  dnsRecordIpType?: string;
  /** The policy as JSON text; null where AWS gives none. */
  policyDocument: string | null;
  failure: string | null;
  ownerId: string | null;
  createdAt: number | null;
  tags: Tags;
};
