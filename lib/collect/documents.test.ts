import { describe, expect, test } from "vitest";
import { toConnectionStatus } from "./connection-statuses.ts";
import { toDhcpOptions } from "./dhcp-options.ts";
import { toInstanceProfile } from "./instance-profiles.ts";
import { toInstanceStatus } from "./instance-statuses.ts";
import { toManagedPrefixList } from "./managed-prefix-lists.ts";
import { toNatGateway } from "./nat-gateways.ts";
import { toNetworkAcl } from "./network-acls.ts";
import { toPolicyText } from "./parsing.ts";
import { toPeeringConnection } from "./peering-connections.ts";
import { toRoleSimulation } from "./role-simulations.ts";
import { toRole } from "./roles.ts";
import { toSecurityGroup } from "./security-groups.ts";
import { toVpcEndpoint } from "./vpc-endpoints.ts";
import { toVpc } from "./vpcs.ts";

test("the entries of a network ACL come by their numbers in each direction, whatever AWS's order", () => {
  const entry = (RuleNumber: number, Egress: boolean) =>
    ({ RuleNumber, Egress, Protocol: "-1", RuleAction: "allow", CidrBlock: "0.0.0.0/0" }) as const;
  const acl = toNetworkAcl({
    NetworkAclId: "acl-1",
    Entries: [entry(32767, false), entry(100, true), entry(90, false), entry(20, true)],
  });
  expect(acl.ingress.map(({ ruleNumber }) => ruleNumber)).toEqual([90, 32767]);
  expect(acl.egress.map(({ ruleNumber }) => ruleNumber)).toEqual([20, 100]);
});

test("a security group's permission keeps all that it is granted to", () => {
  const permission = {
    IpProtocol: "tcp",
    FromPort: 443,
    ToPort: 443,
    IpRanges: [{ CidrIp: "10.0.0.0/8" }],
    Ipv6Ranges: [{ CidrIpv6: "::/0" }],
    PrefixListIds: [{ PrefixListId: "pl-1" }],
    UserIdGroupPairs: [{ GroupId: "sg-2", VpcPeeringConnectionId: "pcx-1", PeeringStatus: "active" }],
  };
  const [ingress] = toSecurityGroup({ GroupId: "sg-1", IpPermissions: [permission] }).ingress;
  expect(ingress).toEqual({
    protocol: "tcp",
    fromPort: 443,
    toPort: 443,
    ipv4Ranges: ["10.0.0.0/8"],
    ipv6Ranges: ["::/0"],
    prefixListIds: ["pl-1"],
    groups: [
      { groupId: "sg-2", vpcId: null, userId: null, peeringConnectionId: "pcx-1", peeringStatus: "active" },
    ],
  });
});

describe("a VPC", () => {
  test("has the blocks that are associated, and no others", () => {
    const vpc = toVpc({
      Vpc: {
        VpcId: "vpc-1",
        CidrBlock: "10.0.0.0/16",
        CidrBlockAssociationSet: [
          { CidrBlock: "10.0.0.0/16", CidrBlockState: { State: "associated" } },
          { CidrBlock: "10.1.0.0/16", CidrBlockState: { State: "disassociated" } },
        ],
      },
    });
    expect(vpc.cidrBlocks).toEqual(["10.0.0.0/16"]);
  });

  test("does not take an attribute that was not read for one that is off", () => {
    const vpc = toVpc({ Vpc: { VpcId: "vpc-1" }, EnableDnsSupport: { Value: false } });
    expect(vpc.enableDnsSupport).toBe(false);
    expect(vpc.enableDnsHostnames).toBeUndefined();
  });
});

test.each(["Available", "available", "AVAILABLE"])(
  "the state of an endpoint reads the same as %s",
  (State) => {
    expect(toVpcEndpoint({ VpcEndpointId: "vpce-1", State: State as "Available" }).state).toBe("available");
  },
);

test("a regional NAT gateway stands in no subnet", () => {
  const gateway = toNatGateway({ NatGatewayId: "nat-1", SubnetId: "", AvailabilityMode: "regional" });
  expect(gateway).toMatchObject({ subnetId: null, availabilityMode: "regional", addresses: [] });
});

test("DHCP options say whom a node asks for names", () => {
  const options = toDhcpOptions({
    DhcpOptionsId: "dopt-1",
    DhcpConfigurations: [
      { Key: "domain-name-servers", Values: [{ Value: "10.0.0.2" }, { Value: "AmazonProvidedDNS" }] },
    ],
  });
  expect(options).toMatchObject({ domainNameServers: ["10.0.0.2", "AmazonProvidedDNS"], domainName: null });
});

test("a peering connection names the blocks of both sides", () => {
  const connection = toPeeringConnection({
    VpcPeeringConnectionId: "pcx-1",
    Status: { Code: "active" },
    RequesterVpcInfo: { VpcId: "vpc-1", CidrBlockSet: [{ CidrBlock: "10.0.0.0/16" }] },
    AccepterVpcInfo: { VpcId: "vpc-2", CidrBlock: "10.1.0.0/16" },
  });
  expect(connection.requester.cidrBlocks).toEqual(["10.0.0.0/16"]);
  expect(connection.accepter.cidrBlocks).toEqual(["10.1.0.0/16"]);
});

test("a prefix list whose entries were not read is not an empty one", () => {
  expect(toManagedPrefixList({ PrefixList: { PrefixListId: "pl-1" } }).cidrs).toBeUndefined();
  expect(toManagedPrefixList({ PrefixList: { PrefixListId: "pl-1" }, Entries: [] }).cidrs).toEqual([]);
});

