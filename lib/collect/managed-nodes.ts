import type { InstanceInformation } from "@aws-sdk/client-ssm";
import { normaliseCode } from "../aws/error-codes.ts";
import { ReadError } from "../aws/errors.ts";
import type { AwsReader } from "../aws/reader.ts";
import type { ManagedNode } from "../model/documents/managed-node.ts";
import type { Platform } from "../model/node.ts";
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
    for (let start = 0; start < nodes.length; start += idsPerCall) {
      yield toPage(await readThese(reader, nodes.slice(start, start + idsPerCall)));
    }
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

/** Halves the ids until those that SSM knows stand apart from the one that fails their call. */
async function readThese(reader: AwsReader, ids: readonly string[]): Promise<InstanceInformation[]> {
  try {
    const answer = await reader.call("ssm:DescribeInstanceInformation", {
      Filters: [{ Key: "InstanceIds", Values: [...ids] }],
      MaxResults: idsPerCall,
    });
    const asked = new Set(ids);
    return (answer.InstanceInformationList ?? []).filter(({ InstanceId: id = "" }) => asked.has(id));
  } catch (error) {
    if (!isInvalidId(error)) throw error;
    if (ids.length === 1) return [];
    const middle = Math.ceil(ids.length / 2);
    const first = await readThese(reader, ids.slice(0, middle));
    return [...first, ...(await readThese(reader, ids.slice(middle)))];
  }
}

function isInvalidId(error: unknown): boolean {
  return (
    error instanceof ReadError && error.code !== null && normaliseCode(error.code) === "invalidinstanceid"
  );
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
