import { expect, test } from "vitest";
import { type TrailParts, toldOf } from "../../testing/a-trail-event.ts";

const https = {
  items: [
    {
      ipProtocol: "tcp",
      fromPort: 443,
      toPort: 443,
      groups: { items: [{ groupId: "sg-2", userId: "123456789012" }] },
      ipRanges: { items: [{ cidrIp: "0.0.0.0/0", description: "out" }] },
      ipv6Ranges: {},
      prefixListIds: {},
    },
  ],
};
const atoms = [
  { IpProtocol: "tcp", FromPort: 443, ToPort: 443, IpRanges: [{ CidrIp: "0.0.0.0/0" }] },
  { IpProtocol: "tcp", FromPort: 443, ToPort: 443, UserIdGroupPairs: [{ GroupId: "sg-2" }] },
];
const touched = { what: "touched" };
const power = (previous: string, current: string) => ({
  instancesSet: {
    items: [{ instanceId: "i-1", previousState: { name: previous }, currentState: { name: current } }],
  },
});
const associated = { iamInstanceProfileAssociation: { instanceId: "i-1", associationId: "iip-assoc-1" } };
const entry = {
  networkAclId: "acl-1",
  ruleNumber: 90,
  egress: true,
  ruleAction: "deny",
  aclProtocol: "6",
  cidrBlock: "0.0.0.0/0",
  portRange: { from: 443, to: 443 },
};

