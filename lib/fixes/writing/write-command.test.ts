import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { hasAwsCli, readCommands } from "../../testing/aws-cli.ts";
import { type WriteOperation, writeOperations } from "../written-call.ts";
import { writeCommand } from "./write-command.ts";

const permission = {
  ...{ IpProtocol: "tcp", FromPort: 443, ToPort: 443 },
  UserIdGroupPairs: [{ GroupId: "sg-2", Description: "it's $(a) `trap`" }],
};
const group = { GroupId: "sg-1", IpPermissions: [permission] };
const entry = { NetworkAclId: "acl-1", RuleNumber: 90 };
const wholeEntry = {
  ...entry,
  ...{ Protocol: "6", RuleAction: "allow", CidrBlock: "10.0.0.0/16", PortRange: { From: 443, To: 443 } },
};
const route = { RouteTableId: "rtb-1", DestinationCidrBlock: "0.0.0.0/0" };
const setting = "arn:aws:ssm:eu-west-1:123456789012:servicesetting/ssm/managed-instance/activation-tier";
const policy = { RoleName: "node", PolicyArn: "arn:aws:iam::aws:policy/AmazonSSMManagedInstanceCore" };

/** One input of each operation, with all the kinds of parameters that the fixes give. */
const inputs: Record<WriteOperation, Record<string, unknown>> = {
  "ec2:StartInstances": { InstanceIds: ["i-1", "i-2"] },
  "ec2:RebootInstances": { InstanceIds: ["i-1"] },
  "ec2:ModifyInstanceMetadataOptions": {
    ...{ InstanceId: "i-1", HttpEndpoint: "enabled", HttpTokens: "required", HttpPutResponseHopLimit: 1 },
  },
  "ec2:AssociateIamInstanceProfile": { InstanceId: "i-1", IamInstanceProfile: { Name: "node" } },
  "ec2:ReplaceIamInstanceProfileAssociation": {
    ...{ AssociationId: "iip-assoc-1", IamInstanceProfile: { Arn: "arn:aws:iam::1:instance-profile/x" } },
  },
  "ec2:DisassociateIamInstanceProfile": { AssociationId: "iip-assoc-1" },
  "ec2:ModifyVpcAttribute": { VpcId: "vpc-1", EnableDnsSupport: { Value: true } },
  "ec2:CreateVpcEndpoint": {
    ...{ VpcEndpointType: "Interface", VpcId: "vpc-1", ServiceName: "com.amazonaws.eu-west-1.ssm" },
    ...{ SubnetIds: ["subnet-1", "subnet-2"], SecurityGroupIds: ["sg-1"], PrivateDnsEnabled: true },
    PolicyDocument: '{"Version":"2012-10-17","Statement":[]}',
    TagSpecifications: [{ ResourceType: "vpc-endpoint", Tags: [{ Key: "by", Value: "it's" }] }],
  },
  "ec2:ModifyVpcEndpoint": {
    ...{ VpcEndpointId: "vpce-1", AddSecurityGroupIds: ["sg-1"], PrivateDnsEnabled: false },
    ...{ ResetPolicy: true, IpAddressType: "dualstack", DnsOptions: { DnsRecordIpType: "dualstack" } },
  },
  "ec2:DeleteVpcEndpoints": { VpcEndpointIds: ["vpce-1"] },
  "ec2:AuthorizeSecurityGroupEgress": group,
  "ec2:RevokeSecurityGroupEgress": group,
  "ec2:AuthorizeSecurityGroupIngress": group,
  "ec2:RevokeSecurityGroupIngress": group,
  "ec2:CreateNetworkAclEntry": { ...wholeEntry, Egress: true },
  "ec2:DeleteNetworkAclEntry": { ...entry, Egress: false },
  "ec2:ReplaceNetworkAclEntry": { ...wholeEntry, Egress: false },
  "ec2:CreateRoute": { ...route, NatGatewayId: "nat-1" },
  "ec2:ReplaceRoute": { ...route, GatewayId: "igw-1" },
  "ec2:DeleteRoute": route,
  "ec2:AssociateRouteTable": { RouteTableId: "rtb-1", SubnetId: "subnet-1" },
  "ec2:DisassociateRouteTable": { AssociationId: "rtbassoc-1" },
  "ec2:AttachInternetGateway": { InternetGatewayId: "igw-1", VpcId: "vpc-1" },
  "ec2:DetachInternetGateway": { InternetGatewayId: "igw-1", VpcId: "vpc-1" },
  "ec2:CreateNatGateway": { SubnetId: "subnet-1", AllocationId: "eipalloc-1", ConnectivityType: "public" },
  "ec2:DeleteNatGateway": { NatGatewayId: "nat-1" },
  "ec2:CreateSecurityGroup": { GroupName: "ssm endpoints", Description: "443 in", VpcId: "vpc-1" },
  "ec2:DeleteSecurityGroup": { GroupId: "sg-1" },
  "ec2:AllocateAddress": { Domain: "vpc" },
  "ec2:ReleaseAddress": { AllocationId: "eipalloc-1" },
  "ec2:DisassociateAddress": { AssociationId: "eipassoc-1" },
  "ec2:AssociateAddress": {
    ...{ AllocationId: "eipalloc-1", NetworkInterfaceId: "eni-1", AllowReassociation: false },
  },
  "ec2:CreateVpcBlockPublicAccessExclusion": {
    ...{ VpcId: "vpc-1", InternetGatewayExclusionMode: "allow-bidirectional" },
  },
  "ec2:DeleteVpcBlockPublicAccessExclusion": { ExclusionId: "vpcbpa-exclude-1" },
  "iam:AttachRolePolicy": policy,
  "iam:DetachRolePolicy": policy,
  "iam:AddRoleToInstanceProfile": { InstanceProfileName: "node", RoleName: "node" },
  "iam:RemoveRoleFromInstanceProfile": { InstanceProfileName: "node", RoleName: "node" },
  "iam:UpdateAssumeRolePolicy": { RoleName: "node", PolicyDocument: '{"Statement":[{"Sid":"a b"}]}' },
  "ssm:UpdateServiceSetting": { SettingId: setting, SettingValue: "advanced" },
  "ssm:ResetServiceSetting": { SettingId: setting },
  "ssm:UpdateMaintenanceWindowTarget": {
    ...{ WindowId: "mw-1", WindowTargetId: "t-1", Replace: false, OwnerInformation: "" },
    Targets: [{ Key: "tag:a b", Values: ["c,d"] }],
  },
  "ssm:DeregisterManagedInstance": { InstanceId: "mi-1" },
  "ssm:SendCommand": { DocumentName: "AWS-UpdateSSMAgent", InstanceIds: ["i-1"], Comment: "a; b" },
};

