import {
  CreateVpcBlockPublicAccessExclusion$,
  type CreateVpcBlockPublicAccessExclusionRequest,
  type CreateVpcBlockPublicAccessExclusionResult,
  DeleteVpcBlockPublicAccessExclusion$,
  type DeleteVpcBlockPublicAccessExclusionRequest,
  type DeleteVpcBlockPublicAccessExclusionResult,
  DescribeVpcBlockPublicAccessExclusions$,
  type DescribeVpcBlockPublicAccessExclusionsRequest,
  type DescribeVpcBlockPublicAccessExclusionsResult,
  DescribeVpcBlockPublicAccessOptions$,
  type DescribeVpcBlockPublicAccessOptionsRequest,
  type DescribeVpcBlockPublicAccessOptionsResult,
  ModifyVpcBlockPublicAccessOptions$,
  type ModifyVpcBlockPublicAccessOptionsRequest,
  type ModifyVpcBlockPublicAccessOptionsResult,
  type VpcBlockPublicAccessExclusion,
} from "@aws-sdk/client-ec2";
import { defineOperation, type OperationContext } from "../operation.ts";
import { defineDescribe } from "./describe.ts";
import { getOne, kinds, newId } from "./identifiers.ts";
import { tagsOnCreation } from "./tag-specifications.ts";

/** AWS warns of a few minutes; an exclusion takes about one. */
const settleMs = 60_000;

export const describeVpcBlockPublicAccessOptions = defineOperation<
  DescribeVpcBlockPublicAccessOptionsRequest,
  DescribeVpcBlockPublicAccessOptionsResult
>({
  service: "ec2",
  schema: DescribeVpcBlockPublicAccessOptions$,
  action: "ec2:DescribeVpcBlockPublicAccessOptions",
  handle: ({ region, account }) => ({
    VpcBlockPublicAccessOptions: {
      AwsAccountId: account.id,
      AwsRegion: region.name,
      ...region.ec2.blockPublicAccessOptions,
    },
  }),
});

export const modifyVpcBlockPublicAccessOptions = defineOperation<
  ModifyVpcBlockPublicAccessOptionsRequest,
  ModifyVpcBlockPublicAccessOptionsResult
>({
  service: "ec2",
  schema: ModifyVpcBlockPublicAccessOptions$,
  action: "ec2:ModifyVpcBlockPublicAccessOptions",
  mutates: true,
  handle(context, { InternetGatewayBlockMode }) {
    context.proceed();
    const { ec2 } = context.region;
    const options = {
      AwsAccountId: context.account.id,
      AwsRegion: context.region.name,
      ...ec2.blockPublicAccessOptions,
      InternetGatewayBlockMode,
      State: "update-in-progress" as const,
      LastUpdateTimestamp: new Date(context.now),
    };
    ec2.blockPublicAccessOptions = options;
    context.after(settleMs, () => {
      ec2.blockPublicAccessOptions = { ...ec2.blockPublicAccessOptions, State: "update-complete" };
      return [context.account.id];
    });
    context.changed(context.account.id);
    return { VpcBlockPublicAccessOptions: options };
  },
});

export const describeVpcBlockPublicAccessExclusions = defineDescribe<
  DescribeVpcBlockPublicAccessExclusionsRequest,
  DescribeVpcBlockPublicAccessExclusionsResult,
  VpcBlockPublicAccessExclusion
>({
  schema: DescribeVpcBlockPublicAccessExclusions$,
  kind: kinds.exclusion,
  ids: ({ ExclusionIds }) => ExclusionIds,
  from: ({ region }) => region.ec2.blockPublicAccessExclusions,
  filters: {
    "internet-gateway-exclusion-mode": ({ InternetGatewayExclusionMode }) => InternetGatewayExclusionMode,
    "resource-arn": ({ ResourceArn }) => ResourceArn,
    state: ({ State }) => State,
  },
  tagsOf: ({ Tags }) => Tags,
  answer: (VpcBlockPublicAccessExclusions, NextToken) => ({ VpcBlockPublicAccessExclusions, NextToken }),
});

export const createVpcBlockPublicAccessExclusion = defineOperation<
  CreateVpcBlockPublicAccessExclusionRequest,
  CreateVpcBlockPublicAccessExclusionResult
>({
  service: "ec2",
  schema: CreateVpcBlockPublicAccessExclusion$,
  action: "ec2:CreateVpcBlockPublicAccessExclusion",
  mutates: true,
  handle(context, input) {
    const { VpcId, SubnetId, InternetGatewayExclusionMode, TagSpecifications } = input;
    const { ec2, name } = context.region;
    if ((VpcId === undefined) === (SubnetId === undefined)) {
      context.fail("InvalidParameterCombination", "Specify either a VPC ID or a subnet ID");
    }
    if (SubnetId !== undefined) getOne(kinds.subnet, ec2.subnets, SubnetId);
    else getOne(kinds.vpc, ec2.vpcs, VpcId);
    const Tags = tagsOnCreation(context, TagSpecifications, "vpc-block-public-access-exclusion");
    context.proceed();
    const resource = SubnetId === undefined ? `vpc/${VpcId}` : `subnet/${SubnetId}`;
    const exclusion: VpcBlockPublicAccessExclusion = {
      ExclusionId: newId("vpcbpa-exclude"),
      InternetGatewayExclusionMode,
      ResourceArn: `arn:${context.world.partition}:ec2:${name}:${context.account.id}:${resource}`,
      State: "create-in-progress",
      CreationTimestamp: new Date(context.now),
      LastUpdateTimestamp: new Date(context.now),
      Tags,
    };
    ec2.blockPublicAccessExclusions.set(exclusion.ExclusionId ?? "", exclusion);
    finish(context, exclusion, "create-complete");
    context.changed(exclusion.ExclusionId ?? "");
    return { VpcBlockPublicAccessExclusion: exclusion };
  },
});

export const deleteVpcBlockPublicAccessExclusion = defineOperation<
  DeleteVpcBlockPublicAccessExclusionRequest,
  DeleteVpcBlockPublicAccessExclusionResult
>({
  service: "ec2",
  schema: DeleteVpcBlockPublicAccessExclusion$,
  action: "ec2:DeleteVpcBlockPublicAccessExclusion",
  mutates: true,
  handle(context, { ExclusionId = "" }) {
    const exclusion = getOne(kinds.exclusion, context.region.ec2.blockPublicAccessExclusions, ExclusionId);
    context.proceed();
    exclusion.State = "delete-in-progress";
    finish(context, exclusion, "delete-complete");
    context.changed(ExclusionId);
    return { VpcBlockPublicAccessExclusion: exclusion };
  },
});

function finish(
  context: OperationContext,
  exclusion: VpcBlockPublicAccessExclusion,
  state: "create-complete" | "delete-complete",
) {
  context.after(settleMs, (at) => {
    exclusion.State = state;
    exclusion.LastUpdateTimestamp = new Date(at);
    if (state === "delete-complete") exclusion.DeletionTimestamp = new Date(at);
    return [exclusion.ExclusionId ?? ""];
  });
}
