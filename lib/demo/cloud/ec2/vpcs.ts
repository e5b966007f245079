import {
  AssociateDhcpOptions$,
  type AssociateDhcpOptionsRequest,
  DescribeVpcAttribute$,
  type DescribeVpcAttributeRequest,
  type DescribeVpcAttributeResult,
  DescribeVpcs$,
  type DescribeVpcsRequest,
  type DescribeVpcsResult,
  ModifyVpcAttribute$,
  type ModifyVpcAttributeRequest,
  type Vpc,
} from "@aws-sdk/client-ec2";
import { defineOperation } from "../operation.ts";
import type { Ec2State, VpcAttributes } from "../world.ts";
import { defineDescribe } from "./describe.ts";
import { at } from "./filters.ts";
import { getOne, kinds } from "./identifiers.ts";

export const describeVpcs = defineDescribe<DescribeVpcsRequest, DescribeVpcsResult, Vpc>({
  schema: DescribeVpcs$,
  kind: kinds.vpc,
  ids: ({ VpcIds }) => VpcIds,
  from: ({ region }) => region.ec2.vpcs,
  filters: {
    cidr: ({ CidrBlock }) => CidrBlock,
    "cidr-block-association.association-id": at("CidrBlockAssociationSet.AssociationId"),
    "cidr-block-association.state": at("CidrBlockAssociationSet.CidrBlockState.State"),
    "cidr-block-association.cidr-block": ({ CidrBlockAssociationSet = [] }) =>
      CidrBlockAssociationSet.map(({ CidrBlock }) => CidrBlock),
    "dhcp-options-id": ({ DhcpOptionsId }) => DhcpOptionsId,
    "ipv6-cidr-block-association.association-id": at("Ipv6CidrBlockAssociationSet.AssociationId"),
    "ipv6-cidr-block-association.ipv6-pool": at("Ipv6CidrBlockAssociationSet.Ipv6Pool"),
    "ipv6-cidr-block-association.state": at("Ipv6CidrBlockAssociationSet.Ipv6CidrBlockState.State"),
    "ipv6-cidr-block-association.ipv6-cidr-block": ({ Ipv6CidrBlockAssociationSet = [] }) =>
      Ipv6CidrBlockAssociationSet.map(({ Ipv6CidrBlock }) => Ipv6CidrBlock),
    "is-default": ({ IsDefault }) => IsDefault ?? false,
    "owner-id": ({ OwnerId }) => OwnerId,
    state: ({ State }) => State,
    "vpc-id": ({ VpcId }) => VpcId,
  },
  tagsOf: ({ Tags }) => Tags,
  answer: (Vpcs, NextToken) => ({ Vpcs, NextToken }),
});

export const describeVpcAttribute = defineOperation<DescribeVpcAttributeRequest, DescribeVpcAttributeResult>({
  service: "ec2",
  schema: DescribeVpcAttribute$,
  action: "ec2:DescribeVpcAttribute",
  handle(context, { VpcId, Attribute }) {
    getOne(kinds.vpc, context.region.ec2.vpcs, VpcId);
    const attributes = attributesOf(context.region.ec2, VpcId);
    const { enableDnsSupport, enableDnsHostnames, enableNetworkAddressUsageMetrics = false } = attributes;
    switch (Attribute) {
      case "enableDnsSupport":
        return { VpcId, EnableDnsSupport: { Value: enableDnsSupport } };
      case "enableDnsHostnames":
        return { VpcId, EnableDnsHostnames: { Value: enableDnsHostnames } };
      case "enableNetworkAddressUsageMetrics":
        return { VpcId, EnableNetworkAddressUsageMetrics: { Value: enableNetworkAddressUsageMetrics } };
      default:
        return context.fail(
          "InvalidParameterValue",
          `Value (${Attribute}) for parameter attribute is invalid. Unknown attribute.`,
        );
    }
  },
});

export const modifyVpcAttribute = defineOperation<ModifyVpcAttributeRequest, void>({
  service: "ec2",
  schema: ModifyVpcAttribute$,
  action: "ec2:ModifyVpcAttribute",
  mutates: true,
  handle(context, input) {
    const { ec2 } = context.region;
    const { VpcId = "" } = input;
    getOne(kinds.vpc, ec2.vpcs, VpcId);
    const asked = {
      enableDnsSupport: input.EnableDnsSupport?.Value,
      enableDnsHostnames: input.EnableDnsHostnames?.Value,
      enableNetworkAddressUsageMetrics: input.EnableNetworkAddressUsageMetrics?.Value,
    };
    const given = Object.entries(asked).filter(([, value]) => value !== undefined);
    if (given.length !== 1)
      context.fail("InvalidParameterCombination", "Exactly one attribute must be specified for modification");
    context.proceed();
    ec2.vpcAttributes.set(VpcId, { ...attributesOf(ec2, VpcId), ...Object.fromEntries(given) });
    context.changed(VpcId);
  },
});

export const associateDhcpOptions = defineOperation<AssociateDhcpOptionsRequest, void>({
  service: "ec2",
  schema: AssociateDhcpOptions$,
  action: "ec2:AssociateDhcpOptions",
  mutates: true,
  handle(context, { VpcId = "", DhcpOptionsId = "" }) {
    const vpc = getOne(kinds.vpc, context.region.ec2.vpcs, VpcId);
    if (DhcpOptionsId !== "default") getOne(kinds.dhcpOptions, context.region.ec2.dhcpOptions, DhcpOptionsId);
    context.proceed();
    vpc.DhcpOptionsId = DhcpOptionsId;
    context.changed(VpcId);
  },
});

/** A VPC that nobody configured resolves names and gives none to its instances. */
function attributesOf(ec2: Ec2State, vpcId = ""): VpcAttributes {
  return ec2.vpcAttributes.get(vpcId) ?? { enableDnsSupport: true, enableDnsHostnames: false };
}
