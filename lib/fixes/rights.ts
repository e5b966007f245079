import type { WriteOperation } from "./written-call.ts";

export type Place = { partition: string; account: string; region: string };

/** A kind of resource as IAM names it, and the fields of an input that name such. */
type On = { arn: (place: Place, id: string) => string; from: readonly string[] };

export type Need = {
  action: string;
  on: readonly On[];
  /** What IAM is to hold the right to. */
  condition?: {
    operator: "StringEquals" | "ArnEquals";
    key: string;
    values: (place: Place) => readonly string[];
  };
};

/** A right that a call takes, on the very resources that it names. */
export type Right = {
  action: string;
  resources: readonly string[];
  context: Readonly<Record<string, string>>;
};

const ofEc2 = (type: string, ...from: string[]): On => ({
  arn: ({ partition, region, account }, id) => `arn:${partition}:ec2:${region}:${account}:${type}/${id}`,
  from,
});
const ofIam = (type: string, ...from: string[]): On => ({
  arn: ({ partition, account }, id) =>
    id.startsWith("arn:") ? id : `arn:${partition}:iam::${account}:${type}/${id}`,
  from,
});
const ofSsm = (type: string, ...from: string[]): On => ({
  arn: ({ partition, region, account }, id) =>
    id.startsWith("arn:") ? id : `arn:${partition}:ssm:${region}:${account}:${type}/${id.replace(/^\//, "")}`,
  from,
});

const instance = ofEc2("instance", "InstanceId", "InstanceIds");
const managedNode = ofSsm("managed-instance", "InstanceId", "InstanceIds");
const vpc = ofEc2("vpc", "VpcId");
const subnet = ofEc2("subnet", "SubnetId", "SubnetIds", "AddSubnetIds", "RemoveSubnetIds");
const endpoint = ofEc2("vpc-endpoint", "VpcEndpointId", "VpcEndpointIds");
const group = ofEc2(
  "security-group",
  "GroupId",
  "SecurityGroupIds",
  "AddSecurityGroupIds",
  "RemoveSecurityGroupIds",
);
const rule = ofEc2("security-group-rule");
const acl = ofEc2("network-acl", "NetworkAclId");
const table = ofEc2(
  "route-table",
  "RouteTableId",
  "RouteTableIds",
  "AddRouteTableIds",
  "RemoveRouteTableIds",
);
const internetGateway = ofEc2("internet-gateway", "InternetGatewayId");
const address = ofEc2("elastic-ip", "AllocationId");
const networkInterface = ofEc2("network-interface", "NetworkInterfaceId");
const natGateway = ofEc2("natgateway", "NatGatewayId");
const exclusion = ofEc2("vpc-block-public-access-exclusion", "ExclusionId");
const role = ofIam("role", "RoleName");
const profile = ofIam("instance-profile", "InstanceProfileName");
const setting = ofSsm("servicesetting", "SettingId");
const maintenanceWindow = ofSsm("maintenancewindow", "WindowId");
const windowTarget = ofSsm("windowtarget", "WindowTargetId");

/** AWS's own documents belong to no account. */
export const awsDocument: On = {
  arn: ({ partition, region }, id) => `arn:${partition}:ssm:${region}::document/${id}`,
  from: ["DocumentName"],
};

const passRole = (service: "ec2" | "ssm"): Need => ({
  action: "iam:PassRole",
  on: [ofIam("role", ...(service === "ssm" ? ["SettingValue"] : []))],
  condition: {
    operator: "StringEquals",
    key: "iam:PassedToService",
    // EC2 has two names in China, and which of them a call is held to hangs on how the role trusts it.
    values: ({ partition }) =>
      service === "ec2" && partition === "aws-cn"
        ? ["ec2.amazonaws.com.cn", "ec2.amazonaws.com"]
        : [`${service}.amazonaws.com`],
  },
});

/** The only policies that a fix attaches: AWS's own for managed nodes, and never a broader one. */
export const attachedPolicies = ["AmazonSSMManagedInstanceCore", "AmazonSSMManagedEC2InstanceDefaultPolicy"];

const withPolicy = (action: string): Need => ({
  action,
  on: [role],
  condition: {
    operator: "ArnEquals",
    key: "iam:PolicyARN",
    values: ({ partition }) => attachedPolicies.map((name) => `arn:${partition}:iam::aws:policy/${name}`),
  },
});

const only = (action: WriteOperation, ...on: On[]): Need[] => [{ action, on }];

