import type { InstanceInformation } from "@aws-sdk/client-ssm";
import type { ManagedNode } from "../model/documents/managed-node.ts";
import type { Platform } from "../model/node.ts";
import { readByIds } from "./bisect.ts";
import { defineCollector, type ReadPage } from "./define-collector.ts";
import { oneOf, required, toTime } from "./parsing.ts";
import type { Stored } from "./stored.ts";

/** As many as one page shows, so that a chunk of ids is one call. */
const idsPerCall = 50;

export const managedNodes = defineCollector({
  kind: "managed-node",
  actions: ["ssm:DescribeInstanceInformation"],
  isOfNodes: true,
  async *read(reader, { nodes }) {
    if (nodes === null) {
      // Without a filter of ids: one that is not managed any more may fail the whole call.
      const pages = reader.pages("ssm:DescribeInstanceInformation", {});
      for await (const { InstanceInformationList } of pages) yield toPage(InstanceInformationList);
      return;
    }
    const found = await readByIds(nodes, idsPerCall, async (Values) => {
      const input = { Filters: [{ Key: "InstanceIds", Values }], MaxResults: idsPerCall };
      const answer = await reader.call("ssm:DescribeInstanceInformation", input);
      return answer.InstanceInformationList ?? [];
    });
    yield toPage(found.filter(({ InstanceId: id = "" }) => nodes.includes(id)));
  },
  parse: toManagedNode,
});

function toPage(nodes: InstanceInformation[] = []): ReadPage<InstanceInformation> {
  return {
    items: nodes.map((node) => ({
      id: node.InstanceId,
      body: node,
      lastPingAt: toTime(node.LastPingDateTime),
    })),
  };
}

const pingStatuses = ["Online", "ConnectionLost", "Inactive"] as const;
const platforms: Record<string, Platform> = { linux: "linux", windows: "windows", macos: "macos" };

export function toManagedNode(node: Stored<InstanceInformation>): ManagedNode {
  return {
    id: required(node.InstanceId, "InstanceId"),
    pingStatus: oneOf(node.PingStatus, pingStatuses, "PingStatus"),
    lastPingAt: toTime(node.LastPingDateTime),
    agentVersion: node.AgentVersion ?? null,
    isLatestVersion: node.IsLatestVersion ?? null,
    platform: platforms[node.PlatformType?.toLowerCase() ?? ""] ?? null,
    platformName: node.PlatformName ?? null,
    platformVersion: node.PlatformVersion ?? null,
    resourceType: node.ResourceType ?? null,
    activationId: node.ActivationId ?? null,
    iamRole: node.IamRole ?? null,
    registeredAt: toTime(node.RegistrationDate),
    name: node.Name ?? null,
    address: node.IPAddress ?? null,
    computerName: node.ComputerName ?? null,
    associationStatus: node.AssociationStatus ?? null,
    sourceId: node.SourceId ?? null,
    sourceType: node.SourceType ?? null,
  };
}
