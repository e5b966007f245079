import { aDocument } from "../../testing/a-document.ts";
import { describeNetworkFix } from "../../testing/describe-network-fix.ts";
import {
  aNode,
  anEndpoint,
  changed,
  endpointOnly,
  localRoute,
  privateSubnetWithNat,
  route,
} from "../../testing/documented-vpcs.ts";
import { ipv6Only } from "../../testing/ipv6-vpc.ts";
import { createInterfaceEndpoints } from "./create-interface-endpoints.ts";

const cause = "endpoint-missing vpc/vpc-1";
const isolated = { ...endpointOnly, "vpc-endpoint": [], "network-interface": [] };
const group = { answerOf: "create-endpoint-group-vpc-1", at: "GroupId" };
const createGroup = { operation: "ec2:CreateSecurityGroup", input: { VpcId: "vpc-1" } };
const letIn = (...groups: string[]) => ({
  operation: "ec2:AuthorizeSecurityGroupIngress",
  input: { GroupId: group, IpPermissions: [{ UserIdGroupPairs: groups.map((GroupId) => ({ GroupId })) }] },
});
const create = (service: string, SubnetIds: string[], more = {}) => ({
  operation: "ec2:CreateVpcEndpoint",
  input: {
    ...{ VpcEndpointType: "Interface", VpcId: "vpc-1", SubnetIds, SecurityGroupIds: [group] },
    ...{ ServiceName: `com.amazonaws.eu-west-1.${service}`, PrivateDnsEnabled: true, ...more },
  },
});
const created = (service: string, ...subnets: string[]) => [
  `vpc-endpoint/vpce-to-be-created-${service}-vpc-1`,
  ...subnets.map((subnet) => `network-interface/eni-of-vpce-to-be-created-${service}-vpc-1-${subnet}`),
];
const both = (...subnets: string[]) => [
  "security-group/sg-to-be-created-vpc-1",
  ...["ssm", "ssmmessages"].flatMap((service) => created(service, ...subnets)),
];
const inPrivate = ["subnet-private"];

const withAclOfB = changed(isolated, "network-acl", "acl-3", { subnetIds: ["subnet-b"] });
const twoZones = {
  ...changed(withAclOfB, "subnet", "subnet-b", {
    cidrBlock: "10.0.3.0/24",
    zone: "eu-west-1b",
    zoneId: "euw1-az2",
  }),
  instance: [
    aNode("i-1", "subnet-private", "10.0.1.20"),
    aNode("i-2", "subnet-b", "10.0.3.20", { securityGroupIds: ["sg-2"] }),
  ],
  "security-group": [aDocument("security-group", "sg-1"), aDocument("security-group", "sg-2")],
};

const toHub = route("0.0.0.0/0", { kind: "transit-gateway", id: "tgw-1" });
const spoke = { vpcId: "vpc-2" };
const behindOneGateway = {
  ...changed(privateSubnetWithNat, "route-table", "rtb-private", { routes: [localRoute, toHub] }),
  vpc: [aDocument("vpc", "vpc-1"), aDocument("vpc", "vpc-2")],
  subnet: [
    ...privateSubnetWithNat.subnet!,
    aDocument("subnet", "subnet-other", { ...spoke, cidrBlock: "10.0.5.0/24" }),
  ],
  instance: [
    aNode("i-1", "subnet-private", "10.0.1.20"),
    aNode("i-2", "subnet-other", "10.0.5.20", { ...spoke, securityGroupIds: ["sg-2"] }),
  ],
  "security-group": [aDocument("security-group", "sg-1"), aDocument("security-group", "sg-2", spoke)],
  "network-acl": [...privateSubnetWithNat["network-acl"]!, aDocument("network-acl", "acl-9", spoke)],
  "route-table": [
    aDocument("route-table", "rtb-private", {
      ...{ isMain: false, subnetIds: ["subnet-private"], routes: [localRoute, toHub] },
    }),
    aDocument("route-table", "rtb-other", { ...spoke, routes: [localRoute, toHub] }),
  ],
};

