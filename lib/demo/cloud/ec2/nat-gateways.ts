import {
  CreateNatGateway$,
  type CreateNatGatewayRequest,
  type CreateNatGatewayResult,
  DeleteNatGateway$,
  type DeleteNatGatewayRequest,
  type DeleteNatGatewayResult,
  DescribeNatGateways$,
  type DescribeNatGatewaysRequest,
  type DescribeNatGatewaysResult,
  type NatGateway,
} from "@aws-sdk/client-ec2";
import { defineOperation, type OperationContext } from "../operation.ts";
import { bindAddress, unbindAddress } from "./address-binding.ts";
import { containsCidr } from "./cidr.ts";
import { oncePerToken } from "./client-token.ts";
import { createManagedInterface } from "./create-interface.ts";
import { defineDescribe } from "./describe.ts";
import { getOne, kinds, newId } from "./identifiers.ts";
import { tagsOnCreation } from "./tag-specifications.ts";

const creationMs = 90_000;
const deletionMs = 60_000;

export const describeNatGateways = defineDescribe<
  DescribeNatGatewaysRequest,
  DescribeNatGatewaysResult,
  NatGateway
>({
  schema: DescribeNatGateways$,
  kind: kinds.natGateway,
  ids: ({ NatGatewayIds }) => NatGatewayIds,
  // In the singular, unlike everywhere else.
  filtersOf: ({ Filter }) => Filter,
  from: ({ region }) => region.ec2.natGateways,
  filters: {
    "nat-gateway-id": ({ NatGatewayId }) => NatGatewayId,
    state: ({ State }) => State,
    "subnet-id": ({ SubnetId }) => SubnetId,
    "vpc-id": ({ VpcId }) => VpcId,
  },
  tagsOf: ({ Tags }) => Tags,
  answer: (NatGateways, NextToken) => ({ NatGateways, NextToken }),
});

export const createNatGateway = defineOperation<CreateNatGatewayRequest, CreateNatGatewayResult>({
  service: "ec2",
  schema: CreateNatGateway$,
  action: "ec2:CreateNatGateway",
  mutates: true,
  handle: oncePerToken((context, input) => {
    const { SubnetId, AllocationId, ConnectivityType = "public", ClientToken, TagSpecifications } = input;
    const { PrivateIpAddress } = input;
    const { ec2 } = context.region;
    const subnet = getOne(kinds.subnet, ec2.subnets, SubnetId);
    checkAddress(context, ConnectivityType, AllocationId);
    if (PrivateIpAddress && !containsCidr(subnet.CidrBlock ?? "", `${PrivateIpAddress}/32`))
      context.fail(
        "InvalidParameterValue",
        `Address ${PrivateIpAddress} does not fall within the subnet's address range`,
      );
    const Tags = tagsOnCreation(context, TagSpecifications, "natgateway");
    context.proceed();
    const NatGatewayId = newId("nat");
    const networkInterface = createManagedInterface(context, subnet, {
      Description: `Interface for NAT Gateway ${NatGatewayId}`,
      InterfaceType: "natGateway",
      PrivateIpAddress,
    });
    if (AllocationId) bindAddress(ec2, AllocationId, networkInterface);
    const gateway: NatGateway = {
      NatGatewayId,
      SubnetId,
      VpcId: subnet.VpcId,
      ConnectivityType,
      State: "pending",
      CreateTime: new Date(context.now),
      NatGatewayAddresses: [
        {
          AllocationId,
          AssociationId: networkInterface.Association?.AssociationId,
          PublicIp: networkInterface.Association?.PublicIp,
          NetworkInterfaceId: networkInterface.NetworkInterfaceId,
          PrivateIp: networkInterface.PrivateIpAddress,
          IsPrimary: true,
          Status: "succeeded",
        },
      ],
      Tags,
    };
    ec2.natGateways.set(NatGatewayId, gateway);
    context.after(creationMs, () => {
      if (gateway.State === "pending") gateway.State = "available";
      return [NatGatewayId];
    });
    context.changed(NatGatewayId);
    return { NatGateway: gateway, ClientToken };
  }),
});

export const deleteNatGateway = defineOperation<DeleteNatGatewayRequest, DeleteNatGatewayResult>({
  service: "ec2",
  schema: DeleteNatGateway$,
  action: "ec2:DeleteNatGateway",
  mutates: true,
  handle(context, { NatGatewayId = "" }) {
    const { ec2 } = context.region;
    const gateway = getOne(kinds.natGateway, ec2.natGateways, NatGatewayId);
    context.proceed();
    gateway.State = "deleting";
    const tables = [...ec2.routeTables.values()].filter(({ Routes }) =>
      Routes?.some((route) => route.NatGatewayId === NatGatewayId),
    );
    for (const route of tables.flatMap(({ Routes = [] }) => Routes))
      if (route.NatGatewayId === NatGatewayId) route.State = "blackhole";
    // The address stays the account's, free to be released or given to something else.
    context.after(deletionMs, () => {
      gateway.State = "deleted";
      gateway.DeleteTime = new Date(context.now + deletionMs);
      for (const { AllocationId, NetworkInterfaceId } of gateway.NatGatewayAddresses ?? []) {
        if (AllocationId) unbindAddress(ec2, AllocationId);
        if (NetworkInterfaceId) ec2.networkInterfaces.delete(NetworkInterfaceId);
      }
      return [NatGatewayId];
    });
    context.changed(NatGatewayId, ...tables.map(({ RouteTableId = "" }) => RouteTableId));
    return { NatGatewayId };
  },
});

function checkAddress(context: OperationContext, connectivityType: string, allocationId: string | undefined) {
  if (connectivityType === "private") {
    if (allocationId) {
      context.fail("InvalidParameterCombination", "A private NAT gateway cannot have an Elastic IP address");
    }
    return;
  }
  if (!allocationId) context.fail("MissingParameter", "The request must include the AllocationId parameter.");
  const address = getOne(kinds.allocation, context.region.ec2.elasticAddresses, allocationId);
  if (address.AssociationId) {
    context.fail("Resource.AlreadyAssociated", `Elastic IP address [${allocationId}] is already associated`);
  }
}
