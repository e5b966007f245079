import type { VpcEndpoint } from "../../model/documents/vpc-endpoint.ts";
import type { Scope } from "../../model/scope.ts";
import { consoleAt } from "../writing/console.ts";
import { preconditionOf } from "../writing/precondition.ts";
import { type MakeChange, writeStep } from "./change.ts";
import { fullAccess } from "./planned-endpoint.ts";

export function deleteEndpoint(scope: Scope, endpoint: VpcEndpoint, why: string): MakeChange {
  return (snapshot) => {
    const { id, serviceName, vpcId, policyDocument, ipAddressType } = endpoint;
    const step = writeStep(scope.region, {
      ...{ id: `delete-${id}`, why, title: `Delete ${id}` },
      call: { operation: "ec2:DeleteVpcEndpoints", input: { VpcEndpointIds: [id] } },
      console: consoleAt(scope.region, { kind: "vpc-endpoint", id }, "Actions", "Delete VPC endpoints"),
      ...{ terraform: null, cloudformation: null },
      changes: `${id} is gone, and its interfaces with it. AWS takes some minutes for that, and refuses another one with its name until then.`,
      preconditions: [preconditionOf(snapshot, "vpc-endpoint", id)],
      undo: {
        sentence: "It did not work, and comes back only as a new one with the same settings.",
        call: {
          operation: "ec2:CreateVpcEndpoint",
          input: {
            ...{ VpcEndpointType: "Interface", VpcId: vpcId, ServiceName: serviceName },
            ...{ SubnetIds: endpoint.subnetIds, SecurityGroupIds: endpoint.securityGroupIds },
            PrivateDnsEnabled: endpoint.privateDnsEnabled ?? true,
            ...(policyDocument !== null &&
              policyDocument !== fullAccess && { PolicyDocument: policyDocument }),
            ...(ipAddressType === "dualstack" && {
              ...{ IpAddressType: "dualstack", DnsOptions: { DnsRecordIpType: "dualstack" } },
            }),
          },
        },
      },
    });
    return {
      step,
      patch: {
        "vpc-endpoint": { remove: [id] },
        ...(endpoint.networkInterfaceIds.length > 0 && {
          "network-interface": { remove: endpoint.networkInterfaceIds },
        }),
      },
    };
  };
}
