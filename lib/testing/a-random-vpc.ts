import fc from "fast-check";
import type { Instance } from "../model/documents/instance.ts";
import type { NetworkAclEntry } from "../model/documents/network-acl.ts";
import type { Route, RouteTarget } from "../model/documents/route-table.ts";
import type { SecurityGroupPermission } from "../model/documents/security-group.ts";
import { aDocument, aScope, type WorldParts } from "./a-document.ts";

/** As many things that may be wrong with a VPC as fit into one, each of them now and then. */
export type RandomVpc = { parts: WorldParts; instanceIds: string[] };

const services = ["ssm", "ssmmessages"];
const subnetIds = ["subnet-a", "subnet-b", "subnet-public", "subnet-endpoints"];
const groupIds = ["sg-1", "sg-2", "sg-3", "sg-endpoints"];

const rarely = <Value>(usual: Value, ...odd: Value[]) =>
  fc.oneof({ weight: 6, arbitrary: fc.constant(usual) }, { weight: 1, arbitrary: fc.constantFrom(...odd) });

const perEach = <Value>(ids: readonly string[], one: fc.Arbitrary<Value>) =>
  fc.array(one, { minLength: ids.length, maxLength: ids.length });

const aCidr = fc.constantFrom(
  ...["0.0.0.0/0", "10.0.0.0/16", "10.0.0.0/8", "10.0.1.0/24", "10.0.1.0/28", "10.0.4.0/24", "10.0.4.10/32"],
  ...["52.94.0.0/16", "52.0.0.0/8", "192.168.0.0/16"],
);

const aPermission: fc.Arbitrary<SecurityGroupPermission> = fc.record({
  protocol: fc.constantFrom("-1", "tcp", "6", "udp", "icmp"),
  fromPort: fc.constantFrom(null, 0, 443, 80, 1024),
  toPort: fc.constantFrom(null, 443, 65_535),
  ipv4Ranges: fc.array(aCidr, { maxLength: 2 }),
  ipv6Ranges: fc.constant([]),
  prefixListIds: fc.array(fc.constantFrom("pl-s3", "pl-own", "pl-unread", "pl-nobody"), { maxLength: 1 }),
  groups: fc.array(
    fc.constantFrom(...groupIds).map((groupId) => ({
      ...{ groupId, vpcId: null, userId: null },
      ...{ peeringConnectionId: null, peeringStatus: null },
    })),
    { maxLength: 1 },
  ),
});

const everything = {
  ...{ fromPort: null, toPort: null, ipv4Ranges: ["0.0.0.0/0"] },
  ...{ ipv6Ranges: [], prefixListIds: [] },
};
const openPermission: SecurityGroupPermission = { protocol: "-1", ...everything, groups: [] };
const somePermissions: fc.Arbitrary<SecurityGroupPermission[]> = fc.oneof(
  { weight: 4, arbitrary: fc.constant<SecurityGroupPermission[]>([openPermission]) },
  { weight: 3, arbitrary: fc.array(aPermission, { maxLength: 4 }) },
);

const anEntry: fc.Arbitrary<NetworkAclEntry> = fc.record({
  ruleNumber: fc.integer({ min: 1, max: 200 }),
  action: fc.constantFrom("allow" as const, "deny" as const),
  protocol: fc.constantFrom("-1", "6", "17"),
  cidrBlock: aCidr,
  ipv6CidrBlock: fc.constant(null),
  fromPort: fc.constantFrom(null, 443, 1024, 32_768),
  toPort: fc.constantFrom(443, 61_000, 65_535),
});
const openEntry: NetworkAclEntry = {
  ...{ ruleNumber: 100, action: "allow", protocol: "-1", cidrBlock: "0.0.0.0/0" },
  ...{ ipv6CidrBlock: null, fromPort: null, toPort: null },
};
const someEntries: fc.Arbitrary<NetworkAclEntry[]> = fc.oneof(
  { weight: 4, arbitrary: fc.constant<NetworkAclEntry[]>([openEntry]) },
  {
    weight: 2,
    arbitrary: fc
      .uniqueArray(anEntry, { maxLength: 4, selector: ({ ruleNumber }) => ruleNumber })
      .map((entries) => [...entries.filter(({ ruleNumber }) => ruleNumber !== 100), openEntry]),
  },
);