/** Each call as CloudTrail keeps it, and the changes that it tells: document, field, edit. */
const cases: [string, TrailParts, [string, string, unknown][]][] = [
  [
    "AuthorizeSecurityGroupEgress",
    { request: { groupId: "sg-1", ipPermissions: https } },
    [["security-group sg-1", "IpPermissionsEgress", { what: "added", items: atoms }]],
  ],
  [
    "RevokeSecurityGroupIngress",
    { request: { groupId: "sg-1", ipPermissions: https } },
    [["security-group sg-1", "IpPermissions", { what: "removed", items: atoms }]],
  ],
  [
    "RevokeSecurityGroupEgress",
    { request: { groupId: "sg-1", securityGroupRuleIds: { items: [{ securityGroupRuleId: "sgr-1" }] } } },
    [["security-group sg-1", "IpPermissionsEgress", touched]],
  ],
  [
    "RevokeSecurityGroupEgress",
    {
      request: { groupId: "sg-1", securityGroupRuleIds: { items: [{ securityGroupRuleId: "sgr-1" }] } },
      response: {
        revokedSecurityGroupRuleSet: {
          items: [{ ipProtocol: "tcp", fromPort: 443, toPort: 443, cidrIpv4: "0.0.0.0/0", isEgress: true }],
        },
      },
    },
    [["security-group sg-1", "IpPermissionsEgress", { what: "removed", items: [atoms[0]] }]],
  ],
  [
    "CreateNetworkAclEntry",
    { request: entry },
    [
      [
        "network-acl acl-1",
        "Entries",
        {
          what: "added",
          items: [
            {
              ...{ RuleNumber: 90, Egress: true, RuleAction: "deny", Protocol: "6", CidrBlock: "0.0.0.0/0" },
              PortRange: { From: 443, To: 443 },
            },
          ],
        },
      ],
    ],
  ],
  [
    "DeleteNetworkAclEntry",
    { request: { networkAclId: "acl-1", ruleNumber: 120, egress: false } },
    [["network-acl acl-1", "Entries", { ...touched, dropped: [{ RuleNumber: 120, Egress: false }] }]],
  ],
  [
    "CreateRoute",
    { request: { routeTableId: "rtb-1", destinationCidrBlock: "0.0.0.0/0", natGatewayId: "nat-1" } },
    [
      [
        "route-table rtb-1",
        "Routes",
        { what: "added", items: [{ DestinationCidrBlock: "0.0.0.0/0", NatGatewayId: "nat-1" }] },
      ],
    ],
  ],
  [
    "ReplaceRoute",
    { request: { routeTableId: "rtb-1", destinationCidrBlock: "0.0.0.0/0", gatewayId: "igw-1" } },
    [
      [
        "route-table rtb-1",
        "Routes",
        { ...touched, put: [{ DestinationCidrBlock: "0.0.0.0/0", GatewayId: "igw-1" }] },
      ],
    ],
  ],
  [
    "ModifyVpcAttribute",
    { request: { vpcId: "vpc-1", enableDnsSupport: { value: false } } },
    [["vpc vpc-1", "EnableDnsSupport", { what: "set", to: { Value: false }, instead: { Value: true } }]],
  ],
  [
    "CreateVpcEndpoint",
    {
      request: { CreateVpcEndpointRequest: { VpcId: "vpc-1", ServiceName: "com.amazonaws.eu-west-1.ssm" } },
      response: { CreateVpcEndpointResponse: { vpcEndpoint: { vpcEndpointId: "vpce-1" } } },
    },
    [
      [
        "vpc-endpoint vpce-1",
        "*",
        { what: "created", named: { VpcId: "vpc-1", ServiceName: "com.amazonaws.eu-west-1.ssm" } },
      ],
    ],
  ],
  [
    "ModifyVpcEndpoint",
    {
      request: {
        ModifyVpcEndpointRequest: {
          VpcEndpointId: "vpce-1",
          PrivateDnsEnabled: false,
          RemoveSecurityGroupId: { tag: 1, content: "sg-1" },
          PolicyDocument: "{}",
        },
      },
    },
    [
      ["vpc-endpoint vpce-1", "PrivateDnsEnabled", { what: "set", to: false, instead: true }],
      ["vpc-endpoint vpce-1", "PolicyDocument", touched],
      ["vpc-endpoint vpce-1", "Groups", { what: "removed", items: [{ GroupId: "sg-1" }] }],
    ],
  ],
  [
    "DeleteVpcEndpoints",
    {
      request: {
        DeleteVpcEndpointsRequest: {
          VpcEndpointId: [
            { tag: 1, content: "vpce-1" },
            { tag: 2, content: "vpce-2" },
          ],
        },
      },
      response: { DeleteVpcEndpointsResponse: { unsuccessful: { item: { resourceId: "vpce-2" } } } },
    },
    [["vpc-endpoint vpce-1", "*", { what: "deleted" }]],
  ],
  [
    "DetachInternetGateway",
    { request: { internetGatewayId: "igw-1", vpcId: "vpc-1" } },
    [
      [
        "internet-gateway igw-1",
        "Attachments",
        { what: "removed", items: [{ VpcId: "vpc-1", State: "available" }] },
      ],
    ],
  ],
  [
    "DeleteNatGateway",
    { request: { DeleteNatGatewayRequest: { NatGatewayId: "nat-1" } } },
    [["nat-gateway nat-1", "State", { what: "set", to: "deleted", instead: "available" }]],
  ],
  [
    "ModifyInstanceMetadataOptions",
    { request: { ModifyInstanceMetadataOptionsRequest: { InstanceId: "i-1", HttpTokens: "required" } } },
    [["instance i-1", "MetadataOptions.HttpTokens", { what: "set", to: "required", instead: "optional" }]],
  ],
  [
    "ModifyNetworkInterfaceAttribute",
    { request: { networkInterfaceId: "eni-1", groupSet: { items: [{ groupId: "sg-1" }] } } },
    [["network-interface eni-1", "Groups", { what: "set", to: [{ GroupId: "sg-1" }] }]],
  ],
  [
    "AssociateIamInstanceProfile",
    {
      request: {
        AssociateIamInstanceProfileRequest: { InstanceId: "i-1", IamInstanceProfile: { Name: "web" } },
      },
    },
    [["instance i-1", "IamInstanceProfile", { what: "set", from: null, to: { Arn: "web" } }]],
  ],
  [
    "DisassociateIamInstanceProfile",
    {
      request: { DisassociateIamInstanceProfileRequest: { AssociationId: "iip-assoc-1" } },
      response: { DisassociateIamInstanceProfileResponse: associated },
    },
    [["instance i-1", "IamInstanceProfile", { what: "set", to: null }]],
  ],
  [
    "StopInstances",
    { request: { instancesSet: { items: [{ instanceId: "i-1" }] } }, response: power("running", "stopping") },
    [["instance i-1", "State", { what: "set", from: { Name: "running" }, to: { Name: "stopping" } }]],
  ],
  ["StopInstances", { response: power("stopped", "stopped") }, []],
  [
    "DetachRolePolicy",
    {
      source: "iam",
      request: { roleName: "web", policyArn: "arn:aws:iam::aws:policy/AmazonSSMManagedInstanceCore" },
    },
    [
      [
        "role web",
        "AttachedPolicies",
        {
          what: "removed",
          items: [
            {
              PolicyArn: "arn:aws:iam::aws:policy/AmazonSSMManagedInstanceCore",
              PolicyName: "AmazonSSMManagedInstanceCore",
            },
          ],
        },
      ],
    ],
  ],
  [
    "UpdateAssumeRolePolicy",
    { source: "iam", request: { roleName: "web", policyDocument: "{}" } },
    [["role web", "AssumeRolePolicyDocument", touched]],
  ],
  [
    "CreatePolicyVersion",
    { source: "iam", request: { policyArn: "arn:aws:iam::1:policy/p", setAsDefault: false } },
    [],
  ],
  [
    "RemoveRoleFromInstanceProfile",
    { source: "iam", request: { instanceProfileName: "web", roleName: "web-role" } },
    [["instance-profile web", "Roles", { what: "removed", items: [{ RoleName: "web-role" }] }]],
  ],
  [
    "UpdateServiceSetting",
    {
      source: "ssm",
      request: {
        settingId: "arn:aws:ssm:eu-west-1:123456789012:servicesetting/ssm/managed-instance/x",
        settingValue: "service-role/Managed",
      },
    },
    [
      [
        "service-setting /ssm/managed-instance/x",
        "SettingValue",
        { what: "set", to: "service-role/Managed" },
      ],
    ],
  ],
  [
    "ModifyVpcBlockPublicAccessOptions",
    {
      request: {
        ModifyVpcBlockPublicAccessOptionsRequest: { InternetGatewayBlockMode: "block-bidirectional" },
      },
    },
    [
      [
        "block-public-access eu-west-1",
        "InternetGatewayBlockMode",
        { what: "set", to: "block-bidirectional" },
      ],
    ],
  ],
];

test.each(cases)("%s tells what it changed (%#)", (name, parts, expected) => {
  const found = toldOf(name, parts);
  expect(found.map(({ kind, id, field, edit }) => [`${kind} ${id}`, field, edit])).toEqual(expected);
  for (const { by, at, event } of found) {
    expect(by).toBe("arn:aws:sts::123456789012:assumed-role/terraform-ci/run-1");
    expect(at).toBe(Date.parse("2026-11-01T06:12:08Z"));
    expect(event).toBe(name);
  }
});
