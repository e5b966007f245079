import type { RouteTable } from "../../model/documents/route-table.ts";
import type { VpcEndpoint } from "../../model/documents/vpc-endpoint.ts";
import type { Scope } from "../../model/scope.ts";
import type { Snapshot } from "../../model/snapshot.ts";
import { logicalId, writeCloudFormation } from "../writing/cloudformation.ts";
import { consoleAt } from "../writing/console.ts";
import { preconditionOf } from "../writing/precondition.ts";
import { nested, resource, type TerraformBody, writeTerraform } from "../writing/terraform.ts";
import { type MakeChange, writeStep } from "./change.ts";
import { plannedInterfaces } from "./endpoint-interfaces.ts";
import { existingGroup, type GroupReference, isCreated } from "./group-reference.ts";

/** What AWS gives an endpoint that is created without a policy. */
export const fullAccess = JSON.stringify({
  Statement: [{ Action: "*", Effect: "Allow", Principal: "*", Resource: "*" }],
});

/** An endpoint service's name, as other endpoints here call theirs: it is not built alike in every partition. */
export function endpointServiceName(snapshot: Snapshot, service: string): string {
  const { region } = snapshot.scope;
  const ending = `.${region}.${service}`;
  const known = snapshot.all("vpc-endpoint").find(({ serviceName }) => serviceName?.endsWith(ending));
  return known?.serviceName ?? `com.amazonaws${ending}`;
}

export function shortName({ region }: Scope, serviceName: string): string {
  return serviceName.slice(serviceName.indexOf(`.${region}.`) + region.length + 2);
}

/** The name that an endpoint with private DNS answers for; none where the partition's names are not built from its service's. */
export function privateNames({ region }: Scope, serviceName: string | null): string[] {
  const [, service] = /^com\.amazonaws\.[^.]+\.([^.]+)$/.exec(serviceName ?? "") ?? [];
  return service === undefined || region.startsWith("cn-") ? [] : [`${service}.${region}.amazonaws.com`];
}

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
  const { serviceName, vpcId, subnetIds, groups, isDualStack, policy, why } = wanted;
  const service = shortName(scope, serviceName);
  const stepId = `create-${service.replace(/[^a-z0-9]+/g, "-")}-endpoint`;
  return (snapshot) => {
    const family = isDualStack ? "dualstack" : "ipv4";
    const step = writeStep(scope.region, {
      ...{
        id: stepId,
        why,
        title: `Create the endpoint for ${service}`,
        creates: "VpcEndpoint.VpcEndpointId",
      },
      call: {
        operation: "ec2:CreateVpcEndpoint",
        input: {
          ...{ VpcEndpointType: "Interface", VpcId: vpcId, ServiceName: serviceName },
          ...{ SubnetIds: [...subnetIds], SecurityGroupIds: groups.map(({ input }) => input) },
          PrivateDnsEnabled: true,
          ...(isDualStack && { IpAddressType: family, DnsOptions: { DnsRecordIpType: family } }),
          ...(policy !== null && { PolicyDocument: policy }),
        },
      },
      console: consoleAt(scope.region, { kind: "vpc-endpoint" }, "Create endpoint", service),
      terraform: writeTerraform(terraformEndpoint(wanted, service)),
      cloudformation: writeCloudFormation({
        [logicalId("endpoint", vpcId, service)]: {
          Type: "AWS::EC2::VPCEndpoint",
          Properties: {
            ...{ VpcEndpointType: "Interface", VpcId: vpcId, ServiceName: serviceName },
            ...{
              SubnetIds: [...subnetIds],
              SecurityGroupIds: groups.map(({ cloudformation }) => cloudformation),
            },
            PrivateDnsEnabled: true,
            ...(isDualStack && { IpAddressType: family, DnsOptions: { DnsRecordIpType: family } }),
            ...(policy !== null && { PolicyDocument: JSON.parse(policy) }),
          },
        },
      }),
      changes: `${vpcId} has an endpoint for ${service} with an interface in ${subnetIds.join(", ")}, and from then on everything in the VPC reaches ${service} through it.`,
      preconditions: [
        preconditionOf(snapshot, "vpc", vpcId),
        ...subnetIds.map((id) => preconditionOf(snapshot, "subnet", id)),
        ...groups.flatMap((group) =>
          isCreated(group) ? [] : [preconditionOf(snapshot, "security-group", group.id)],
        ),
      ],
      undo: {
        sentence: "Delete the endpoint again.",
        call: {
          operation: "ec2:DeleteVpcEndpoints",
          input: { VpcEndpointIds: [{ answerOf: stepId, at: "VpcEndpoint.VpcEndpointId" }] },
        },
      },
    });
    const id = `vpce-to-be-created-${service}`;
    const groupIds = groups.map((group) => group.id);
    const interfaces = plannedInterfaces(snapshot, id, subnetIds, groupIds, isDualStack);
    const endpoint: VpcEndpoint = {
      ...{ id, type: "Interface", vpcId, serviceName, state: "available", privateDnsEnabled: true },
      ...{ privateDnsOnlyForInboundResolverEndpoint: null, subnetIds: [...subnetIds] },
      dnsNames: privateNames(scope, serviceName),
      networkInterfaceIds: interfaces.map((each) => each.id),
      ...{ routeTableIds: [], securityGroupIds: groupIds, ipAddressType: family },
      ...{ policyDocument: policy ?? fullAccess, failure: null, ownerId: scope.account },
      ...{ createdAt: snapshot.at, tags: {} },
    };
    return {
      step,
      patch: { "vpc-endpoint": { put: [endpoint] }, "network-interface": { put: interfaces } },
    };
  };
}

