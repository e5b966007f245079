import {
  DescribeInstanceInformation$,
  type DescribeInstanceInformationRequest,
  type DescribeInstanceInformationResult,
  type InstanceInformation,
} from "@aws-sdk/client-ssm";
import type { AgentView } from "../agents/agent-view.ts";
import { agentsInOrder } from "../agents/order.ts";
import { defineOperation, type OperationContext } from "../operation.ts";
import { unconfirmedOf } from "../unconfirmed.ts";
import { managedNode, nodeTags } from "./nodes.ts";
import { pageOf } from "./paged.ts";

export const describeInstanceInformation = defineOperation<
  DescribeInstanceInformationRequest,
  DescribeInstanceInformationResult
>({
  service: "ssm",
  schema: DescribeInstanceInformation$,
  action: "ssm:DescribeInstanceInformation",
  handle(context, input) {
    const filters = filtersOf(context, input);
    const { items, NextToken } = pageOf(context, input, {
      items: candidates(context, filters),
      keyOf: (agent) => agent.nodeId,
      matches: (agent) => {
        const node = managedNode(context, agent.nodeId);
        return node !== null && filters.every((filter) => matches(context, node, filter));
      },
      limits: { minimum: 5, maximum: 50, standard: 10 },
    });
    const nodes = items.flatMap((agent) => managedNode(context, agent.nodeId) ?? []);
    return { InstanceInformationList: nodes.map(toInstanceInformation), NextToken };
  },
});

export type NodeFilter = { key: string; values: string[] };

const filterValue: Record<string, (node: AgentView) => string | undefined> = {
  InstanceIds: ({ agent }) => agent.nodeId,
  AgentVersion: ({ agent }) => agent.version,
  PingStatus: ({ ping }) => ping,
  PlatformTypes: ({ agent }) => agent.platformType,
  ActivationIds: ({ agent }) => agent.activationId,
  IamRole: ({ agent }) => agent.iamRole,
  ResourceType: ({ agent }) => agent.resourceType,
  AssociationStatus: ({ agent }) => agent.associationStatus,
  SourceIds: ({ agent }) => agent.nodeId,
  SourceTypes: ({ agent }) =>
    agent.resourceType === "EC2Instance" ? "AWS::EC2::Instance" : "AWS::SSM::ManagedInstance",
};

const allowedValues: Record<string, readonly string[]> = {
  PingStatus: ["Online", "ConnectionLost", "Inactive"],
  PlatformTypes: ["Windows", "Linux", "MacOS"],
  ResourceType: ["EC2Instance", "ManagedInstance"],
};

const isTagKey = (key: string) => key === "tag-key" || key.startsWith("tag:");

function filtersOf(context: OperationContext, input: DescribeInstanceInformationRequest): NodeFilter[] {
  const { Filters = [], InstanceInformationFilterList = [] } = input;
  if (Filters.length > 0 && InstanceInformationFilterList.length > 0)
    context.fail(
      "ValidationException",
      "Filters and InstanceInformationFilterList can't be used in the same request.",
    );
  const filters = [
    ...Filters.map(({ Key, Values }) => ({ key: Key ?? "", values: Values ?? [] })),
    ...InstanceInformationFilterList.map(({ key, valueSet }) => ({ key: key ?? "", values: valueSet ?? [] })),
  ];
  const takesTags = InstanceInformationFilterList.length === 0;
  for (const filter of filters) checkFilter(context, filter, takesTags);
  const tagFilters = filters.filter(({ key }) => isTagKey(key)).length;
  if (tagFilters > 0 && tagFilters < filters.length)
    context.fail("InvalidFilterKey", "Tag filters can't be combined with other filter types.");
  return filters;
}

function checkFilter(context: OperationContext, { key, values }: NodeFilter, takesTags: boolean) {
  if (!Object.hasOwn(filterValue, key) && !(takesTags && isTagKey(key)))
    context.fail("InvalidFilterKey", `The specified filter key ${key} isn't valid.`);
  const allowed = allowedValues[key];
  const wrong = values.find((value) => allowed !== undefined && !allowed.includes(value));
  if (wrong !== undefined || values.length === 0)
    context.fail(
      "InvalidInstanceInformationFilterValue",
      `The specified filter value ${wrong ?? ""} isn't valid for ${key}.`,
    );
}

/** Named nodes are looked up; only a listing without names walks the fleet. */
function candidates(context: OperationContext, filters: NodeFilter[]) {
  const named = filters.find(({ key }) => key === "InstanceIds");
  if (named === undefined) return agentsInOrder(context.region);
  const unknown = named.values.filter((id) => managedNode(context, id) === null);
  if (unknown.length > 0 && unconfirmedOf(context.world).U27_unknownIdInFilter === "fail")
    context.fail(
      "InvalidInstanceId",
      `Instances ${JSON.stringify(unknown)} not in a valid state for account ${context.account.id}`,
    );
  const ids = [...new Set(named.values)].sort();
  return ids.flatMap((id) => context.region.ssm.agents.get(id) ?? []);
}

function matches(context: OperationContext, node: AgentView, { key, values }: NodeFilter): boolean {
  if (!isTagKey(key)) {
    const value = filterValue[key]?.(node);
    return value !== undefined && values.includes(value);
  }
  const tags = nodeTags(context, node.agent.nodeId);
  if (key === "tag-key") return tags.some((tag) => tag.Key !== undefined && values.includes(tag.Key));
  const tagKey = key.slice("tag:".length);
  return tags.some((tag) => tag.Key === tagKey && values.includes(tag.Value ?? ""));
}

function toInstanceInformation(node: AgentView): InstanceInformation {
  const { agent } = node;
  return {
    InstanceId: agent.nodeId,
    PingStatus: node.ping,
    LastPingDateTime: new Date(node.lastPingAt),
    AgentVersion: agent.version,
    IsLatestVersion: agent.isLatestVersion,
    PlatformType: agent.platformType,
    PlatformName: agent.platformName,
    PlatformVersion: agent.platformVersion,
    ActivationId: agent.activationId,
    IamRole: agent.iamRole,
    RegistrationDate: agent.resourceType === "ManagedInstance" ? new Date(node.registeredAt) : undefined,
    ResourceType: agent.resourceType,
    Name: agent.name,
    IPAddress: agent.ipAddress,
    ComputerName: agent.computerName,
    AssociationStatus: agent.associationStatus,
    AssociationOverview: associationOverview(agent.associationStatus),
    SourceId: agent.nodeId,
    SourceType: agent.resourceType === "EC2Instance" ? "AWS::EC2::Instance" : "AWS::SSM::ManagedInstance",
  };
}

export function associationOverview(status: string | undefined) {
  if (status === undefined) return undefined;
  return { DetailedStatus: status, InstanceAssociationStatusAggregatedCount: { [status]: 1 } };
}
