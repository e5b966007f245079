import {
  CreateNatGateway$,
  type CreateNatGatewayRequest,
  type CreateNatGatewayResult,
  DescribeNatGateways$,
  type DescribeNatGatewaysRequest,
  type DescribeNatGatewaysResult,
  type NatGateway,
} from "@aws-sdk/client-ec2";
import { defineOperation, type OperationContext } from "../operation.ts";
import { bindAddress } from "./address-binding.ts";
import { createManagedInterface } from "./create-interface.ts";
import { defineDescribe } from "./describe.ts";
import { getOne, kinds, newId } from "./identifiers.ts";
import { tagsOnCreation } from "./tag-specifications.ts";

const creationMs = 90_000;

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
  handle(context, input) {
    const { SubnetId, AllocationId, ConnectivityType = "public", ClientToken, TagSpecifications } = input;
    const { ec2 } = context.region;
    const subnet = getOne(kinds.subnet, ec2.subnets, SubnetId);
    checkAddress(context, ConnectivityType, AllocationId);
    const Tags = tagsOnCreation(context, TagSpecifications, "natgateway");
    context.proceed();
    const NatGatewayId = newId("nat");
    const networkInterface = createManagedInterface(context, subnet, {
      Description: `Interface for NAT Gateway ${NatGatewayId}`,
      InterfaceType: "natGateway",
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
      gateway.State = "available";
      return [NatGatewayId];
    });
    context.changed(NatGatewayId);
    return { NatGateway: gateway, ClientToken };
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
