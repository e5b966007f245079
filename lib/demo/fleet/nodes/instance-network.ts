import type { InstanceNetworkInterface, NetworkInterface } from "@aws-sdk/client-ec2";
import type { Estate } from "../estate.ts";
import { share } from "../estate.ts";
import type { Ground } from "../network/ground.ts";
import { ec2Of, takeAddress } from "../network/ground.ts";
import {
  elasticAddress,
  ipv6Of,
  macAddress,
  privateDnsName,
  publicAddress,
  publicDnsName,
} from "../network/interfaces.ts";

export type InterfaceSpec = {
  instanceId: string;
  subnetId: string;
  groupIds: string[];
  attachedAt: Date;
  deviceIndex?: number;
  /** A public IPv4 address: given at launch, or an elastic one that stays. */
  publicAddress?: "auto" | "elastic";
  hasIpv6?: boolean;
};

/** Adds an instance's interface to the Region, and answers it as DescribeInstances prints it. */
export function addInstanceInterface(
  estate: Estate,
  ground: Ground,
  spec: InterfaceSpec,
): InstanceNetworkInterface {
  const ec2 = ec2Of(estate, ground);
  const subnet = ec2.subnets.get(spec.subnetId);
  const deviceIndex = spec.deviceIndex ?? 0;
  const label = `${spec.instanceId}/${deviceIndex}`;
  const id = estate.ids.resource("eni", label);
  const addresses = subnet?.CidrBlock ? ipv4Of(estate, ground, spec, id) : null;
  const ipv6 =
    spec.hasIpv6 || subnet?.Ipv6Native ? [{ Ipv6Address: ipv6Of(estate, ground, spec.subnetId, id) }] : [];
  const common = {
    NetworkInterfaceId: id,
    SubnetId: spec.subnetId,
    VpcId: ground.vpcId,
    OwnerId: ground.accountId,
    Description: "",
    MacAddress: macAddress(estate, id),
    SourceDestCheck: true,
    Status: "in-use" as const,
    Groups: groupList(estate, ground, spec.groupIds),
    Ipv6Addresses: ipv6,
    InterfaceType: "interface" as const,
    ...addresses,
  };
  const attachment = {
    AttachmentId: estate.ids.resource("eni-attach", label),
    AttachTime: spec.attachedAt,
    DeleteOnTermination: deviceIndex === 0,
    DeviceIndex: deviceIndex,
    NetworkCardIndex: 0,
    Status: "attached" as const,
  };
  const described: NetworkInterface = {
    ...common,
    AvailabilityZone: subnet?.AvailabilityZone,
    AvailabilityZoneId: subnet?.AvailabilityZoneId,
    RequesterManaged: false,
    Attachment: { ...attachment, InstanceId: spec.instanceId, InstanceOwnerId: ground.accountId },
    TagSet: share(estate, "no tags", () => []),
  };
  ec2.networkInterfaces.set(id, described);
  return { ...common, Attachment: attachment };
}

export function groupList(estate: Estate, ground: Ground, groupIds: string[]) {
  return share(estate, `groups/${groupIds.join()}`, () =>
    groupIds.map((GroupId) => ({
      GroupId,
      GroupName: ec2Of(estate, ground).securityGroups.get(GroupId)?.GroupName ?? "",
    })),
  );
}

function ipv4Of(estate: Estate, ground: Ground, spec: InterfaceSpec, interfaceId: string) {
  const address = takeAddress(estate, ground, spec.subnetId);
  const dnsName = privateDnsName(ground.region, address);
  const association = associationOf(estate, ground, spec, interfaceId);
  return {
    PrivateIpAddress: address,
    PrivateDnsName: dnsName,
    ...association,
    PrivateIpAddresses: [
      { Primary: true, PrivateIpAddress: address, PrivateDnsName: dnsName, ...association },
    ],
  };
}

function associationOf(estate: Estate, ground: Ground, spec: InterfaceSpec, interfaceId: string) {
  if (!spec.publicAddress) return {};
  if (spec.publicAddress === "elastic") {
    const { PublicIp, AllocationId, AssociationId } = elasticAddress(
      estate,
      ground,
      interfaceId,
      interfaceId,
    );
    const PublicDnsName = publicDnsName(ground.region, PublicIp);
    return {
      Association: { AllocationId, AssociationId, IpOwnerId: ground.accountId, PublicDnsName, PublicIp },
    };
  }
  const PublicIp = publicAddress(estate, interfaceId);
  return {
    Association: { IpOwnerId: "amazon", PublicDnsName: publicDnsName(ground.region, PublicIp), PublicIp },
  };
}