const aTarget: fc.Arbitrary<RouteTarget> = fc.constantFrom<RouteTarget[]>(
  { kind: "nat-gateway", id: "nat-1" },
  { kind: "nat-gateway", id: "nat-gone" },
  { kind: "internet-gateway", id: "igw-1" },
  { kind: "transit-gateway", id: "tgw-1" },
  { kind: "peering-connection", id: "pcx-1" },
  { kind: "vpc-endpoint", id: "vpce-s3" },
  { kind: "network-interface", id: "eni-appliance", instanceId: null },
  { kind: "unrecognised", raw: {} },
);
const aRoute: fc.Arbitrary<Route> = fc.record({
  destination: fc.oneof(
    { weight: 4, arbitrary: aCidr.map((cidr) => ({ kind: "ipv4" as const, cidr })) },
    {
      weight: 1,
      arbitrary: fc.constantFrom("pl-s3", "pl-unread").map((id) => ({ kind: "prefix-list" as const, id })),
    },
  ),
  target: aTarget,
  state: rarely("active", "blackhole"),
  origin: rarely("CreateRoute", "EnableVgwRoutePropagation"),
});
const local: Route = {
  ...{ destination: { kind: "ipv4", cidr: "10.0.0.0/16" }, target: { kind: "local" } },
  ...{ state: "active", origin: "CreateRouteTable" },
};
const defaultTo = (target: RouteTarget): Route => ({
  ...{ destination: { kind: "ipv4", cidr: "0.0.0.0/0" }, target },
  ...{ state: "active", origin: "CreateRoute" },
});
const routesBy = (target: RouteTarget): fc.Arbitrary<Route[]> =>
  fc.oneof(
    { weight: 4, arbitrary: fc.constant<Route[]>([local, defaultTo(target)]) },
    {
      weight: 2,
      arbitrary: fc
        .uniqueArray(aRoute, { maxLength: 3, selector: ({ destination }) => JSON.stringify(destination) })
        .map((routes) => [
          local,
          ...routes.filter(
            ({ destination }) => !("cidr" in destination && destination.cidr === "10.0.0.0/16"),
          ),
        ]),
    },
  );

const someInstances: fc.Arbitrary<Instance[]> = fc
  .array(
    fc.record({
      subnetId: fc.constantFrom(...subnetIds),
      host: fc.integer({ min: 5, max: 60 }),
      publicAddress: fc.constantFrom(null, "198.51.100.7"),
      securityGroupIds: fc.uniqueArray(fc.constantFrom(...groupIds), { minLength: 1, maxLength: 2 }),
      platform: fc.constantFrom("linux" as const, "windows" as const),
      state: rarely<Instance["state"]>("running", "stopped", "terminated"),
    }),
    { minLength: 1, maxLength: 4 },
  )
  .map((specs) =>
    specs.map(({ subnetId, host, publicAddress, securityGroupIds, platform, state }, index) => {
      const address = `10.0.${1 + subnetIds.indexOf(subnetId)}.${host}`;
      const own = { subnetId, vpcId: "vpc-1", securityGroupIds, ipv6Addresses: [], sourceDestCheck: true };
      return aDocument("instance", `i-${index}`, {
        ...{ platform, state, subnetId, securityGroupIds, privateAddress: address, publicAddress },
        networkInterfaces: [
          {
            ...own,
            ...{ id: `eni-${index}`, deviceIndex: 0, networkCardIndex: 0, attachmentStatus: "attached" },
            privateAddresses: [{ address, isPrimary: true, publicAddress }],
          },
        ],
      });
    }),
  );

const someEndpoints = fc.array(
  fc.record({
    service: fc.constantFrom(...services),
    state: rarely("available", "failed", "pendingacceptance"),
    privateDnsEnabled: rarely(true, false),
    hasInterfaces: rarely(true, false),
    inNodeSubnet: fc.boolean(),
    group: rarely("sg-endpoints", "sg-1"),
  }),
  { maxLength: 2 },
);

/** A VPC with public and private subnets, of which any part may be broken. */
export const aRandomVpc: fc.Arbitrary<RandomVpc> = fc
  .record({
    instances: someInstances,
    endpoints: someEndpoints,
    groups: perEach(groupIds, fc.record({ ingress: somePermissions, egress: somePermissions })),
    acls: perEach(subnetIds, fc.record({ ingress: someEntries, egress: someEntries })),
    privateRoutes: routesBy({ kind: "nat-gateway", id: "nat-1" }),
    publicRoutes: routesBy({ kind: "internet-gateway", id: "igw-1" }),
    support: rarely(true, false),
    hostnames: rarely(true, false),
    nameServers: rarely(["AmazonProvidedDNS"], ["10.0.0.2"], ["10.9.9.9"], []),
    natState: rarely("available", "deleted", "pending"),
    attachment: rarely("available", null),
    blockMode: rarely("off", "block-bidirectional", "block-ingress"),
    listOfS3: rarely(["52.218.0.0/17"], ["52.94.0.0/16"], ["52.0.0.0/8", "3.5.64.0/21"], []),
    listOfOther: rarely(null, "dynamodb", "ec2-instance-connect"),
    zone: rarely(null, "ssm.eu-west-1.amazonaws.com.", "example.internal."),
    owner: rarely(aScope.account, "999999999999"),
  })
  .map((spec) => ({ parts: toParts(spec), instanceIds: spec.instances.map(({ id }) => id) }));

