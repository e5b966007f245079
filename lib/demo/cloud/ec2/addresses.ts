import {
  type Address,
  AllocateAddress$,
  type AllocateAddressRequest,
  type AllocateAddressResult,
  AssociateAddress$,
  type AssociateAddressRequest,
  type AssociateAddressResult,
  DescribeAddresses$,
  type DescribeAddressesRequest,
  type DescribeAddressesResult,
  DisassociateAddress$,
  type DisassociateAddressRequest,
  type NetworkInterface,
  ReleaseAddress$,
  type ReleaseAddressRequest,
} from "@aws-sdk/client-ec2";
import { defineOperation, type OperationContext } from "../operation.ts";
import type { Ec2State } from "../world.ts";
import { bindAddress, unbindAddress } from "./address-binding.ts";
import { compileFilters } from "./filters.ts";
import { getAll, getOne, kinds, newId } from "./identifiers.ts";
import { sortedIds } from "./sorted-ids.ts";
import { tagsOnCreation } from "./tag-specifications.ts";

/** This call has no pages. */
export const describeAddresses = defineOperation<DescribeAddressesRequest, DescribeAddressesResult>({
  service: "ec2",
  schema: DescribeAddresses$,
  action: "ec2:DescribeAddresses",
  handle(context, { AllocationIds, PublicIps, Filters }) {
    const { elasticAddresses } = context.region.ec2;
    if (AllocationIds) getAll(kinds.allocation, elasticAddresses, AllocationIds);
    const addresses = (AllocationIds ?? sortedIds(context.world, elasticAddresses)).map((id) =>
      described(context, id),
    );
    const missing = PublicIps?.find((ip) => !addresses.some(({ PublicIp }) => PublicIp === ip));
    if (missing) context.fail("InvalidAddress.NotFound", `Address '${missing}' not found.`);
    const passes = compileFilters<Address>(
      Filters,
      {
        "allocation-id": ({ AllocationId }) => AllocationId,
        "association-id": ({ AssociationId }) => AssociationId,
        domain: ({ Domain }) => Domain,
        "instance-id": ({ InstanceId }) => InstanceId,
        "network-border-group": ({ NetworkBorderGroup }) => NetworkBorderGroup,
        "network-interface-id": ({ NetworkInterfaceId }) => NetworkInterfaceId,
        "network-interface-owner-id": ({ NetworkInterfaceOwnerId }) => NetworkInterfaceOwnerId,
        "private-ip-address": ({ PrivateIpAddress }) => PrivateIpAddress,
        "public-ip": ({ PublicIp }) => PublicIp,
      },
      ({ Tags }) => Tags,
    );
    return {
      Addresses: addresses.filter(
        (address) => passes(address) && (!PublicIps || PublicIps.includes(address.PublicIp ?? "")),
      ),
    };
  },
});

export const allocateAddress = defineOperation<AllocateAddressRequest, AllocateAddressResult>({
  service: "ec2",
  schema: AllocateAddress$,
  action: "ec2:AllocateAddress",
  mutates: true,
  handle(context, { TagSpecifications }) {
    const { ec2, name } = context.region;
    const Tags = tagsOnCreation(context, TagSpecifications, "elastic-ip");
    context.proceed();
    const AllocationId = newId("eipalloc");
    const PublicIp = unusedPublicIp(ec2);
    ec2.elasticAddresses.set(AllocationId, { AllocationId, PublicIp, Tags });
    context.changed(AllocationId);
    return { AllocationId, PublicIp, Domain: "vpc", PublicIpv4Pool: "amazon", NetworkBorderGroup: name };
  },
});

export const associateAddress = defineOperation<AssociateAddressRequest, AssociateAddressResult>({
  service: "ec2",
  schema: AssociateAddress$,
  action: "ec2:AssociateAddress",
  mutates: true,
  handle(context, { AllocationId = "", InstanceId, NetworkInterfaceId, AllowReassociation = true }) {
    const { ec2 } = context.region;
    const address = getOne(kinds.allocation, ec2.elasticAddresses, AllocationId);
    const networkInterface = interfaceFor(context, InstanceId, NetworkInterfaceId);
    if (address.AssociationId && !AllowReassociation) {
      context.fail(
        "Resource.AlreadyAssociated",
        `resource ${AllocationId} is already associated with an association`,
      );
    }
    context.proceed();
    if (address.AssociationId) unbindAddress(ec2, AllocationId);
    const AssociationId = bindAddress(ec2, AllocationId, networkInterface);
    context.changed(AllocationId, networkInterface.NetworkInterfaceId ?? "");
    return { AssociationId };
  },
});

export const disassociateAddress = defineOperation<DisassociateAddressRequest, void>({
  service: "ec2",
  schema: DisassociateAddress$,
  action: "ec2:DisassociateAddress",
  mutates: true,
  handle(context, { AssociationId, PublicIp }) {
    const { ec2 } = context.region;
    const address = [...ec2.elasticAddresses.values()].find((candidate) =>
      AssociationId ? candidate.AssociationId === AssociationId : candidate.PublicIp === PublicIp,
    );
    if (!address?.AssociationId) {
      return context.fail(
        "InvalidAssociationID.NotFound",
        `The association ID '${AssociationId}' does not exist`,
      );
    }
    context.proceed();
    unbindAddress(ec2, address.AllocationId);
    context.changed(address.AllocationId);
  },
});

export const releaseAddress = defineOperation<ReleaseAddressRequest, void>({
  service: "ec2",
  schema: ReleaseAddress$,
  action: "ec2:ReleaseAddress",
  mutates: true,
  handle(context, { AllocationId = "" }) {
    const { ec2 } = context.region;
    const address = getOne(kinds.allocation, ec2.elasticAddresses, AllocationId);
    if (address.AssociationId) {
      context.fail("InvalidIPAddress.InUse", `Address ${address.PublicIp} is in use.`);
    }
    context.proceed();
    ec2.elasticAddresses.delete(AllocationId);
    context.changed(AllocationId);
  },
});

function described({ region, account }: OperationContext, allocationId: string): Address {
  const address = region.ec2.elasticAddresses.get(allocationId);
  const networkInterface = region.ec2.networkInterfaces.get(address?.NetworkInterfaceId ?? "");
  return {
    ...address,
    Domain: "vpc",
    PublicIpv4Pool: "amazon",
    NetworkBorderGroup: region.name,
    InstanceId: networkInterface?.Attachment?.InstanceId,
    NetworkInterfaceOwnerId: networkInterface && account.id,
    PrivateIpAddress: networkInterface?.PrivateIpAddress,
  };
}

function interfaceFor(
  context: OperationContext,
  instanceId?: string,
  interfaceId?: string,
): NetworkInterface {
  const { ec2 } = context.region;
  if (!instanceId && !interfaceId) {
    context.fail("MissingParameter", "Either instance ID or network interface id must be specified");
  }
  const primary = instanceId
    ? getOne(kinds.instance, ec2.instances, instanceId).NetworkInterfaces?.[0]?.NetworkInterfaceId
    : interfaceId;
  return getOne(kinds.networkInterface, ec2.networkInterfaces, interfaceId ?? primary);
}

/** Out of a block that is reserved for documentation, so that no real machine is ever meant. */
function unusedPublicIp(ec2: Ec2State): string {
  const taken = new Set([...ec2.elasticAddresses.values()].map(({ PublicIp }) => PublicIp));
  for (let host = 1; ; host++) {
    const address = host < 255 ? `203.0.113.${host}` : `198.18.${(host >> 8) & 255}.${host & 255}`;
    if (!taken.has(address)) return address;
  }
}
