import type { DocumentKind } from "../model/document-kind.ts";
import type { DocumentOf, Documents } from "../model/documents/document.ts";
import type { Gap } from "../model/gap.ts";
import type { Scope } from "../model/scope.ts";
import { Snapshot, type SnapshotParts } from "../model/snapshot.ts";

/** The scope and moment of everything that tests build by hand. */
export const aScope: Scope = { partition: "aws", account: "123456789012", region: "eu-west-1" };
export const aMoment = Date.parse("2026-11-01T12:00:00Z");

const plain: { [Kind in DocumentKind]: (id: string) => Documents[Kind] } = {
  instance: (id) => ({
    id,
    state: "running",
    stateTransitionReason: null,
    stateReasonCode: null,
    launchedAt: aMoment - 30 * 86_400_000,
    platform: "linux",
    platformDetails: "Linux/UNIX",
    architecture: "x86_64",
    instanceType: "t3.micro",
    imageId: null,
    zone: "eu-west-1a",
    vpcId: "vpc-1",
    subnetId: "subnet-1",
    privateAddress: "10.0.1.10",
    publicAddress: null,
    ipv6Address: null,
    securityGroupIds: ["sg-1"],
    networkInterfaces: [
      {
        id: `eni-${id.slice(2)}`,
        deviceIndex: 0,
        networkCardIndex: 0,
        attachmentStatus: "attached",
        subnetId: "subnet-1",
        vpcId: "vpc-1",
        privateAddresses: [{ address: "10.0.1.10", isPrimary: true, publicAddress: null }],
        ipv6Addresses: [],
        securityGroupIds: ["sg-1"],
        sourceDestCheck: true,
      },
    ],
    instanceProfileArn: "arn:aws:iam::123456789012:instance-profile/node",
    metadataOptions: {
      state: "applied",
      httpEndpoint: "enabled",
      httpTokens: "required",
      httpPutResponseHopLimit: 2,
      httpProtocolIpv6: "disabled",
    },
    sourceDestCheck: true,
    ownerId: aScope.account,
    tags: {},
  }),
  "managed-node": (id) => ({
    id,
    pingStatus: "Online",
    lastPingAt: aMoment - 60_000,
    agentVersion: "3.3.1957.0",
    isLatestVersion: true,
    platform: "linux",
    platformName: "Amazon Linux",
    platformVersion: "2023",
    resourceType: id.startsWith("mi-") ? "ManagedInstance" : "EC2Instance",
    activationId: null,
    iamRole: null,
    registeredAt: aMoment - 30 * 86_400_000,
    name: null,
    address: "10.0.1.10",
    computerName: null,
    associationStatus: null,
    sourceId: null,
    sourceType: null,
  }),
  "instance-status": (id) => ({
    id,
    zone: "eu-west-1a",
    systemStatus: "ok",
    instanceStatus: "ok",
    attachedEbsStatus: "ok",
    impairedSince: null,
    events: [],
  }),
  vpc: (id) => ({
    id,
    cidrBlocks: ["10.0.0.0/16"],
    ipv6CidrBlocks: [],
    dhcpOptionsId: "dopt-1",
    enableDnsSupport: true,
    enableDnsHostnames: true,
    internetGatewayBlockMode: "off",
    isDefault: false,
    ownerId: aScope.account,
    state: "available",
    tags: {},
  }),
  subnet: (id) => ({
    id,
    vpcId: "vpc-1",
    cidrBlock: "10.0.1.0/24",
    ipv6CidrBlocks: [],
    zone: "eu-west-1a",
    zoneId: "euw1-az1",
    enableDns64: false,
    ipv6Native: false,
    mapPublicIpOnLaunch: false,
    internetGatewayBlockMode: "off",
    ownerId: aScope.account,
    state: "available",
    tags: {},
  }),
  "security-group": (id) => ({
    id,
    name: id,
    description: null,
    vpcId: "vpc-1",
    ingress: [],
    egress: [
      {
        protocol: "-1",
        fromPort: null,
        toPort: null,
        ipv4Ranges: ["0.0.0.0/0"],
        ipv6Ranges: [],
        prefixListIds: [],
        groups: [],
      },
    ],
    ownerId: aScope.account,
    tags: {},
  }),
  "network-acl": (id) => ({
    id,
    vpcId: "vpc-1",
    isDefault: true,
    subnetIds: [],
    ingress: openAclEntries(),
    egress: openAclEntries(),
    ownerId: aScope.account,
    tags: {},
  }),
  "route-table": (id) => ({
    id,
    vpcId: "vpc-1",
    isMain: true,
    subnetIds: [],
    associationIds: {},
    gatewayIds: [],
    routes: [
      {
        destination: { kind: "ipv4", cidr: "10.0.0.0/16" },
        target: { kind: "local" },
        state: "active",
        origin: "CreateRouteTable",
      },
    ],
    ownerId: aScope.account,
    tags: {},
  }),
  "dhcp-options": (id) => ({
    id,
    domainNameServers: ["AmazonProvidedDNS"],
    domainName: null,
    ownerId: aScope.account,
    tags: {},
  }),
  "vpc-endpoint": (id) => ({
    id,
    type: "Interface",
    vpcId: "vpc-1",
    serviceName: "com.amazonaws.eu-west-1.ssm",
    state: "available",
    privateDnsEnabled: true,
    privateDnsOnlyForInboundResolverEndpoint: null,
    dnsNames: [],
    subnetIds: ["subnet-1"],
    networkInterfaceIds: [],
    routeTableIds: [],
    securityGroupIds: [],
    ipAddressType: "ipv4",
    policyDocument: null,
    failure: null,
    ownerId: aScope.account,
    createdAt: null,
    tags: {},
  }),
  "nat-gateway": (id) => ({
    id,
    vpcId: "vpc-1",
    subnetId: "subnet-public",
    state: "available",
    connectivityType: "public",
    availabilityMode: "zonal",
    routeTableId: null,
    addresses: [
      {
        publicAddress: "198.51.100.10",
        privateAddress: "10.0.0.10",
        networkInterfaceId: null,
        zone: null,
        status: "succeeded",
      },
    ],
    failureCode: null,
    failureMessage: null,
    createdAt: null,
    deletedAt: null,
    tags: {},
  }),
  "internet-gateway": (id) => ({
    id,
    attachments: [{ vpcId: "vpc-1", state: "available" }],
    ownerId: aScope.account,
    tags: {},
  }),
  "egress-only-gateway": (id) => ({ id, attachments: [{ vpcId: "vpc-1", state: "attached" }], tags: {} }),
  "network-interface": (id) => ({
    id,
    type: "interface",
    status: "in-use",
    description: null,
    vpcId: "vpc-1",
    subnetId: "subnet-1",
    zone: "eu-west-1a",
    privateAddresses: [{ address: "10.0.1.20", isPrimary: true, publicAddress: null }],
    ipv6Addresses: [],
    securityGroupIds: [],
    sourceDestCheck: true,
    attachment: null,
    isRequesterManaged: false,
    ownerId: aScope.account,
    tags: {},
  }),
  "managed-prefix-list": (id) => ({
    id,
    name: null,
    addressFamily: "IPv4",
    state: null,
    cidrs: [],
    version: null,
    ownerId: "AWS",
    tags: {},
  }),
  "block-public-access": (id) => ({
    id,
    internetGatewayBlockMode: "off",
    state: "default-state",
    exclusionsAllowed: null,
    managedBy: null,
    exclusions: [],
  }),
  "peering-connection": (id) => ({
    id,
    status: "active",
    statusMessage: null,
    requester: { vpcId: "vpc-1", ownerId: null, region: null, cidrBlocks: [], ipv6CidrBlocks: [] },
    accepter: { vpcId: "vpc-2", ownerId: null, region: null, cidrBlocks: [], ipv6CidrBlocks: [] },
    tags: {},
  }),
  "transit-gateway-attachment": (id) => ({
    id,
    transitGatewayId: "tgw-1",
    vpcId: "vpc-1",
    vpcOwnerId: aScope.account,
    state: "available",
    subnetIds: ["subnet-1"],
    ipv6Support: null,
    applianceModeSupport: null,
    securityGroupReferencingSupport: null,
    tags: {},
  }),
  "hosted-zone": (id) => ({
    id,
    vpcId: "vpc-1",
    zoneId: "Z1",
    name: "example.internal.",
    owningAccount: null,
    owningService: null,
  }),
  "profile-association": (id) => ({
    id,
    instanceId: null,
    instanceProfileArn: null,
    state: "associated",
    since: null,
  }),
  image: (id) => ({
    id,
    name: null,
    description: null,
    ownerId: "amazon",
    imageOwnerAlias: "amazon",
    platformDetails: "Linux/UNIX",
    architecture: "x86_64",
    createdAt: null,
    deprecatedAt: null,
    state: "available",
  }),
  "auto-scaling-instance": (id) => ({
    id,
    autoScalingGroup: "asg",
    lifecycleState: "InService",
    healthStatus: "HEALTHY",
    zone: "eu-west-1a",
    isProtectedFromScaleIn: false,
    launchTemplateId: null,
  }),
  "service-setting": (id) => ({ id, value: null, status: "Default", changedAt: null, changedBy: null }),
  activation: (id) => ({
    id,
    defaultInstanceName: null,
    iamRole: null,
    isExpired: false,
    expiresAt: null,
    registrationLimit: null,
    registrationsCount: null,
    createdAt: null,
    tags: {},
  }),
  association: (id) => ({
    id,
    name: null,
    documentName: null,
    documentVersion: null,
    targets: [],
    targetMaps: [],
    instanceId: null,
    scheduleExpression: null,
    status: null,
    detailedStatus: null,
    resourceCountByStatus: {},
  }),
  "maintenance-window": (id) => ({
    id,
    name: null,
    isEnabled: true,
    schedule: null,
    scheduleTimezone: null,
    durationHours: null,
    cutoffHours: null,
    targets: [],
    tasks: [],
  }),
  "session-preferences": (id) => ({
    id,
    logGroup: null,
    isLogEncrypted: null,
    bucket: null,
    isBucketEncrypted: null,
    kmsKeyId: null,
  }),
  "connection-status": (id) => ({ id, status: "connected" }),
  "instance-profile": (id) => ({
    id,
    name: id.slice(id.lastIndexOf("/") + 1),
    roles: [{ arn: "arn:aws:iam::123456789012:role/node", name: "node" }],
    createdAt: null,
  }),
  role: (id) => ({
    id,
    name: id.slice(id.lastIndexOf("/") + 1),
    path: "/",
    trustPolicy: JSON.stringify({
      Version: "2012-10-17",
      Statement: [{ Effect: "Allow", Principal: { Service: "ec2.amazonaws.com" }, Action: "sts:AssumeRole" }],
    }),
    createdAt: null,
    tags: null,
    permissionsBoundaryArn: null,
    permissionsBoundary: null,
    attachedPolicies: [],
    inlinePolicies: [],
  }),
  "role-simulation": (id) => ({ id, results: [] }),
};

