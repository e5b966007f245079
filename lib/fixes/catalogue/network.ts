import type { Fix } from "../fix.ts";
import { acceptEndpointConnection } from "./accept-endpoint-connection.ts";
import { addEndpointSubnets } from "./add-endpoint-subnets.ts";
import { allowEndpointIngress } from "./allow-endpoint-ingress.ts";
import { allowEndpointNetworkAcl } from "./allow-endpoint-network-acl.ts";
import { allowInEndpointPolicy } from "./allow-in-endpoint-policy.ts";
import { allowNatNetworkAcl } from "./allow-nat-network-acl.ts";
import { allowNetworkAclEgress } from "./allow-network-acl-egress.ts";
import { allowNetworkAclReplies } from "./allow-network-acl-replies.ts";
import { allowSecurityGroupEgress } from "./allow-security-group-egress.ts";
import { askTheResolver } from "./ask-the-resolver.ts";
import { askWhoRunsThePath } from "./ask-who-runs-the-path.ts";
import { associateElasticAddress } from "./associate-elastic-address.ts";
import { attachInternetGateway } from "./attach-internet-gateway.ts";
import { createEndpointsBesideOthers } from "./create-endpoints-beside-others.ts";
import { createInterfaceEndpoints } from "./create-interface-endpoints.ts";
import { createNatGateway } from "./create-nat-gateway.ts";
import { createS3GatewayEndpoint } from "./create-s3-gateway-endpoint.ts";
import { enableEndpointPrivateDns } from "./enable-endpoint-private-dns.ts";
import { enableVpcDns } from "./enable-vpc-dns.ts";
import { excludeFromBlockPublicAccess } from "./exclude-from-block-public-access.ts";
import { giveEndpointOwnGroup } from "./give-endpoint-own-group.ts";
import { leadNatGatewayOut } from "./lead-nat-gateway-out.ts";
import { makeEndpointDualStack } from "./make-endpoint-dual-stack.ts";
import { recreateEndpoint } from "./recreate-endpoint.ts";
import { resetEndpointPolicy } from "./reset-endpoint-policy.ts";
import { routeIpv6Out } from "./route-ipv6-out.ts";
import { routeToInternetGateway } from "./route-to-internet-gateway.ts";
import { routeToNatGateway } from "./route-to-nat-gateway.ts";

/** Fixes of the way from a node to the services, in hop order; of alternatives the one that changes least goes first. */
export const networkFixes: readonly Fix[] = [
  enableVpcDns,
  askTheResolver,
  createEndpointsBesideOthers,
  createS3GatewayEndpoint,
  acceptEndpointConnection,
  addEndpointSubnets,
  recreateEndpoint,
  enableEndpointPrivateDns,
  makeEndpointDualStack,
  allowSecurityGroupEgress,
  allowNetworkAclEgress,
  routeToNatGateway,
  routeToInternetGateway,
  routeIpv6Out,
  leadNatGatewayOut,
  allowNatNetworkAcl,
  associateElasticAddress,
  attachInternetGateway,
  excludeFromBlockPublicAccess,
  allowEndpointNetworkAcl,
  allowEndpointIngress,
  giveEndpointOwnGroup,
  allowInEndpointPolicy,
  resetEndpointPolicy,
  allowNetworkAclReplies,
  askWhoRunsThePath,
  createInterfaceEndpoints,
  createNatGateway,
];
