import type { VpcEndpoint } from "../../model/documents/vpc-endpoint.ts";
import type { Snapshot } from "../../model/snapshot.ts";

/** What AWS gives an endpoint that is created without a policy. */
export const fullAccess = JSON.stringify({
  Statement: [{ Action: "*", Effect: "Allow", Principal: "*", Resource: "*" }],
});

/** The document of an endpoint that is to be created, once it is available. */
export function plannedEndpoint(
  { scope, at }: Snapshot,
  service: string,
  own: Pick<VpcEndpoint, "type" | "vpcId" | "serviceName"> & Partial<VpcEndpoint>,
): VpcEndpoint {
  return {
    ...{
      id: `vpce-to-be-created-${service}-${own.vpcId}`,
      state: "available",
      failure: null,
      createdAt: at,
      tags: {},
    },
    ...{ privateDnsEnabled: false, privateDnsOnlyForInboundResolverEndpoint: null, dnsNames: [] },
    ...{ subnetIds: [], networkInterfaceIds: [], routeTableIds: [], securityGroupIds: [] },
    ...{ ipAddressType: "ipv4", policyDocument: fullAccess, ownerId: scope.account },
    ...own,
  };
}

/** How what creates an endpoint is taken back. */
export function undoCreation(stepId: string, sentence: string) {
  return {
    sentence,
    call: {
      operation: "ec2:DeleteVpcEndpoints",
      input: { VpcEndpointIds: [{ answerOf: stepId, at: endpointIdInAnswer }] },
    },
  } as const;
}

export const endpointIdInAnswer = "VpcEndpoint.VpcEndpointId";
