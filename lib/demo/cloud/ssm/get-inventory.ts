import {
  GetInventory$,
  type GetInventoryRequest,
  type GetInventoryResult,
  type InventoryFilter,
  type InventoryResultEntity,
} from "@aws-sdk/client-ssm";
import type { Agent } from "../agent.ts";
import { agentsInOrder } from "../agents/order.ts";
import { defineOperation, type OperationContext } from "../operation.ts";
import { managedNode } from "./nodes.ts";
import { pageOf, upTo50 } from "./paged.ts";

const typeName = "AWS:InstanceInformation";

export const getInventory = defineOperation<GetInventoryRequest, GetInventoryResult>({
  service: "ssm",
  schema: GetInventory$,
  action: "ssm:GetInventory",
  handle(context, input) {
    for (const { TypeName } of input.ResultAttributes ?? [])
      if (TypeName !== typeName)
        context.fail("InvalidTypeNameException", `Type name ${TypeName} is not valid.`);
    const filters = input.Filters ?? [];
    for (const { Key } of filters) checkKey(context, Key);
    const { items, NextToken } = pageOf(context, input, {
      items: agentsInOrder(context.region),
      keyOf: (agent) => agent.nodeId,
      matches: (agent) => {
        const content = agent.registeredAt === null ? undefined : contentOf(context, agent);
        return content !== undefined && filters.every((filter) => matches(content, filter));
      },
      limits: upTo50,
    });
    return { Entities: items.map((agent) => toEntity(context, agent)), NextToken };
  },
});

function checkKey(context: OperationContext, key = "") {
  if (!key.startsWith(`${typeName}.`)) context.fail("InvalidFilter", `The filter key ${key} is not valid.`);
}

function matches(
  content: Record<string, string>,
  { Key = "", Values = [], Type = "Equal" }: InventoryFilter,
): boolean {
  const value = content[Key.slice(typeName.length + 1)];
  if (Type === "Exists") return value !== undefined;
  if (value === undefined) return false;
  const isOne = Values.some((wanted) => (Type === "BeginWith" ? value.startsWith(wanted) : value === wanted));
  return isOne !== (Type === "NotEqual");
}

function toEntity(context: OperationContext, agent: Agent): InventoryResultEntity {
  const at = managedNode(context, agent.nodeId)?.lastPingAt ?? agent.lastPingAt ?? agent.registeredAt ?? 0;
  return {
    Id: agent.nodeId,
    Data: {
      [typeName]: {
        TypeName: typeName,
        SchemaVersion: "1.0",
        CaptureTime: new Date(at).toISOString().replace(/\.\d+Z/, "Z"),
        Content: [contentOf(context, agent)],
      },
    },
  };
}

/** Inventory is the only API that remembers a node whose record is gone. */
function contentOf(context: OperationContext, agent: Agent): Record<string, string> {
  return {
    AgentType: "amazon-ssm-agent",
    AgentVersion: agent.version,
    ComputerName: agent.computerName,
    InstanceId: agent.nodeId,
    InstanceStatus: statusOf(context, agent),
    IpAddress: agent.ipAddress,
    PlatformName: agent.platformName,
    PlatformType: agent.platformType,
    PlatformVersion: agent.platformVersion,
    ResourceType: agent.resourceType,
  };
}

function statusOf(context: OperationContext, agent: Agent): string {
  const node = managedNode(context, agent.nodeId);
  if (node !== null) return node.ping === "Online" ? "Active" : "ConnectionLost";
  const state = context.region.ec2.instances.get(agent.nodeId)?.State?.Name;
  if (state === "stopped" || state === "stopping") return "Stopped";
  return state === "running" || state === "pending" ? "ConnectionLost" : "Terminated";
}
