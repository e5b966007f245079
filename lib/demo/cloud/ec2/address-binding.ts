import type { Instance, NetworkInterface } from "@aws-sdk/client-ec2";
import type { Ec2State } from "../world.ts";
import { newId } from "./identifiers.ts";

/** Gives an Elastic IP address to an interface, and to the instance that wears it. */
export function bindAddress(ec2: Ec2State, allocationId: string, networkInterface: NetworkInterface): string {
  const address = ec2.elasticAddresses.get(allocationId);
  if (!address) throw new Error(`No address ${allocationId}`);
  const AssociationId = newId("eipassoc");
  address.AssociationId = AssociationId;
  address.NetworkInterfaceId = networkInterface.NetworkInterfaceId;
  const PublicDnsName = `ec2-${address.PublicIp.replaceAll(".", "-")}.compute.amazonaws.com`;
  const association = { PublicIp: address.PublicIp, PublicDnsName, IpOwnerId: networkInterface.OwnerId };
  networkInterface.Association = { ...association, AllocationId: allocationId, AssociationId };
  const [primary] = networkInterface.PrivateIpAddresses ?? [];
  if (primary) primary.Association = networkInterface.Association;
  const instance = wearerOf(ec2, networkInterface);
  if (instance) {
    instance.PublicIpAddress = address.PublicIp;
    instance.PublicDnsName = PublicDnsName;
    const worn = instance.NetworkInterfaces?.find(
      ({ NetworkInterfaceId }) => NetworkInterfaceId === networkInterface.NetworkInterfaceId,
    );
    if (worn) worn.Association = association;
  }
  return AssociationId;
}

/** Takes the address away again. The instance is left without a public address. */
export function unbindAddress(ec2: Ec2State, allocationId: string) {
  const address = ec2.elasticAddresses.get(allocationId);
  const networkInterface = ec2.networkInterfaces.get(address?.NetworkInterfaceId ?? "");
  if (address) {
    delete address.AssociationId;
    delete address.NetworkInterfaceId;
  }
  if (!networkInterface) return;
  delete networkInterface.Association;
  for (const privateAddress of networkInterface.PrivateIpAddresses ?? []) delete privateAddress.Association;
  const instance = wearerOf(ec2, networkInterface);
  if (!instance) return;
  delete instance.PublicIpAddress;
  instance.PublicDnsName = "";
  for (const worn of instance.NetworkInterfaces ?? []) {
    if (worn.NetworkInterfaceId === networkInterface.NetworkInterfaceId) delete worn.Association;
  }
}

export function wearerOf(ec2: Ec2State, { Attachment }: NetworkInterface): Instance | undefined {
  return Attachment?.InstanceId ? ec2.instances.get(Attachment.InstanceId) : undefined;
}