type VpcSpec = {
  instances: Instance[];
  endpoints: {
    service: string;
    state: string;
    privateDnsEnabled: boolean;
    hasInterfaces: boolean;
    inNodeSubnet: boolean;
    group: string;
  }[];
  groups: { ingress: SecurityGroupPermission[]; egress: SecurityGroupPermission[] }[];
  acls: { ingress: NetworkAclEntry[]; egress: NetworkAclEntry[] }[];
  privateRoutes: Route[];
  publicRoutes: Route[];
  support: boolean;
  hostnames: boolean;
  nameServers: string[];
  natState: string;
  attachment: string | null;
  blockMode: string;
  listOfS3: string[];
  listOfOther: string | null;
  zone: string | null;
  owner: string;
};

function toParts(spec: VpcSpec): WorldParts {
  const endpoints = spec.endpoints.map((endpoint, index) => toEndpoint(endpoint, index));
  return {
    instance: spec.instances,
    vpc: [
      aDocument("vpc", "vpc-1", {
        internetGatewayBlockMode: null,
        enableDnsSupport: spec.support,
        enableDnsHostnames: spec.hostnames,
        ownerId: spec.owner,
      }),
    ],
    subnet: subnetIds.map((id, index) =>
      aDocument("subnet", id, {
        cidrBlock: `10.0.${index + 1}.0/24`,
        ownerId: spec.owner,
        internetGatewayBlockMode: null,
      }),
    ),
    "security-group": groupIds.map((id, index) => aDocument("security-group", id, spec.groups[index])),
    "network-acl": subnetIds.map((id, index) =>
      aDocument("network-acl", `acl-${index}`, { isDefault: false, subnetIds: [id], ...spec.acls[index] }),
    ),
    "route-table": [
      aDocument("route-table", "rtb-private", { routes: spec.privateRoutes }),
      aDocument("route-table", "rtb-public", {
        isMain: false,
        subnetIds: ["subnet-public"],
        routes: spec.publicRoutes,
      }),
    ],
    "dhcp-options": [aDocument("dhcp-options", "dopt-1", { domainNameServers: spec.nameServers })],
    "vpc-endpoint": [
      ...endpoints.map(({ endpoint }) => endpoint),
      aDocument("vpc-endpoint", "vpce-s3", {
        type: "Gateway",
        serviceName: "com.amazonaws.eu-west-1.s3",
        subnetIds: [],
      }),
    ],
    "network-interface": [
      ...endpoints.flatMap(({ interfaces }) => interfaces),
      aDocument("network-interface", "eni-appliance", { sourceDestCheck: false }),
    ],
    "nat-gateway": [aDocument("nat-gateway", "nat-1", { state: spec.natState })],
    "internet-gateway": [
      aDocument("internet-gateway", "igw-1", {
        attachments: spec.attachment === null ? [] : [{ vpcId: "vpc-1", state: spec.attachment }],
      }),
    ],
    "managed-prefix-list": [
      aDocument("managed-prefix-list", "pl-s3", {
        name: "com.amazonaws.eu-west-1.s3",
        cidrs: spec.listOfS3,
      }),
      ...(spec.listOfOther === null
        ? []
        : [
            aDocument("managed-prefix-list", "pl-other", {
              name: `com.amazonaws.eu-west-1.${spec.listOfOther}`,
              cidrs: ["52.94.0.0/20"],
            }),
          ]),
      aDocument("managed-prefix-list", "pl-own", {
        ownerId: aScope.account,
        cidrs: ["10.0.4.0/24", "52.94.0.0/16"],
      }),
    ],
    "block-public-access": [
      aDocument("block-public-access", aScope.region, { internetGatewayBlockMode: spec.blockMode }),
    ],
    "peering-connection": [aDocument("peering-connection", "pcx-1")],
    "transit-gateway-attachment": [
      aDocument("transit-gateway-attachment", "tgw-attach-1", { subnetIds: ["subnet-a"] }),
    ],
    "hosted-zone": spec.zone === null ? [] : [aDocument("hosted-zone", "vpc-1/Z1", { name: spec.zone })],
  };
}

function toEndpoint(
  { service, hasInterfaces, inNodeSubnet, group, ...rest }: VpcSpec["endpoints"][number],
  index: number,
) {
  const id = `vpce-${index}`;
  const places = inNodeSubnet ? ["subnet-endpoints", "subnet-a"] : ["subnet-endpoints"];
  const interfaces = places.map((subnetId, place) =>
    aDocument("network-interface", `eni-${id}-${place}`, {
      ...{ subnetId, securityGroupIds: [group] },
      privateAddresses: [
        {
          address: `10.0.${1 + subnetIds.indexOf(subnetId)}.${10 + index}`,
          isPrimary: true,
          publicAddress: null,
        },
      ],
    }),
  );
  const endpoint = aDocument("vpc-endpoint", id, {
    ...rest,
    ...{ serviceName: `com.amazonaws.eu-west-1.${service}`, subnetIds: places, securityGroupIds: [group] },
    networkInterfaceIds: interfaces.map((each) => each.id),
  });
  return { endpoint, interfaces: hasInterfaces ? interfaces : [] };
}
