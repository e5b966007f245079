import {
  CreateSecurityGroup$,
  type CreateSecurityGroupRequest,
  type CreateSecurityGroupResult,
  DeleteSecurityGroup$,
  type DeleteSecurityGroupRequest,
  type DeleteSecurityGroupResult,
  DescribeSecurityGroups$,
  type DescribeSecurityGroupsRequest,
  type DescribeSecurityGroupsResult,
  type IpPermission,
  type SecurityGroup,
} from "@aws-sdk/client-ec2";
import { defineOperation, type OperationContext } from "../operation.ts";
import type { Ec2State } from "../world.ts";
import { defineDescribe } from "./describe.ts";
import type { FilterTable } from "./filters.ts";
import { getOne, kinds, newId } from "./identifiers.ts";
import { checkGroupTexts } from "./security-group-text.ts";
import { tagsOnCreation } from "./tag-specifications.ts";

export const describeSecurityGroups = defineDescribe<
  DescribeSecurityGroupsRequest,
  DescribeSecurityGroupsResult,
  SecurityGroup
>({
  schema: DescribeSecurityGroups$,
  kind: kinds.securityGroup,
  ids: ({ GroupIds }) => GroupIds,
  from: ({ region }) => region.ec2.securityGroups,
  check: checkNames,
  shows: ({ GroupName = "", VpcId }, { GroupNames = [] }, { region }) =>
    GroupNames.length === 0 || (GroupNames.includes(GroupName) && VpcId === defaultVpcId(region.ec2)),
  filters: {
    description: ({ Description }) => Description,
    "group-id": ({ GroupId }) => GroupId,
    "group-name": ({ GroupName }) => GroupName,
    "owner-id": ({ OwnerId }) => OwnerId,
    "vpc-id": ({ VpcId }) => VpcId,
    ...permissionFilters("ip-permission", ({ IpPermissions = [] }) => IpPermissions),
    ...permissionFilters("egress.ip-permission", ({ IpPermissionsEgress = [] }) => IpPermissionsEgress),
  },
  tagsOf: ({ Tags }) => Tags,
  answer: (SecurityGroups, NextToken) => ({ SecurityGroups, NextToken }),
});

/** Groups have names in the default VPC alone; those of others are found by a filter. */
function checkNames({ region, fail }: OperationContext, { GroupNames = [] }: DescribeSecurityGroupsRequest) {
  if (GroupNames.length === 0) return;
  const vpc = defaultVpcId(region.ec2);
  if (vpc === undefined) fail("VPCIdNotSpecified", "No default VPC for this user");
  const groups = [...region.ec2.securityGroups.values()];
  const unknown = GroupNames.find(
    (name) => !groups.some(({ GroupName, VpcId }) => GroupName === name && VpcId === vpc),
  );
  if (unknown === undefined) return;
  fail("InvalidGroup.NotFound", `The security group '${unknown}' does not exist in default VPC '${vpc}'`);
}

function defaultVpcId(ec2: Ec2State): string | undefined {
  return [...ec2.vpcs.values()].find(({ IsDefault }) => IsDefault === true)?.VpcId;
}

function permissionFilters(
  prefix: string,
  permissionsOf: (group: SecurityGroup) => IpPermission[],
): FilterTable<SecurityGroup> {
  const of = <Value>(read: (permission: IpPermission) => Value | Value[]) => {
    return (group: SecurityGroup) => permissionsOf(group).flatMap(read);
  };
  return {
    [`${prefix}.cidr`]: of(({ IpRanges = [] }) => IpRanges.map(({ CidrIp }) => CidrIp)),
    [`${prefix}.from-port`]: of(({ FromPort }) => FromPort),
    [`${prefix}.group-id`]: of(({ UserIdGroupPairs = [] }) => UserIdGroupPairs.map(({ GroupId }) => GroupId)),
    [`${prefix}.group-name`]: of(({ UserIdGroupPairs = [] }) =>
      UserIdGroupPairs.map(({ GroupName }) => GroupName),
    ),
    [`${prefix}.ipv6-cidr`]: of(({ Ipv6Ranges = [] }) => Ipv6Ranges.map(({ CidrIpv6 }) => CidrIpv6)),
    [`${prefix}.prefix-list-id`]: of(({ PrefixListIds = [] }) =>
      PrefixListIds.map((list) => list.PrefixListId),
    ),
    [`${prefix}.protocol`]: of(({ IpProtocol }) => IpProtocol),
    [`${prefix}.to-port`]: of(({ ToPort }) => ToPort),
    [`${prefix}.user-id`]: of(({ UserIdGroupPairs = [] }) => UserIdGroupPairs.map(({ UserId }) => UserId)),
  };
}