const lineOf = (operation: WriteOperation, input = inputs[operation]) => {
  const lines = writeCommand({ operation, input }, "eu-west-1");
  expect(lines).toHaveLength(1);
  return lines[0]!;
};

test("a command line reads as people write it", () => {
  expect(lineOf("ec2:StartInstances")).toBe(
    "aws ec2 start-instances --region eu-west-1 --instance-ids i-1 i-2",
  );
  expect(lineOf("ec2:DeleteNetworkAclEntry")).toBe(
    "aws ec2 delete-network-acl-entry --region eu-west-1 --network-acl-id acl-1 --rule-number 90 --ingress",
  );
  expect(lineOf("ec2:ModifyVpcAttribute")).toBe(
    `aws ec2 modify-vpc-attribute --region eu-west-1 --vpc-id vpc-1 --enable-dns-support '{"Value":true}'`,
  );
});

test("two attributes of a VPC are two lines, as EC2 takes one in a call", () => {
  const input = { VpcId: "vpc-1", EnableDnsSupport: { Value: true }, EnableDnsHostnames: { Value: true } };
  expect(writeCommand({ operation: "ec2:ModifyVpcAttribute", input }, "eu-west-1")).toEqual([
    `aws ec2 modify-vpc-attribute --region eu-west-1 --vpc-id vpc-1 --enable-dns-support '{"Value":true}'`,
    `aws ec2 modify-vpc-attribute --region eu-west-1 --vpc-id vpc-1 --enable-dns-hostnames '{"Value":true}'`,
  ]);
});

test("what a later line needs of an answer goes by a variable of the shell, in JSON too", () => {
  const keep = { answerOf: "create-group", at: "GroupId" };
  const [first] = writeCommand(
    { operation: "ec2:CreateSecurityGroup", input: inputs["ec2:CreateSecurityGroup"] },
    "eu-west-1",
    { keep },
  );
  const [second] = writeCommand(
    {
      operation: "ec2:AuthorizeSecurityGroupIngress",
      input: { GroupId: keep, IpPermissions: [{ UserIdGroupPairs: [{ GroupId: keep }] }] },
    },
    "eu-west-1",
  );
  expect(first).toMatch(
    /^CREATE_GROUP=\$\(aws ec2 create-security-group .* --query GroupId --output text\)$/,
  );
  expect(second).toBe(
    `aws ec2 authorize-security-group-ingress --region eu-west-1 --group-id "$CREATE_GROUP" --ip-permissions '[{"UserIdGroupPairs":[{"GroupId":"'"$CREATE_GROUP"'"}]}]'`,
  );
});

describe.skipIf(!hasAwsCli)("the AWS CLI reads from its command line", () => {
  test("the very call that was written, for every operation that a fix may call", () => {
    const answers = readCommands(writeOperations.map((operation) => lineOf(operation)));
    for (const [index, operation] of writeOperations.entries()) {
      const { input, code, said } = answers[index]!;
      expect({ operation, code, said, input }).toEqual({
        operation,
        code: 0,
        said: "",
        input: inputs[operation],
      });
    }
  }, 180_000);

  test("whatever AWS or a person calls a thing, as it was called", () => {
    const hostile = fc.oneof(
      fc.string({ minLength: 1, unit: "grapheme" }),
      fc.constantFrom("$(id)", "`id`", "'; id; '", '"', "a\nb", "--region", "-x", "file:///etc/hosts", "a,b"),
      fc.constantFrom("https://a.b/c", "{", "[1]", "a=b", "*", "~", "!x", "\\", "😀"),
    );
    const texts = fc.array(
      hostile.filter((text) => !text.includes("\0")),
      { minLength: 4, maxLength: 4 },
    );
    const samples = fc.sample(texts, { numRuns: 60, seed: 1 });
    const written = samples.map(([a = "", b = "", c = "", d = ""]) => ({
      ...{ InstanceIds: [a, b], DocumentName: c, Comment: d, Parameters: { [a]: [b, c] } },
    }));
    const answers = readCommands(written.map((input) => lineOf("ssm:SendCommand", input)));
    expect(answers.map(({ input }) => input)).toEqual(written);
  }, 180_000);
});