function openAclEntries() {
  const entry = { protocol: "-1", cidrBlock: "0.0.0.0/0", ipv6CidrBlock: null, fromPort: null, toPort: null };
  return [
    { ...entry, ruleNumber: 100, action: "allow" as const },
    { ...entry, ruleNumber: 32767, action: "deny" as const },
  ];
}

/** A plain, healthy document of a kind, changed as a test needs it. The defaults fit together into one small VPC. */
export function aDocument<Kind extends DocumentKind>(
  kind: Kind,
  id: string,
  changes: Partial<DocumentOf<Kind>> = {},
): DocumentOf<Kind> {
  return { ...plain[kind](id), ...changes };
}

export type WorldParts = { [Kind in DocumentKind]?: readonly DocumentOf<Kind>[] };

/**
 * A snapshot of these documents. A kind that is not given was read and is empty; `gaps` are what was not read: of a whole
 * kind, none of its documents is there.
 */
export function aSnapshot(
  parts: WorldParts,
  options: { gaps?: readonly Gap[]; at?: number; scope?: Scope } = {},
): Snapshot {
  const at = options.at ?? aMoment;
  const unread = new Set<string>(
    options.gaps?.filter(({ resource }) => resource === null).map(({ kind }) => kind),
  );
  const documents = Object.fromEntries(
    Object.entries(parts)
      .filter(([kind]) => !unread.has(kind))
      .map(([kind, list]) => [kind, list.map((document) => ({ document, observedAt: at }))]),
  );
  return new Snapshot({
    scope: options.scope ?? aScope,
    at,
    documents: documents as SnapshotParts["documents"],
    gaps: options.gaps ?? [],
  });
}

/** A read that failed: of a whole kind, or of one resource of it. */
export function aGap(kind: DocumentKind, action: string, changes: Partial<Gap> = {}): Gap {
  return {
    scope: `${aScope.account}:${aScope.region}`,
    kind,
    action,
    reason: "denied",
    message: "You are not authorized to perform this operation.",
    code: "UnauthorizedOperation",
    resource: null,
    ...changes,
  };
}
