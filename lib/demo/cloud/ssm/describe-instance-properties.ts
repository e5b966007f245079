import {
  DescribeInstanceProperties$,
  type DescribeInstancePropertiesRequest,
  type DescribeInstancePropertiesResult,
  type InstanceProperty,
} from "@aws-sdk/client-ssm";
import type { AgentView } from "../agents/agent-view.ts";
import { agentsInOrder } from "../agents/order.ts";
import { defineOperation, type OperationContext } from "../operation.ts";
import { beginsWith, type Filter, type FilterRules, matcher, oneOf } from "./filters.ts";
import { managedNode, nodeTags } from "./nodes.ts";
import { pageOf } from "./paged.ts";

export const describeInstanceProperties = defineOperation<
  DescribeInstancePropertiesRequest,
  DescribeInstancePropertiesResult
>({
  service: "ssm",
  schema: DescribeInstanceProperties$,
  action: "ssm:DescribeInstanceProperties",
  handle(context, input) {
    const filters = filtersOf(input);
    const rules = { ...nodeRules, ...tagRules(context, filters) };
    const passes = matcher(context, filters, rules);
    const { items, NextToken } = pageOf(context, input, {
      items: agentsInOrder(context.region),
      keyOf: (agent) => agent.nodeId,
      matches: (agent) => {
        const node = managedNode(context, agent.nodeId);
        return node !== null && passes(node);
      },
      limits: { minimum: 5, maximum: 1000 },
    });
    const nodes = items.flatMap((agent) => managedNode(context, agent.nodeId) ?? []);
    return { InstanceProperties: nodes.map((node) => toProperty(context, node)), NextToken };
  },
});

function filtersOf(input: DescribeInstancePropertiesRequest): Filter[] {
  const { InstancePropertyFilterList = [], FiltersWithOperator = [] } = input;
  return [
    ...InstancePropertyFilterList.map(({ key = "", valueSet = [] }) => ({
      key: key as string,
      values: valueSet,
    })),
    ...FiltersWithOperator.map(({ Key = "", Values = [] }) => ({ key: Key, values: Values })),
  ];
}

const nodeRules: FilterRules<AgentView> = {
  InstanceIds: oneOf(({ agent }) => agent.nodeId),
  AgentVersion: beginsWith(({ agent }) => agent.version),
  PingStatus: oneOf(({ ping }) => ping),
  PlatformTypes: oneOf(({ agent }) => agent.platformType),
  ActivationIds: oneOf(({ agent }) => agent.activationId),
  IamRole: oneOf(({ agent }) => agent.iamRole),
  ResourceType: oneOf(({ agent }) => agent.resourceType),
  AssociationStatus: oneOf(({ agent }) => agent.associationStatus),
  DocumentName: () => true,
};

function tagRules(context: OperationContext, filters: Filter[]): FilterRules<AgentView> {
  const tagFilters = filters.filter(({ key }) => key.startsWith("tag:"));
  return Object.fromEntries(
    tagFilters.map(({ key }) => [
      key,
      ({ agent }: AgentView, values: string[]) =>
        nodeTags(context, agent.nodeId).some(
          (tag) => `tag:${tag.Key}` === key && values.includes(tag.Value ?? ""),
        ),
    ]),
  );
}

function toProperty({ region }: OperationContext, node: AgentView): InstanceProperty {
  const { agent } = node;
  const instance = region.ec2.instances.get(agent.nodeId);
  return {
    Name: agent.name ?? instance?.Tags?.find(({ Key }) => Key === "Name")?.Value,
    InstanceId: agent.nodeId,
    InstanceType: instance?.InstanceType,
    InstanceRole: instance?.IamInstanceProfile?.Arn,
    KeyName: instance?.KeyName,
    InstanceState: instance?.State?.Name,
    Architecture: instance?.Architecture,
    IPAddress: agent.ipAddress,
    LaunchTime: instance?.LaunchTime,
    PingStatus: node.ping,
    LastPingDateTime: new Date(node.lastPingAt),
    AgentVersion: agent.version,
    PlatformType: agent.platformType,
    PlatformName: agent.platformName,
    PlatformVersion: agent.platformVersion,
    ActivationId: agent.activationId,
    IamRole: agent.iamRole,
    RegistrationDate: agent.resourceType === "ManagedInstance" ? new Date(node.registeredAt) : undefined,
    ResourceType: agent.resourceType,
    ComputerName: agent.computerName,
    AssociationStatus: agent.associationStatus,
    SourceId: agent.nodeId,
    SourceType: agent.resourceType === "EC2Instance" ? "AWS::EC2::Instance" : "AWS::SSM::ManagedInstance",
    AvailabilityZone: instance?.Placement?.AvailabilityZone,
  };
}
