import type { Check } from "../check.ts";
import { endpointAddressFamily } from "./endpoint-address-family.ts";
import { endpointCapturesTraffic } from "./endpoint-captures-traffic.ts";
import { endpointMissing } from "./endpoint-missing.ts";
import { endpointNetworkAclBlocks } from "./endpoint-network-acl-blocks.ts";
import { endpointPrivateDnsOff } from "./endpoint-private-dns-off.ts";
import { endpointSecurityGroupBlocks } from "./endpoint-security-group-blocks.ts";
import { endpointUnavailable } from "./endpoint-unavailable.ts";
import { endpointZoneMissing } from "./endpoint-zone-missing.ts";
import { internetGatewayDetached } from "./internet-gateway-detached.ts";
import { ipv6PathMissing } from "./ipv6-path-missing.ts";
import { legacyChannelOutOfReach } from "./legacy-channel-out-of-reach.ts";
import { natGatewayHasNoWayOut } from "./nat-gateway-has-no-way-out.ts";
import { natGatewayUnavailable } from "./nat-gateway-unavailable.ts";
import { natNetworkAclBlocks } from "./nat-network-acl-blocks.ts";
import { networkAclEgressBlocks } from "./network-acl-egress-blocks.ts";
import { networkAclIngressBlocks } from "./network-acl-ingress-blocks.ts";
import { pathUnprovable } from "./path-unprovable.ts";
import { publicAccessBlocked } from "./public-access-blocked.ts";
import { publicAddressMissing } from "./public-address-missing.ts";
import { resolverUnprovable } from "./resolver-unprovable.ts";
import { routeBlackhole } from "./route-blackhole.ts";
import { routeMissing } from "./route-missing.ts";
import { securityGroupEgressBlocks } from "./security-group-egress-blocks.ts";
import { vpcDnsHostnamesDisabled } from "./vpc-dns-hostnames-disabled.ts";
import { vpcDnsSupportDisabled } from "./vpc-dns-support-disabled.ts";

/** In the order of the hops: the name first, as it chooses the way. */
export const networkChecks: readonly Check[] = [
  vpcDnsSupportDisabled,
  vpcDnsHostnamesDisabled,
  resolverUnprovable,
  endpointMissing,
  endpointUnavailable,
  endpointPrivateDnsOff,
  endpointAddressFamily,
  securityGroupEgressBlocks,
  networkAclEgressBlocks,
  routeMissing,
  routeBlackhole,
  ipv6PathMissing,
  publicAccessBlocked,
  publicAddressMissing,
  internetGatewayDetached,
  natGatewayUnavailable,
  natGatewayHasNoWayOut,
  natNetworkAclBlocks,
  endpointSecurityGroupBlocks,
  endpointNetworkAclBlocks,
  networkAclIngressBlocks,
  pathUnprovable,
  endpointZoneMissing,
  endpointCapturesTraffic,
  legacyChannelOutOfReach,
];
