import {
  ListNodes$,
  type ListNodesRequest,
  type ListNodesResult,
  ListNodesSummary$,
  type ListNodesSummaryRequest,
  type ListNodesSummaryResult,
  type Node,
} from "@aws-sdk/client-ssm";
import { defineOperation, type OperationContext } from "../operation.ts";
import type { Region } from "../world.ts";
import { managedNode } from "./nodes.ts";
import { pageOf, upTo50 } from "./paged.ts";

export const listNodes = defineOperation<ListNodesRequest, ListNodesResult>({
  service: "ssm",
  schema: ListNodes$,
  action: "ssm:ListNodes",
  handle(context, input) {
    const passes = nodeMatcher(context, input);
    const { items, NextToken } = pageOf(context, input, {
      items: nodeIds(context),
      keyOf: (id) => id,
      matches: (id) => passes(toNode(context, id)),
      limits: upTo50,
    });
    return { Nodes: items.map((id) => toNode(context, id)), NextToken };
  },
});

export const listNodesSummary = defineOperation<ListNodesSummaryRequest, ListNodesSummaryResult>({
  service: "ssm",
  schema: ListNodesSummary$,
  action: "ssm:ListNodesSummary",
  handle(context, input) {
    const passes = nodeMatcher(context, input);
    const nodes = nodeIds(context)
      .map((id) => toNode(context, id))
      .filter(passes);
    const attribute = input.Aggregators?.[0]?.AttributeName ?? "PlatformType";
    const groups = Map.groupBy(nodes, (node) => attributeOf(node, attribute) ?? "");
    const items = [...groups].map(([value, members]) => ({
      [attribute]: value,
      Count: String(members.length),
    }));
    const page = pageOf(context, input, { items, keyOf: (item) => item[attribute] ?? "", limits: upTo50 });
    return { Summary: page.items, NextToken: page.NextToken };
  },
});

type NodeSelection = Pick<ListNodesRequest, "Filters" | "SyncName">;

/** Without the unified console's sync, the listing knows this account and Region alone. */
function nodeMatcher(
  context: OperationContext,
  { Filters = [], SyncName }: NodeSelection,
): (node: Node) => boolean {
  if (SyncName !== undefined)
    context.fail("ResourceDataSyncNotFoundException", `Resource data sync ${SyncName} was not found.`);
  const stranger = Filters.find(({ Key = "" }) => !attributes.has(Key));
  if (stranger) context.fail("InvalidFilter", `The filter key ${stranger.Key} is not valid.`);
  return (node) =>
    Filters.every(({ Key = "", Values = [], Type = "Equal" }) => {
      const value = attributeOf(node, Key) ?? "";
      if (Key === "ManagedStatus" && Values.includes("All")) return true;
      const isOne = Values.some((wanted) =>
        Type === "BeginWith" ? value.startsWith(wanted) : value === wanted,
      );
      return isOne !== (Type === "NotEqual");
    });
}

const attributes = new Set([
  "AccountId",
  "AgentType",
  "AgentVersion",
  "AvailabilityZone",
  "AvailabilityZoneId",
  "ComputerName",
  "InstanceId",
  "InstanceStatus",
  "IpAddress",
  "ManagedStatus",
  "OrganizationalUnitId",
  "OrganizationalUnitPath",
  "PlatformName",
  "PlatformType",
  "PlatformVersion",
  "Region",
  "ResourceType",
  "SourceId",
  "SourceLocation",
  "SourceType",
]);

function attributeOf(node: Node, key: string): string | undefined {
  if (key === "AccountId") return node.Owner?.AccountId;
  if (key === "Region") return node.Region;
  if (key === "InstanceId") return node.Id;
  const instance: Record<string, string | undefined> = { ...node.NodeType?.Instance };
  return instance[key];
}

type KeptIds = { instances: number; agents: number; ids: string[] };
const keptIds = new WeakMap<Region, KeptIds>();

/** Instances and hybrid nodes by id, managed or not. Neither kind is ever replaced, so their numbers tell of changes. */
function nodeIds({ region }: OperationContext): readonly string[] {
  const sizes = { instances: region.ec2.instances.size, agents: region.ssm.agents.size };
  const kept = keptIds.get(region);
  if (kept?.instances === sizes.instances && kept.agents === sizes.agents) return kept.ids;
  const ids = [...new Set([...region.ec2.instances.keys(), ...region.ssm.agents.keys()])].sort();
  keptIds.set(region, { ...sizes, ids });
  return ids;
}

function toNode(context: OperationContext, id: string): Node {
  const { account, region } = context;
  const view = managedNode(context, id);
  const agent = view?.agent;
  const instance = region.ec2.instances.get(id);
  const isHybrid = agent?.resourceType === "ManagedInstance";
  return {
    CaptureTime: new Date(context.now),
    Id: id,
    Owner: { AccountId: account.id },
    Region: region.name,
    NodeType: {
      Instance: {
        AgentType: agent && "amazon-ssm-agent",
        AgentVersion: agent?.version,
        ComputerName: agent?.computerName,
        InstanceStatus: instance?.State?.Name ?? view?.ping,
        IpAddress: agent?.ipAddress ?? instance?.PrivateIpAddress,
        ManagedStatus: view === null ? "Unmanaged" : "Managed",
        Name: agent?.name ?? instance?.Tags?.find(({ Key }) => Key === "Name")?.Value,
        PlatformType: agent?.platformType,
        PlatformName: agent?.platformName,
        PlatformVersion: agent?.platformVersion,
        ResourceType: isHybrid ? "ManagedInstance" : "EC2Instance",
        AvailabilityZone: instance?.Placement?.AvailabilityZone,
      },
    },
  };
}
