import { expect, test } from "vitest";
import { resourceOf } from "./resource-of-call.ts";

test.each([
  ["ec2:AuthorizeSecurityGroupEgress", { GroupId: "sg-1", IpPermissions: [] }, "sg-1"],
  ["ec2:CreateVpcEndpoint", { VpcId: "vpc-1", SubnetIds: ["subnet-1"] }, "vpc-1"],
  ["ec2:StartInstances", { InstanceIds: ["i-1"] }, "i-1"],
  ["ec2:StartInstances", { InstanceIds: ["i-1", "i-2", "i-3"] }, "i-1 and 2 more"],
  ["ec2:AssociateIamInstanceProfile", { InstanceId: "i-1", IamInstanceProfile: { Name: "Nodes" } }, "i-1"],
  ["ec2:AttachInternetGateway", { InternetGatewayId: "igw-1", VpcId: "vpc-1" }, "igw-1"],
  ["iam:AttachRolePolicy", { RoleName: "Nodes", PolicyArn: "arn:aws:iam::aws:policy/X" }, "Nodes"],
  ["ec2:DeleteNatGateway", { NatGatewayId: "nat-1" }, "nat-1"],
  ["ec2:AllocateAddress", { Domain: "vpc" }, "a new Elastic IP address"],
] as const)("%s of %j names %s", (operation, input, resource) => {
  expect(resourceOf({ operation, input })).toBe(resource);
});

test("what an earlier step creates is named by its step, and by its id once AWS has told it", () => {
  const call = {
    operation: "ec2:AuthorizeSecurityGroupIngress",
    input: { GroupId: { answerOf: "create-group", at: "GroupId" } },
  } as const;
  expect(resourceOf(call)).toBe("create-group");
  expect(resourceOf(call, { "create-group": { GroupId: "sg-9" } })).toBe("sg-9");
});
