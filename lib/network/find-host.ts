import type { Instance } from "../model/documents/instance.ts";
import type { NetworkInterface } from "../model/documents/network-interface.ts";
import type { VpcEndpoint } from "../model/documents/vpc-endpoint.ts";
import type { Gap } from "../model/gap.ts";
import { parseAddress } from "./address.ts";
import type { Destination, Host } from "./destination.ts";
import type { Point } from "./interval-set.ts";
import type { Terrain } from "./terrain.ts";

/** What stands at an address. */
export type FoundHost =
  | {
      kind: "host";
      host: Host;
      isNatGateway: boolean;
      /** Of a transit gateway, or of the endpoint of a Gateway Load Balancer: it takes packets of routes. */
      isOfRoutes: boolean;
      /** No machine has the interface. */
      isUnattached: boolean;
      endpoint: VpcEndpoint | null;
      instance?: Instance | undefined;
      /** Where the groups of the interface are described: in a shared VPC, that of the account that has the machine. */
      ground: Terrain;
    }
  | { kind: "nobody" }
  | { kind: "gap"; gap: Gap };

type AnyInterface = Pick<
  NetworkInterface,
  "id" | "vpcId" | "subnetId" | "privateAddresses" | "ipv6Addresses"
> & {
  securityGroupIds: readonly string[];
  type?: string | null;
  status?: string | null;
  attachment?: NetworkInterface["attachment"];
  ownerId?: string | null;
};

/** The interface of a VPC that has this private address. */
export function findHost(terrain: Terrain, vpcId: string, address: Point): FoundHost {
  return find(terrain, (each) => each.vpcId === vpcId && hasAddress(each, address), address);
}

/** The interface that has this public address: behind one of IPv4 is a private one, and those of IPv6 are its own. */
export function findPublicHost(terrain: Terrain, text: string, address: Point): FoundHost {
  if (typeof address === "bigint") return find(terrain, (each) => hasAddress(each, address), address);
  const privateOf = (each: AnyInterface) =>
    each.privateAddresses.find(({ publicAddress }) => publicAddress === text)?.address;
  return find(terrain, (each) => privateOf(each) !== undefined, privateOf);
}

function find(
  terrain: Terrain,
  isIt: (each: AnyInterface) => boolean,
  address: Point | ((each: AnyInterface) => string | undefined),
): FoundHost {
  const { facts } = terrain;
  const interfaces = facts.all("network-interface");
  // Instances tell their interfaces themselves, where not everybody's are listed.
  const ofInstances = () =>
    (facts.all("instance").value ?? []).flatMap(({ networkInterfaces }) => networkInterfaces);
  const found: AnyInterface | undefined = interfaces.value?.find(isIt) ?? ofInstances().find(isIt);
  if (found === undefined) {
    const gap = interfaces.gap ?? facts.owner?.all("network-interface").gap ?? null;
    return gap === null ? { kind: "nobody" } : { kind: "gap", gap };
  }
  const value = typeof address === "function" ? parseAddress(address(found) ?? "")?.value : address;
  const endpoints = found.vpcId === null ? undefined : facts.of("vpc", found.vpcId, "vpc-endpoint").value;
  const endpoint = endpoints?.find(({ networkInterfaceIds }) => networkInterfaceIds.includes(found.id));
  const ground = terrain.ofInterface({ vpcId: found.vpcId, ownerId: found.ownerId ?? null });
  return {
    kind: "host",
    host: {
      addresses: value === undefined ? [] : [[value, value]],
      interfaceId: found.id,
      vpcId: found.vpcId,
      subnetId: found.subnetId,
      securityGroupIds: found.securityGroupIds,
    },
    isNatGateway: found.type === "nat_gateway" || found.type === "natGateway",
    isOfRoutes: ofRoutes.has(found.type ?? "") || endpoint?.type === "GatewayLoadBalancer",
    isUnattached: found.status === "available" && found.attachment === null,
    endpoint: endpoint ?? null,
    instance: holderOf(terrain, found.id) ?? holderOf(ground, found.id),
    ground,
  };
}

const ofRoutes: ReadonlySet<string> = new Set(["transit_gateway", "gateway_load_balancer_endpoint"]);

/** The destination, as what stands there. */
export function towards(
  destination: Destination,
  { host, endpoint, ground }: Extract<FoundHost, { kind: "host" }>,
): Destination {
  const securityGroupIds = [...host.securityGroupIds].sort();
  return { ...destination, areHostsUnknown: false, hosts: [host], securityGroupIds, endpoint, ground };
}

/** The instance that has the interface, where it is described. */
export function holderOf({ facts }: Terrain, interfaceId: string): Instance | undefined {
  const instanceId = facts.get("network-interface", interfaceId).value?.attachment?.instanceId;
  if (instanceId != null) return facts.get("instance", instanceId).value;
  return (facts.all("instance").value ?? []).find(({ networkInterfaces }) =>
    networkInterfaces.some(({ id }) => id === interfaceId),
  );
}

function hasAddress({ privateAddresses, ipv6Addresses }: AnyInterface, address: Point): boolean {
  const texts = typeof address === "bigint" ? ipv6Addresses : privateAddresses.map((each) => each.address);
  return texts.some((text) => parseAddress(text)?.value === address);
}