function terraformEndpoint(wanted: NewEndpoint, service: string) {
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

/** A gateway endpoint, which is a route of the tables that it stands in and costs nothing. */
export function createGatewayEndpoint(
  scope: Scope,
  {
    serviceName,
    vpcId,
    tables,
    prefixListId,
    why,
  }: {
    serviceName: string;
    vpcId: string;
    tables: readonly RouteTable[];
    prefixListId: string;
    why: string;
  },
): MakeChange {
  const service = shortName(scope, serviceName);
  const stepId = `create-${service}-gateway-endpoint`;
  const tableIds = tables.map(({ id }) => id);
  const properties = {
    ...{ VpcEndpointType: "Gateway", VpcId: vpcId, ServiceName: serviceName, RouteTableIds: tableIds },
  };
  const body: TerraformBody = {
    ...{ vpc_id: vpcId, service_name: serviceName, vpc_endpoint_type: "Gateway", route_table_ids: tableIds },
  };
  return (snapshot) => {
    const step = writeStep(scope.region, {
      ...{ id: stepId, why, title: `Create the gateway endpoint for ${service}` },
      creates: "VpcEndpoint.VpcEndpointId",
      call: { operation: "ec2:CreateVpcEndpoint", input: properties },
      console: consoleAt(scope.region, { kind: "vpc-endpoint" }, "Create endpoint", `${service} (Gateway)`),
      terraform: writeTerraform(resource("aws_vpc_endpoint", `${vpcId}_${service}_gateway`, body)),
      cloudformation: writeCloudFormation({
        [logicalId("gateway", vpcId, service)]: { Type: "AWS::EC2::VPCEndpoint", Properties: properties },
      }),
      changes: `${tableIds.join(", ")} leads what is meant for ${service} to the endpoint, and nothing else.`,
      preconditions: [
        preconditionOf(snapshot, "vpc", vpcId),
        ...tableIds.map((id) => preconditionOf(snapshot, "route-table", id)),
      ],
      undo: {
        sentence: "Delete the endpoint again: its routes go with it.",
        call: {
          operation: "ec2:DeleteVpcEndpoints",
          input: { VpcEndpointIds: [{ answerOf: stepId, at: "VpcEndpoint.VpcEndpointId" }] },
        },
      },
    });
    const id = `vpce-to-be-created-${service}`;
    const endpoint: VpcEndpoint = {
      ...{ id, type: "Gateway", vpcId, serviceName, state: "available", privateDnsEnabled: false },
      ...{ privateDnsOnlyForInboundResolverEndpoint: null, dnsNames: [], subnetIds: [] },
      ...{ networkInterfaceIds: [], routeTableIds: tableIds, securityGroupIds: [], ipAddressType: "ipv4" },
      ...{ policyDocument: fullAccess, failure: null, ownerId: scope.account },
      ...{ createdAt: snapshot.at, tags: {} },
    };
    const put = tables.map((table) => ({
      ...table,
      routes: [
        ...table.routes,
        {
          destination: { kind: "prefix-list" as const, id: prefixListId },
          ...{ target: { kind: "vpc-endpoint" as const, id }, state: "active", origin: "CreateRoute" },
        },
      ],
    }));
    return { step, patch: { "vpc-endpoint": { put: [endpoint] }, "route-table": { put } } };
  };
}

export function deleteEndpoint(scope: Scope, endpoint: VpcEndpoint, why: string): MakeChange {
  return (snapshot) => {
    const { id, serviceName, vpcId } = endpoint;
    const step = writeStep(scope.region, {
      ...{ id: `delete-${id}`, why, title: `Delete ${id}` },
      call: { operation: "ec2:DeleteVpcEndpoints", input: { VpcEndpointIds: [id] } },
      console: consoleAt(scope.region, { kind: "vpc-endpoint", id }, "Actions", "Delete VPC endpoints"),
      ...{ terraform: null, cloudformation: null },
      changes: `${id} is gone, and its interfaces with it.`,
      preconditions: [preconditionOf(snapshot, "vpc-endpoint", id)],
      undo: {
        sentence: "It did not work, and comes back only as a new one with the same settings.",
        call: {
          operation: "ec2:CreateVpcEndpoint",
          input: {
            ...{ VpcEndpointType: "Interface", VpcId: vpcId, ServiceName: serviceName },
            ...{ SubnetIds: endpoint.subnetIds, SecurityGroupIds: endpoint.securityGroupIds },
            PrivateDnsEnabled: endpoint.privateDnsEnabled ?? true,
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

export function groupsOf({ securityGroupIds }: VpcEndpoint): GroupReference[] {
  return securityGroupIds.map(existingGroup);
}
