import type { Instance, InstanceMetadataOptionsResponse, InstanceStatus } from "@aws-sdk/client-ec2";
import type { Agent } from "../../cloud/agent.ts";
import type { Estate } from "../estate.ts";
import { accountOf, day, regionOf, share } from "../estate.ts";
import type { Ground } from "../network/ground.ts";
import { ec2Of } from "../network/ground.ts";
import { privateDnsName } from "../network/interfaces.ts";
import { hashOf } from "../seeded-random.ts";
import { agentVersionOf, healthyAgent } from "./agents.ts";
import type { ImageKey } from "./images.ts";
import { imageId, images } from "./images.ts";
import { addInstanceInterface, groupList } from "./instance-network.ts";
import type { Service } from "./services.ts";

export type InstanceState = "pending" | "running" | "shutting-down" | "terminated" | "stopping" | "stopped";

export type NodeSpec = {
  name: string;
  service: Service;
  ground: Ground;
  subnetId: string;
  groupIds: string[];
  /** The service's profile by default; null for none. */
  profile?: string | null;
  image?: ImageKey;
  type?: string;
  launchedAt?: number;
  state?: InstanceState;
  /** Why EC2 left the running state, as it prints it. */
  transition?: { reason: string; code: string; message: string };
  publicAddress?: "auto" | "elastic";
  hasIpv6?: boolean;
  metadata?: Partial<InstanceMetadataOptionsResponse>;
  agentVersion?: string;
  isSpot?: boolean;
};

export type AddedNode = { id: string; instance: Instance; agent: Agent };

const stateCodes: Record<InstanceState, number> = {
  pending: 0,
  running: 16,
  "shutting-down": 32,
  terminated: 48,
  stopping: 64,
  stopped: 80,
};

/** Adds an EC2 instance with all that stands around it, and an agent that answers if the instance runs. */
export function addNode(estate: Estate, spec: NodeSpec): AddedNode {
  const { ground, service } = spec;
  const ec2 = ec2Of(estate, ground);
  const id = estate.ids.resource("i", `${ground.accountId}/${ground.region}/${spec.name}`);
  if (ec2.instances.has(id)) throw new Error(`${spec.name} stands twice in ${ground.region}`);
  const number = hashOf(`${estate.world.seed}/${id}`);
  const image = spec.image ?? service.images[number % service.images.length] ?? service.images[0];
  const launchedAt = new Date(spec.launchedAt ?? estate.now - (2 + (number % 8_000) / 100) * day);
  const state = spec.state ?? "running";
  const instance: Instance = {
    ...hardware(estate, spec, id, image, number),
    ...standing(estate, { ...spec, image }, id, state, launchedAt),
    MetadataOptions: metadataOptions(estate, spec.metadata),
    LaunchTime: launchedAt,
    State: share(estate, `state/${state}`, () => ({ Code: stateCodes[state], Name: state })),
    StateTransitionReason: spec.transition?.reason ?? "",
    ...(spec.transition
      ? { StateReason: { Code: spec.transition.code, Message: spec.transition.message } }
      : {}),
    Tags: tagsOf(estate, spec),
  };
  ec2.instances.set(id, instance);
  ec2.instanceStatuses.set(id, statusOf(estate, ground, instance, state));
  if (state !== "terminated") addToAutoScaling(estate, spec, instance);
  attachProfile(estate, spec, instance, launchedAt);
  const agent = healthyAgent(estate, {
    nodeId: id,
    image: images[image],
    version: spec.agentVersion ?? agentVersionOf(estate, id),
    address:
      instance.PrivateIpAddress ?? instance.NetworkInterfaces?.[0]?.Ipv6Addresses?.[0]?.Ipv6Address ?? "",
    hostName: hostName(spec, instance, images[image].platformType),
    launchedAt: launchedAt.getTime(),
  });
  regionOf(estate, ground.account, ground.region).ssm.agents.set(id, agent);
  return { id, instance, agent };
}