describeNetworkFix(createInterfaceEndpoints, {
  fits: [
    {
      name: "one for each service, with a group of their own that lets in the nodes' group",
      parts: isolated,
      cause,
      calls: [createGroup, letIn("sg-1"), create("ssm", inPrivate), create("ssmmessages", inPrivate)],
      changed: both("subnet-private"),
    },
    {
      name: "one subnet in each zone in which nodes stand, and every group of the VPC that calls",
      parts: twoZones,
      cause,
      calls: [
        createGroup,
        letIn("sg-1", "sg-2"),
        create("ssm", ["subnet-private", "subnet-b"]),
        create("ssmmessages", ["subnet-private", "subnet-b"]),
      ],
      changed: both("subnet-private", "subnet-b"),
    },
    {
      name: "for the one service that lacks it",
      parts: endpointOnly,
      cause,
      calls: [createGroup, letIn("sg-1"), create("ssmmessages", inPrivate)],
      changed: ["security-group/sg-to-be-created-vpc-1", ...created("ssmmessages", "subnet-private")],
    },
    {
      name: "after the VPC's DNS, where that is off and private names would not hold",
      parts: changed(isolated, "vpc", "vpc-1", { enableDnsHostnames: false }),
      cause,
      calls: [
        { operation: "ec2:ModifyVpcAttribute", input: { EnableDnsHostnames: { Value: true } } },
        createGroup,
        letIn("sg-1"),
        create("ssm", inPrivate),
        create("ssmmessages", inPrivate),
      ],
      changed: ["vpc/vpc-1", ...both("subnet-private")],
    },
    {
      name: "instead of a route out",
      parts: changed(privateSubnetWithNat, "route-table", "rtb-private", { routes: [localRoute] }),
      cause: "route-missing route-table/rtb-private",
      calls: [createGroup, letIn("sg-1"), create("ssm", inPrivate), create("ssmmessages", inPrivate)],
      changed: both("subnet-private"),
    },
    {
      name: "instead of a path on which somebody else decides",
      parts: changed(privateSubnetWithNat, "route-table", "rtb-private", {
        routes: [localRoute, route("0.0.0.0/0", { kind: "transit-gateway", id: "tgw-1" })],
      }),
      cause: "path-unprovable transit-gateway/tgw-1",
      calls: [createGroup, letIn("sg-1"), create("ssm", inPrivate), create("ssmmessages", inPrivate)],
      changed: both("subnet-private"),
    },
    {
      name: "in each VPC whose nodes somebody else's path holds back",
      parts: behindOneGateway,
      cause: "path-unprovable transit-gateway/tgw-1",
      calls: ["vpc-1", "vpc-2"].flatMap((VpcId) => [
        { operation: "ec2:CreateSecurityGroup", input: { VpcId } },
        { operation: "ec2:AuthorizeSecurityGroupIngress", input: {} },
        { operation: "ec2:CreateVpcEndpoint", input: { VpcId } },
        { operation: "ec2:CreateVpcEndpoint", input: { VpcId } },
      ]),
      changed: [
        ...both("subnet-private"),
        ...both("subnet-other").map((name) => name.replaceAll("vpc-1", "vpc-2")),
      ],
    },
    {
      name: "of both families, in a subnet that has both, for nodes that have IPv6 alone",
      parts: ipv6Only,
      cause: "ipv6-path-missing subnet/subnet-private",
      calls: [
        createGroup,
        letIn("sg-1"),
        create("ssm", ["subnet-public"], { IpAddressType: "dualstack" }),
        create("ssmmessages", ["subnet-public"], { IpAddressType: "dualstack" }),
      ],
      changed: both("subnet-public"),
    },
  ],
  fitsNot: [
    {
      name: "where an endpoint for the service stands there already and has to be mended",
      parts: {
        ...changed(privateSubnetWithNat, "route-table", "rtb-private", { routes: [localRoute] }),
        ...anEndpoint("ssm", ["subnet-private 10.0.1.9"], { privateDnsEnabled: false }),
        "route-table": [
          aDocument("route-table", "rtb-private", {
            isMain: false,
            subnetIds: ["subnet-private"],
            routes: [
              localRoute,
              route(
                "0.0.0.0/0",
                { kind: "network-interface", id: "eni-gone", instanceId: null },
                "blackhole",
              ),
            ],
          }),
        ],
      },
      cause: "route-blackhole route-table/rtb-private",
    },
    {
      name: "where the VPC is another account's",
      parts: changed(
        changed(privateSubnetWithNat, "route-table", "rtb-private", {
          routes: [localRoute, route("0.0.0.0/0", { kind: "transit-gateway", id: "tgw-1" })],
        }),
        "vpc",
        "vpc-1",
        { ownerId: "210987654321" },
      ),
      cause: "path-unprovable transit-gateway/tgw-1",
    },
  ],
});