/** What each operation needs a right to (the service authorization reference of EC2, IAM and Systems Manager). */
export const needs: Readonly<Record<WriteOperation, readonly Need[]>> = {
  "ec2:StartInstances": only("ec2:StartInstances", instance),
  "ec2:RebootInstances": only("ec2:RebootInstances", instance),
  "ec2:ModifyInstanceMetadataOptions": only("ec2:ModifyInstanceMetadataOptions", instance),
  "ec2:AssociateIamInstanceProfile": [...only("ec2:AssociateIamInstanceProfile", instance), passRole("ec2")],
  "ec2:ReplaceIamInstanceProfileAssociation": [
    ...only("ec2:ReplaceIamInstanceProfileAssociation", instance),
    passRole("ec2"),
  ],
  "ec2:DisassociateIamInstanceProfile": only("ec2:DisassociateIamInstanceProfile", instance),
  "ec2:ModifyVpcAttribute": only("ec2:ModifyVpcAttribute", vpc),
  "ec2:CreateVpcEndpoint": only("ec2:CreateVpcEndpoint", vpc, endpoint, subnet, group, table),
  "ec2:ModifyVpcEndpoint": only("ec2:ModifyVpcEndpoint", endpoint, subnet, group, table),
  "ec2:DeleteVpcEndpoints": only("ec2:DeleteVpcEndpoints", endpoint),
  "ec2:AuthorizeSecurityGroupEgress": only("ec2:AuthorizeSecurityGroupEgress", group, rule),
  "ec2:RevokeSecurityGroupEgress": only("ec2:RevokeSecurityGroupEgress", group),
  "ec2:AuthorizeSecurityGroupIngress": only("ec2:AuthorizeSecurityGroupIngress", group, rule),
  "ec2:RevokeSecurityGroupIngress": only("ec2:RevokeSecurityGroupIngress", group),
  "ec2:CreateNetworkAclEntry": only("ec2:CreateNetworkAclEntry", acl),
  "ec2:DeleteNetworkAclEntry": only("ec2:DeleteNetworkAclEntry", acl),
  "ec2:ReplaceNetworkAclEntry": only("ec2:ReplaceNetworkAclEntry", acl),
  "ec2:CreateRoute": only("ec2:CreateRoute", table),
  "ec2:ReplaceRoute": only("ec2:ReplaceRoute", table),
  "ec2:DeleteRoute": only("ec2:DeleteRoute", table),
  "ec2:AssociateRouteTable": only("ec2:AssociateRouteTable", table, subnet),
  "ec2:DisassociateRouteTable": only("ec2:DisassociateRouteTable", table, subnet),
  "ec2:AttachInternetGateway": only("ec2:AttachInternetGateway", internetGateway, vpc),
  "ec2:DetachInternetGateway": only("ec2:DetachInternetGateway", internetGateway, vpc),
  "ec2:CreateSecurityGroup": only("ec2:CreateSecurityGroup", group, vpc),
  "ec2:DeleteSecurityGroup": only("ec2:DeleteSecurityGroup", group),
  "ec2:AllocateAddress": only("ec2:AllocateAddress", address),
  "ec2:ReleaseAddress": only("ec2:ReleaseAddress", address),
  "ec2:AssociateAddress": only("ec2:AssociateAddress", address, instance, networkInterface),
  "ec2:DisassociateAddress": only("ec2:DisassociateAddress", address, instance, networkInterface),
  "ec2:CreateNatGateway": only("ec2:CreateNatGateway", natGateway, subnet, address),
  "ec2:DeleteNatGateway": only("ec2:DeleteNatGateway", natGateway),
  "ec2:CreateVpcBlockPublicAccessExclusion": only(
    "ec2:CreateVpcBlockPublicAccessExclusion",
    exclusion,
    vpc,
    subnet,
  ),
  "ec2:DeleteVpcBlockPublicAccessExclusion": only(
    "ec2:DeleteVpcBlockPublicAccessExclusion",
    exclusion,
    vpc,
    subnet,
  ),
  "iam:AttachRolePolicy": [withPolicy("iam:AttachRolePolicy")],
  "iam:DetachRolePolicy": [withPolicy("iam:DetachRolePolicy")],
  "iam:AddRoleToInstanceProfile": [
    ...only("iam:AddRoleToInstanceProfile", profile),
    { ...passRole("ec2"), on: [role] },
  ],
  "iam:RemoveRoleFromInstanceProfile": only("iam:RemoveRoleFromInstanceProfile", profile),
  "iam:UpdateAssumeRolePolicy": only("iam:UpdateAssumeRolePolicy", role),
  "ssm:UpdateServiceSetting": [...only("ssm:UpdateServiceSetting", setting), passRole("ssm")],
  "ssm:ResetServiceSetting": only("ssm:ResetServiceSetting", setting),
  "ssm:UpdateMaintenanceWindowTarget": only(
    "ssm:UpdateMaintenanceWindowTarget",
    maintenanceWindow,
    windowTarget,
  ),
  "ssm:DeregisterManagedInstance": only("ssm:DeregisterManagedInstance", managedNode),
  "ssm:SendCommand": only("ssm:SendCommand", awsDocument, instance, managedNode),
};

/** The rights that a call takes, on what its input names; `*` where it names nothing of the kind. */
export function rightsOf(operation: WriteOperation, input: Record<string, unknown>, place: Place): Right[] {
  return needs[operation].map(({ action, on, condition }) => {
    const resources = on.flatMap(({ arn, from }) =>
      from.flatMap((name) => namesIn(input[name])).map((id) => arn(place, id)),
    );
    const isNode = (id: string) => id.includes(":managed-instance/i-") || id.includes(":instance/mi-");
    const named = [...new Set(resources)].filter((id) => !isNode(id));
    const context: Record<string, string> = {};
    if (condition) context[condition.key] = contextOf(condition, input, place);
    return { action, resources: named.length > 0 ? named : ["*"], context };
  });
}

function contextOf(
  { key, values }: NonNullable<Need["condition"]>,
  input: Record<string, unknown>,
  place: Place,
): string {
  if (key === "iam:PolicyARN" && typeof input.PolicyArn === "string") return input.PolicyArn;
  return values(place)[0]!;
}

function namesIn(value: unknown): string[] {
  const values: unknown[] = Array.isArray(value) ? value : [value];
  return values.filter((each): each is string => typeof each === "string" && each !== "");
}