test("an instance status is impaired since the first of its checks failed", () => {
  const since = (time: string) => ({ Details: [{ Name: "reachability" as const, ImpairedSince: time }] });
  const status = toInstanceStatus({
    InstanceId: "i-1",
    SystemStatus: { Status: "impaired", ...since("2026-11-01T12:05:00Z") },
    InstanceStatus: { Status: "impaired", ...since("2026-11-01T12:00:00Z") },
  });
  expect(status.impairedSince).toBe(Date.parse("2026-11-01T12:00:00Z"));
});

test.each([
  ["Connected", "connected"],
  ["notconnected", "notconnected"],
])("the channel's state %s is %s", (Status, status) => {
  expect(toConnectionStatus({ Target: "i-1", Status: Status as "connected" }).status).toBe(status);
});

test("an instance profile whose role was deleted has none", () => {
  const Arn = "arn:aws:iam::123456789012:instance-profile/web";
  expect(toInstanceProfile({ Arn, InstanceProfileName: "web", Roles: [] }).roles).toEqual([]);
});

describe("a role", () => {
  const Role = {
    Arn: "arn:aws:iam::123456789012:role/web",
    RoleName: "web",
    Path: "/",
    RoleId: "AROA",
    CreateDate: "2026-01-01T00:00:00Z",
    AssumeRolePolicyDocument: "%7B%22Version%22%3A%222012-10-17%22%7D",
    PermissionsBoundary: { PermissionsBoundaryArn: "arn:aws:iam::123456789012:policy/edge" },
  };
  const AttachedPolicies = [{ PolicyArn: "arn:aws:iam::aws:policy/Core", PolicyName: "Core" }];

  test("has its documents as plain JSON, the boundary's among them", () => {
    const role = toRole({
      Role,
      AttachedPolicies,
      PolicyVersions: [
        { PolicyArn: "arn:aws:iam::aws:policy/Core", Document: "%7B%22a%22%3A1%7D" },
        { PolicyArn: "arn:aws:iam::123456789012:policy/edge", Document: '{"b":2}' },
      ],
      RolePolicies: [{ PolicyName: "own", PolicyDocument: '{"c":3}' }],
    });
    expect(role).toMatchObject({
      trustPolicy: '{"Version":"2012-10-17"}',
      permissionsBoundary: '{"b":2}',
      attachedPolicies: [{ name: "Core", document: '{"a":1}' }],
      inlinePolicies: [{ name: "own", document: '{"c":3}' }],
    });
  });

  test("says what was not read, and does not take it for nothing", () => {
    expect(toRole({ Role })).toMatchObject({
      attachedPolicies: undefined,
      inlinePolicies: undefined,
      permissionsBoundary: undefined,
    });
    expect(toRole({ Role, AttachedPolicies }).attachedPolicies?.[0]?.document).toBeUndefined();
  });

  test("has the policies that could be read beside one that could not", () => {
    const role = toRole({
      Role,
      AttachedPolicies: [
        ...AttachedPolicies,
        { PolicyArn: "arn:aws:iam::aws:policy/Other", PolicyName: "Other" },
      ],
      SomePolicyVersions: [
        { PolicyArn: "arn:aws:iam::aws:policy/Core", VersionId: "v2", Document: '{"a":1}' },
      ],
      SomeRolePolicies: [{ PolicyName: "own", PolicyDocument: '{"c":3}' }, { PolicyName: "hidden" }],
    });
    expect(role.attachedPolicies?.map(({ document }) => document)).toEqual(['{"a":1}', undefined]);
    expect(role.inlinePolicies).toEqual([
      { name: "own", document: '{"c":3}' },
      { name: "hidden", document: undefined },
    ]);
    expect(role.permissionsBoundary).toBeUndefined();
  });

  test("tells a policy that is gone from one that was not read", () => {
    const PolicyVersions = [{ PolicyArn: "arn:aws:iam::aws:policy/Core" }];
    expect(toRole({ Role, AttachedPolicies, PolicyVersions }).attachedPolicies?.[0]?.document).toBeNull();
  });
});

test("a simulation says who decided", () => {
  const { results } = toRoleSimulation({
    PolicySourceArn: "arn:aws:iam::123456789012:role/web",
    EvaluationResults: [
      {
        EvalActionName: "ssm:UpdateInstanceInformation",
        EvalDecision: "explicitDeny",
        OrganizationsDecisionDetail: { AllowedByOrganizations: false },
        MatchedStatements: [{ SourcePolicyId: "edge" }],
      },
    ],
  });
  expect(results[0]).toMatchObject({
    decision: "explicitDeny",
    allowedByOrganizations: false,
    allowedByPermissionsBoundary: null,
    matchedPolicies: ["edge"],
  });
});

test.each([
  ["%7B%22a%22%3A1%7D", '{"a":1}'],
  ["%7B%22a%22%3A+%22%2B%22%7D", '{"a": "+"}'],
  ['{"a":1}', '{"a":1}'],
  [{ a: 1 }, '{"a":1}'],
  ["", null],
  [undefined, null],
])("a policy may come as %j", (document, text) => {
  expect(toPolicyText(document)).toBe(text);
});

test("a policy that is not encoded as it should be is refused", () => {
  expect(() => toPolicyText("%7B%")).toThrow("URL-encoded");
});
