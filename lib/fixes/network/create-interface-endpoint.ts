import type { Scope } from "../../model/scope.ts";
import type { Snapshot, SnapshotPatch } from "../../model/snapshot.ts";
import { logicalId, writeCloudFormation } from "../writing/cloudformation.ts";
import { consoleAt } from "../writing/console.ts";
import { preconditionOf } from "../writing/precondition.ts";
import { nested, resource, writeTerraform } from "../writing/terraform.ts";
import { type MakeChange, writeStep } from "./change.ts";
import { plannedInterfaces } from "./endpoint-interfaces.ts";
import { privateNames, shortName } from "./endpoint-services.ts";
import { type GroupReference, isCreated } from "./group-reference.ts";
import { endpointIdInAnswer, fullAccess, plannedEndpoint, undoCreation } from "./planned-endpoint.ts";

export type NewEndpoint = {
  serviceName: string;
  vpcId: string;
  subnetIds: readonly string[];
  groups: readonly GroupReference[];
  isDualStack: boolean;
  /** Null where AWS's own is meant, which lets everything through. */
  policy: string | null;
  why: string;
};

export function createInterfaceEndpoint(scope: Scope, wanted: NewEndpoint): MakeChange {
  const { vpcId, subnetIds, groups, policy, why } = wanted;
  const service = shortName(scope, wanted.serviceName);
  const id = `create-${service.replace(/[^a-z0-9]+/g, "-")}-endpoint-${vpcId}`;
  return (snapshot) => ({
    step: writeStep(scope.region, {
      ...{ id, why, title: `Create the endpoint for ${service}`, creates: endpointIdInAnswer },
      call: {
        operation: "ec2:CreateVpcEndpoint",
        input: {
          ...propertiesOf(wanted),
          SecurityGroupIds: groups.map(({ input }) => input),
          ...(policy !== null && { PolicyDocument: policy }),
        },
      },
      console: consoleAt(scope.region, { kind: "vpc-endpoint" }, "Create endpoint", service),
      terraform: writeTerraform(terraformOf(wanted, service)),
      cloudformation: writeCloudFormation({
        [logicalId("endpoint", vpcId, service)]: {
          Type: "AWS::EC2::VPCEndpoint",
          Properties: {
            ...propertiesOf(wanted),
            SecurityGroupIds: groups.map(({ cloudformation }) => cloudformation),
            ...(policy !== null && { PolicyDocument: JSON.parse(policy) }),
          },
        },
      }),
      changes: `${vpcId} has an endpoint for ${service} with an interface in ${subnetIds.join(", ")}, and from then on everything in the VPC reaches ${service} through it.`,
      preconditions: [
        preconditionOf(snapshot, "vpc", vpcId),
        ...subnetIds.map((subnetId) => preconditionOf(snapshot, "subnet", subnetId)),
        ...groups
          .filter((group) => !isCreated(group))
          .map((group) => preconditionOf(snapshot, "security-group", group.id)),
      ],
      undo: undoCreation(id, "Delete the endpoint again."),
    }),
    patch: patchOf(snapshot, wanted, service),
  });
}

/** What the API and CloudFormation call alike. */
function propertiesOf({ vpcId, serviceName, subnetIds, isDualStack }: NewEndpoint) {
  return {
    ...{ VpcEndpointType: "Interface", VpcId: vpcId, ServiceName: serviceName },
    ...{ SubnetIds: [...subnetIds], PrivateDnsEnabled: true },
    ...(isDualStack && { IpAddressType: "dualstack", DnsOptions: { DnsRecordIpType: "dualstack" } }),
  };
}

function terraformOf(wanted: NewEndpoint, service: string) {
  const { serviceName, vpcId, subnetIds, groups, isDualStack, policy } = wanted;
  return resource("aws_vpc_endpoint", `${vpcId}_${service}`, {
    ...{ vpc_id: vpcId, service_name: serviceName, vpc_endpoint_type: "Interface" },
    ...{ subnet_ids: [...subnetIds], security_group_ids: groups.map(({ terraform }) => terraform) },
    private_dns_enabled: true,
    ...(policy !== null && { policy }),
    ...(isDualStack && {
      ip_address_type: "dualstack",
      dns_options: nested({ dns_record_ip_type: "dualstack" }),
    }),
  });
}

function patchOf(snapshot: Snapshot, wanted: NewEndpoint, service: string): SnapshotPatch {
  const { serviceName, vpcId, subnetIds, groups, isDualStack, policy } = wanted;
  const securityGroupIds = groups.map(({ id }) => id);
  const endpoint = plannedEndpoint(snapshot, service, {
    ...{ type: "Interface", vpcId, serviceName, subnetIds: [...subnetIds], securityGroupIds },
    ...{ privateDnsEnabled: true, dnsNames: privateNames(snapshot.scope, serviceName) },
    ...{ ipAddressType: isDualStack ? "dualstack" : "ipv4", policyDocument: policy ?? fullAccess },
  });
  const put = plannedInterfaces(snapshot, endpoint.id, subnetIds, securityGroupIds, isDualStack);
  const networkInterfaceIds = put.map(({ id }) => id);
  return {
    "vpc-endpoint": { put: [{ ...endpoint, networkInterfaceIds }] },
    "network-interface": { put },
  };
}