export const createSecurityGroup = defineOperation<CreateSecurityGroupRequest, CreateSecurityGroupResult>({
  service: "ec2",
  schema: CreateSecurityGroup$,
  action: "ec2:CreateSecurityGroup",
  mutates: true,
  handle(context, { GroupName = "", Description = "", VpcId: asked, TagSpecifications }) {
    const { ec2, name } = context.region;
    const VpcId =
      asked ?? defaultVpcId(ec2) ?? context.fail("VPCIdNotSpecified", "No default VPC for this user");
    getOne(kinds.vpc, ec2.vpcs, VpcId);
    checkGroupTexts(context, GroupName, Description);
    const isTaken = [...ec2.securityGroups.values()].some(
      (group) => group.VpcId === VpcId && group.GroupName === GroupName,
    );
    if (isTaken) {
      context.fail(
        "InvalidGroup.Duplicate",
        `The security group '${GroupName}' already exists for VPC '${VpcId}'`,
      );
    }
    const Tags = tagsOnCreation(context, TagSpecifications, "security-group");
    context.proceed();
    const GroupId = newId("sg");
    const SecurityGroupArn = `arn:${context.world.partition}:ec2:${name}:${context.account.id}:security-group/${GroupId}`;
    ec2.securityGroups.set(GroupId, {
      GroupId,
      GroupName,
      Description,
      VpcId,
      OwnerId: context.account.id,
      SecurityGroupArn,
      IpPermissions: [],
      // What every new group begins with.
      IpPermissionsEgress: [
        {
          IpProtocol: "-1",
          IpRanges: [{ CidrIp: "0.0.0.0/0" }],
          Ipv6Ranges: [],
          PrefixListIds: [],
          UserIdGroupPairs: [],
        },
      ],
      Tags,
    });
    context.changed(GroupId);
    return { GroupId, Tags, SecurityGroupArn };
  },
});

export const deleteSecurityGroup = defineOperation<DeleteSecurityGroupRequest, DeleteSecurityGroupResult>({
  service: "ec2",
  schema: DeleteSecurityGroup$,
  action: "ec2:DeleteSecurityGroup",
  mutates: true,
  handle(context, { GroupId = "" }) {
    const { ec2 } = context.region;
    const group = getOne(kinds.securityGroup, ec2.securityGroups, GroupId);
    if (group.GroupName === "default") {
      context.fail(
        "CannotDelete",
        `the specified group: "${GroupId}" name: "default" cannot be deleted by a user`,
      );
    }
    if (isInUse(ec2, GroupId))
      context.fail("DependencyViolation", `resource ${GroupId} has a dependent object`);
    context.proceed();
    ec2.securityGroups.delete(GroupId);
    context.changed(GroupId);
    return { Return: true, GroupId };
  },
});

function isInUse(ec2: Ec2State, groupId: string): boolean {
  const isWorn = [...ec2.networkInterfaces.values()].some(({ Groups = [] }) =>
    Groups.some(({ GroupId }) => GroupId === groupId),
  );
  const isNamed = [...ec2.securityGroups.values()].some(
    ({ GroupId, IpPermissions = [], IpPermissionsEgress = [] }) =>
      GroupId !== groupId &&
      [...IpPermissions, ...IpPermissionsEgress].some(({ UserIdGroupPairs = [] }) =>
        UserIdGroupPairs.some((pair) => pair.GroupId === groupId),
      ),
  );
  return isWorn || isNamed;
}