export function autoScalingGroupOf(spec: Pick<NodeSpec, "service" | "ground">): string | null {
  return spec.service.isScaled ? `${spec.service.name}-${spec.ground.account}` : null;
}

function hardware(estate: Estate, spec: NodeSpec, id: string, image: ImageKey, number: number): Instance {
  const facts = images[image];
  const types = spec.service.types;
  return {
    InstanceId: id,
    ImageId: imageId(estate, spec.ground.region, image),
    InstanceType: (spec.type ?? types[number % types.length]) as Instance["InstanceType"],
    Architecture: facts.architecture,
    ...(facts.platformType === "Windows" ? { Platform: "Windows" as const } : {}),
    PlatformDetails: facts.platformDetails,
    UsageOperation: facts.usageOperation,
    ...(spec.isSpot ? { InstanceLifecycle: "spot" as const } : {}),
    AmiLaunchIndex: 0,
    EbsOptimized: true,
    EnaSupport: true,
    Hypervisor: "xen",
    VirtualizationType: "hvm",
    RootDeviceName: facts.rootDeviceName,
    RootDeviceType: "ebs",
    Monitoring: share(estate, "monitoring", () => ({ State: "disabled" as const })),
    CpuOptions: share(estate, "cpu", () => ({ CoreCount: 1, ThreadsPerCore: 2 })),
    ClientToken: "",
  };
}

/** What only an instance that is not terminated has: a place, addresses, a disk. */
function standing(
  estate: Estate,
  spec: NodeSpec & { image: ImageKey },
  id: string,
  state: InstanceState,
  at: Date,
): Instance {
  const { ground } = spec;
  const subnet = ec2Of(estate, ground).subnets.get(spec.subnetId);
  const zone = subnet?.AvailabilityZone ?? "";
  const Placement = share(estate, `placement/${zone}`, () => ({
    AvailabilityZone: zone,
    AvailabilityZoneId: subnet?.AvailabilityZoneId,
    GroupName: "",
    Tenancy: "default" as const,
  }));
  if (state === "terminated") {
    return { Placement, NetworkInterfaces: [], SecurityGroups: [], BlockDeviceMappings: [] };
  }
  const isUp = state === "running" || state === "pending";
  const keepsPublic = spec.publicAddress === "elastic" || isUp;
  const networkInterface = addInstanceInterface(estate, ground, {
    instanceId: id,
    subnetId: spec.subnetId,
    groupIds: spec.groupIds,
    attachedAt: at,
    ...(spec.publicAddress && keepsPublic ? { publicAddress: spec.publicAddress } : {}),
    ...(spec.hasIpv6 ? { hasIpv6: true } : {}),
  });
  const PublicIp = networkInterface.Association?.PublicIp;
  return {
    Placement,
    SubnetId: spec.subnetId,
    VpcId: ground.vpcId,
    PrivateIpAddress: networkInterface.PrivateIpAddress,
    PrivateDnsName: networkInterface.PrivateDnsName ?? "",
    PublicDnsName: networkInterface.Association?.PublicDnsName ?? "",
    ...(PublicIp ? { PublicIpAddress: PublicIp } : {}),
    ...(networkInterface.Ipv6Addresses?.[0]
      ? { Ipv6Address: networkInterface.Ipv6Addresses[0].Ipv6Address }
      : {}),
    NetworkInterfaces: [networkInterface],
    SecurityGroups: groupList(estate, ground, spec.groupIds),
    SourceDestCheck: true,
    BlockDeviceMappings: [
      {
        DeviceName: images[spec.image].rootDeviceName,
        Ebs: {
          VolumeId: estate.ids.resource("vol", id),
          AttachTime: at,
          DeleteOnTermination: true,
          Status: "attached",
        },
      },
    ],
  };
}

