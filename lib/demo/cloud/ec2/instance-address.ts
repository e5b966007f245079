import type { Instance, NetworkInterface } from "@aws-sdk/client-ec2";
import type { Ec2State, Region } from "../world.ts";
import { unbindAddress } from "./address-binding.ts";

/** A stopped instance loses a public address that is not an Elastic IP, and remembers that it had one. */
export function withoutPublicAddress({ ec2 }: Region, instance: Instance) {
  const primary = primaryOf(ec2, instance);
  if (!instance.PublicIpAddress || primary?.Association?.AllocationId) return;
  delete instance.PublicIpAddress;
  instance.PublicDnsName = "";
  for (const worn of instance.NetworkInterfaces ?? []) delete worn.Association;
  if (!primary) return;
  delete primary.Association;
  for (const address of primary.PrivateIpAddresses ?? []) delete address.Association;
}

/** A started instance gets a fresh public address where its subnet gives them out and it has none. */
export function wearPublicAddress({ ec2, name }: Region, instance: Instance) {
  const isGiven = ec2.subnets.get(instance.SubnetId ?? "")?.MapPublicIpOnLaunch;
  const primary = primaryOf(ec2, instance);
  if (instance.PublicIpAddress || !isGiven || !primary) return;
  const [, , third, fourth] = (primary.PrivateIpAddress ?? "10.0.0.1").split(".");
  // A block for benchmarks, which no machine on the internet has.
  const PublicIp = `198.19.${third}.${fourth}`;
  const PublicDnsName = `ec2-${PublicIp.replaceAll(".", "-")}.${name}.compute.amazonaws.com`;
  const association = { IpOwnerId: "amazon", PublicIp, PublicDnsName };
  instance.PublicIpAddress = PublicIp;
  instance.PublicDnsName = PublicDnsName;
  primary.Association = association;
  const [worn] = instance.NetworkInterfaces ?? [];
  if (worn) worn.Association = association;
}

/** What a terminated instance leaves behind: no interface, no address, and a record without a network. */
export function releaseInterfaces({ ec2 }: Region, instance: Instance) {
  for (const { NetworkInterfaceId = "" } of instance.NetworkInterfaces ?? []) {
    const allocationId = ec2.networkInterfaces.get(NetworkInterfaceId)?.Association?.AllocationId;
    if (allocationId) unbindAddress(ec2, allocationId);
    ec2.networkInterfaces.delete(NetworkInterfaceId);
  }
  instance.NetworkInterfaces = [];
  instance.SecurityGroups = [];
  instance.BlockDeviceMappings = [];
  instance.PrivateDnsName = "";
  instance.PublicDnsName = "";
  delete instance.PrivateIpAddress;
  delete instance.PublicIpAddress;
  delete instance.SubnetId;
  delete instance.VpcId;
  delete instance.IamInstanceProfile;
  for (const [id, association] of ec2.profileAssociations) {
    if (association.InstanceId === instance.InstanceId) ec2.profileAssociations.delete(id);
  }
}

function primaryOf(ec2: Ec2State, instance: Instance): NetworkInterface | undefined {
  return ec2.networkInterfaces.get(instance.NetworkInterfaces?.[0]?.NetworkInterfaceId ?? "");
}
