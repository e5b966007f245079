import type { AccountName, RegionName } from "../demo-accounts.ts";
import type { Estate } from "../estate.ts";
import { hashOf } from "../seeded-random.ts";
import { addGatewayEndpoint, addInterfaceEndpoint } from "./endpoints.ts";
import { addInternetGateway, addNatGateway } from "./gateways.ts";
import type { Ground, Tier } from "./ground.ts";
import { ec2Of } from "./ground.ts";
import { addNetworkAcl, openEntries } from "./network-acls.ts";
import { tcp } from "./permissions.ts";
import { addRouteTable, route } from "./route-tables.ts";
import { addDefaultGroup, addSecurityGroup } from "./security-groups.ts";
import { addSubnet } from "./subnets.ts";
import { emptyGround, registerVpc } from "./vpc-shell.ts";

export type VpcSpec = {
  account: AccountName;
  region: RegionName;
  name: string;
  /** Its block is 10.N.0.0/16. */
  number: number;
  /** How private subnets reach the internet: a gateway per zone, one for all, or not at all. */
  nat: "zonal" | "single" | "none";
  /** An internet gateway and public subnets; NAT brings them by itself. */
  hasInternet?: boolean;
  /** Interface endpoints, by the service's short name. */
  services?: readonly string[];
  /** Zones with endpoints; all by default. */
  endpointZones?: number;
  /** Whether the S3 gateway endpoint stands; it does by default. */
  hasS3?: boolean;
  hasDatabase?: boolean;
  hasIpv6?: boolean;
  dnsSupport?: boolean;
  dnsHostnames?: boolean;
};

/** Builds a whole VPC on which a node of any private or public subnet can do all that it should. */
export function buildVpc(estate: Estate, spec: VpcSpec): Ground {
  const ground = emptyGround(estate, {
    ...{ account: spec.account, region: spec.region, name: spec.name, prefix: `10.${spec.number}` },
    ipv6Prefix: spec.hasIpv6 ? ipv6Prefix(spec) : null,
  });
  registerVpc(estate, ground, {
    dnsSupport: spec.dnsSupport ?? true,
    dnsHostnames: spec.dnsHostnames ?? true,
  });
  const hasInternet = spec.hasInternet ?? spec.nat !== "none";
  addSubnets(estate, ground, spec, hasInternet);
  ground.defaultAclId = addNetworkAcl(estate, ground, {
    name: "default",
    isDefault: true,
    entries: openEntries(ground.ipv6Prefix !== null),
    subnetIds: Object.values(ground.subnets).flat(),
  });
  ground.defaultGroupId = addDefaultGroup(estate, ground);
  ground.mainRouteTableId = addRouteTable(estate, ground, {
    name: "main",
    isMain: true,
    routes: [],
    subnetIds: [],
  });
  if (hasInternet) addPublicSide(estate, ground);
  addPrivateSide(estate, ground, spec);
  addEndpoints(estate, ground, spec);
  return ground;
}

function ipv6Prefix(spec: VpcSpec): string {
  const digits = hashOf(`${spec.account}/${spec.region}/${spec.name}/ipv6`).toString(16).padStart(8, "0");
  return `2600:1f1${digits.slice(0, 1)}:1${digits.slice(1, 4)}:${`1${digits.slice(4, 5)}`}`;
}

const tierBlocks: Record<Tier, (zone: number) => string> = {
  public: (zone) => `${zone}.0/24`,
  endpoints: (zone) => `${3 + zone}.0/24`,
  private: (zone) => `${8 + 8 * zone}.0/21`,
  database: (zone) => `${32 + zone}.0/24`,
};
const tierIpv6: Record<Tier, string> = { public: "0", endpoints: "1", private: "2", database: "3" };

function addSubnets(estate: Estate, ground: Ground, spec: VpcSpec, hasInternet: boolean): void {
  const tiers: Tier[] = ["private"];
  if (hasInternet) tiers.push("public");
  if (spec.hasDatabase) tiers.push("database");
  if (spec.services?.length) tiers.push("endpoints");
  for (const tier of tiers) {
    ground.subnets[tier] = ground.zones.map((zone, index) =>
      addSubnet(estate, ground, {
        name: `${tier}-${zone.name.slice(-1)}`,
        zone,
        cidr: `${ground.prefix}.${tierBlocks[tier](index)}`,
        ...(spec.hasIpv6 ? { ipv6Digits: `${tierIpv6[tier]}${index}` } : {}),
        mapsPublicAddresses: tier === "public",
      }),
    );
  }
}

function addPublicSide(estate: Estate, ground: Ground): void {
  ground.internetGatewayId = addInternetGateway(estate, ground);
  const target = { GatewayId: ground.internetGatewayId };
  ground.publicRouteTableId = addRouteTable(estate, ground, {
    name: "public",
    routes: [route("0.0.0.0/0", target), ...(ground.ipv6Prefix ? [route("::/0", target)] : [])],
    subnetIds: ground.subnets.public,
  });
}

/** One private table a zone, so that each can leave by the NAT gateway of its own. */
function addPrivateSide(estate: Estate, ground: Ground, spec: VpcSpec): void {
  const gateways = spec.nat === "none" ? [] : spec.nat === "single" ? ground.zones.slice(0, 1) : ground.zones;
  ground.natGatewayIds = gateways.map((zone, index) =>
    addNatGateway(estate, ground, {
      name: `${ground.name}-${zone.name.slice(-1)}`,
      subnetId: ground.subnets.public[index] ?? "",
    }),
  );
  ground.privateRouteTableIds = ground.zones.map((zone, index) => {
    const NatGatewayId = ground.natGatewayIds[index] ?? ground.natGatewayIds[0];
    const subnetIds = [...ground.subnets.private.slice(index, index + 1)];
    for (const tier of ["database", "endpoints"] as const) {
      subnetIds.push(...ground.subnets[tier].slice(index, index + 1));
    }
    return addRouteTable(estate, ground, {
      name: `private-${zone.name.slice(-1)}`,
      routes: NatGatewayId ? [route("0.0.0.0/0", { NatGatewayId })] : [],
      subnetIds,
    });
  });
}

function addEndpoints(estate: Estate, ground: Ground, spec: VpcSpec): void {
  if (spec.hasS3 !== false) addGatewayEndpoint(estate, ground, "s3", ground.privateRouteTableIds);
  if (spec.hasDatabase) addGatewayEndpoint(estate, ground, "dynamodb", ground.privateRouteTableIds);
  if (!spec.services?.length) return;
  const cidrs = [...ground.subnets.private, ...ground.subnets.database, ...ground.subnets.public].flatMap(
    (id) => ec2Of(estate, ground).subnets.get(id)?.CidrBlock ?? [],
  );
  ground.endpointGroupId = addSecurityGroup(estate, ground, {
    name: `${ground.name}-ssm-endpoints`,
    description: "443 from the subnets to the interface endpoints",
    ingress: [tcp(443, { cidrs })],
  });
  for (const service of spec.services) {
    addInterfaceEndpoint(estate, ground, {
      service,
      subnetIds: ground.subnets.endpoints.slice(0, spec.endpointZones ?? ground.zones.length),
      groupIds: [ground.endpointGroupId],
      ...(spec.hasIpv6 ? { addressType: "dualstack" as const } : {}),
    });
  }
}