function metadataOptions(estate: Estate, changes: Partial<InstanceMetadataOptionsResponse> = {}) {
  return share(estate, `metadata/${JSON.stringify(changes)}`, () => ({
    State: "applied" as const,
    HttpTokens: "required" as const,
    HttpPutResponseHopLimit: 2,
    HttpEndpoint: "enabled" as const,
    HttpProtocolIpv6: "disabled" as const,
    InstanceMetadataTags: "disabled" as const,
    ...changes,
  }));
}

function tagsOf(estate: Estate, spec: NodeSpec) {
  const { service, ground } = spec;
  const group = autoScalingGroupOf(spec);
  const shared = share(estate, `tags/${ground.account}/${service.name}`, () => [
    { Key: "Env", Value: ground.account === "data" ? "prod" : ground.account },
    { Key: "Team", Value: service.team },
    { Key: "Service", Value: service.name },
    { Key: "Owner", Value: service.owner },
    { Key: "CostCenter", Value: service.costCenter },
    ...(group ? [{ Key: "aws:autoscaling:groupName", Value: group }] : []),
  ]);
  return [{ Key: "Name", Value: spec.name }, ...shared];
}

function statusOf(estate: Estate, ground: Ground, instance: Instance, state: InstanceState): InstanceStatus {
  const zone = instance.Placement?.AvailabilityZone ?? "";
  const summary = share(estate, `status/${ground.accountId}/${zone}/${state}`, () => {
    const Status = state === "running" ? "ok" : state === "pending" ? "initializing" : "not-applicable";
    const Details = [
      { Name: "reachability" as const, Status: state === "running" ? "passed" : "initializing" },
    ];
    const one = { Status, ...(state === "running" || state === "pending" ? { Details } : {}) };
    return {
      AvailabilityZone: zone,
      AvailabilityZoneId: instance.Placement?.AvailabilityZoneId,
      InstanceStatus: one,
      SystemStatus: one,
      AttachedEbsStatus: one,
      Events: [],
    } as InstanceStatus;
  });
  return { InstanceId: instance.InstanceId, InstanceState: instance.State, ...summary };
}

function attachProfile(estate: Estate, spec: NodeSpec, instance: Instance, launchedAt: Date): void {
  const name = spec.profile === undefined ? spec.service.profile : spec.profile;
  if (name === null || spec.state === "terminated") return;
  const profile = accountOf(estate, spec.ground.account).iam.instanceProfiles.get(name);
  if (!profile) throw new Error(`${spec.ground.account} has no instance profile ${name}`);
  const reference = share(estate, `profile/${profile.arn}`, () => ({ Arn: profile.arn, Id: profile.id }));
  instance.IamInstanceProfile = reference;
  const associationId = estate.ids.resource("iip-assoc", instance.InstanceId ?? "");
  ec2Of(estate, spec.ground).profileAssociations.set(associationId, {
    AssociationId: associationId,
    InstanceId: instance.InstanceId,
    IamInstanceProfile: reference,
    State: "associated",
    Timestamp: launchedAt,
  });
}

function addToAutoScaling(estate: Estate, spec: NodeSpec, instance: Instance): void {
  const group = autoScalingGroupOf(spec);
  if (!group || !instance.InstanceId || spec.state === "stopped") return;
  const region = regionOf(estate, spec.ground.account, spec.ground.region);
  region.autoScalingInstances.set(instance.InstanceId, {
    InstanceId: instance.InstanceId,
    InstanceType: instance.InstanceType ?? "",
    AutoScalingGroupName: group,
    AvailabilityZone: instance.Placement?.AvailabilityZone ?? "",
    LifecycleState:
      spec.state === "pending" ? "Pending" : spec.state === "shutting-down" ? "Terminating" : "InService",
    HealthStatus: "HEALTHY",
    ProtectedFromScaleIn: false,
  });
}

function hostName(spec: NodeSpec, instance: Instance, platform: "Linux" | "Windows"): string {
  if (platform === "Windows") return `${spec.name.toUpperCase()}.corp.muster.example`;
  return instance.PrivateIpAddress
    ? privateDnsName(spec.ground.region, instance.PrivateIpAddress)
    : spec.name;
}
