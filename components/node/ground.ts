import type { NodeDetail } from "../../lib/api/node.ts";
import { shortenId } from "../../lib/format/id.ts";
import type { Ground } from "../path/columns.ts";

type Described = Pick<NodeDetail, "documents" | "vpc" | "subnet" | "zone" | "path">;

/** Whose ground the hops of a node's path are on, as far as its documents tell. */
export function groundOf(node: Described): Ground {
  const own = textOf(find(node, "subnet", node.subnet), "CidrBlock");
  const zones = endpointZones(node);
  return {
    subnet: ["Its subnet", node.zone, own].filter((part) => part !== null).join(" · "),
    ...(node.vpc === null ? {} : { vpc: shortenId(node.vpc) }),
    ...(zones.length === 0 ? {} : { endpoint: `Endpoint subnets · ${zones.join(", ")}` }),
  };
}

function endpointZones(node: Described): string[] {
  const hops = node.path?.lanes.flatMap(({ trace }) => trace.hops) ?? [];
  const ids = hops.filter(({ kind }) => kind === "endpoint").flatMap(({ resources }) => resources);
  const zones = new Set<string>();
  for (const { id } of ids) {
    const subnets = find(node, "vpc-endpoint", id)?.SubnetIds;
    if (!Array.isArray(subnets)) continue;
    for (const subnet of subnets) {
      const zone = textOf(find(node, "subnet", String(subnet)), "AvailabilityZone");
      if (zone !== null) zones.add(zone);
    }
  }
  return [...zones].toSorted();
}

type Body = Record<string, unknown>;

function find({ documents }: Described, kind: string, id: string | null): Body | undefined {
  const body = documents.find((document) => document.kind === kind && document.id === id)?.body;
  return typeof body === "object" && body !== null ? (body as Body) : undefined;
}

function textOf(body: Body | undefined, field: string): string | null {
  const value = body?.[field];
  return typeof value === "string" ? value : null;
}
