import { describe, expect, test } from "vitest";
import { type DocumentKind, documentKinds } from "../model/document-kind.ts";
import { collectorOf } from "./index.ts";
import { ParseError } from "./parsing.ts";

/** The least that AWS says of one resource of each kind. */
const least: { [Kind in DocumentKind]: Record<string, unknown> } = {
  instance: { InstanceId: "i-1", State: { Name: "running" } },
  "managed-node": { InstanceId: "mi-1", PingStatus: "Online" },
  "instance-status": { InstanceId: "i-1" },
  vpc: { Vpc: { VpcId: "vpc-1" } },
  subnet: { SubnetId: "subnet-1" },
  "security-group": { GroupId: "sg-1" },
  "network-acl": { NetworkAclId: "acl-1" },
  "route-table": { RouteTableId: "rtb-1" },
  "dhcp-options": { DhcpOptionsId: "dopt-1" },
  "vpc-endpoint": { VpcEndpointId: "vpce-1" },
  "nat-gateway": { NatGatewayId: "nat-1" },
  "internet-gateway": { InternetGatewayId: "igw-1" },
  "egress-only-gateway": { EgressOnlyInternetGatewayId: "eigw-1" },
  "network-interface": { NetworkInterfaceId: "eni-1" },
  "managed-prefix-list": { PrefixList: { PrefixListId: "pl-1" }, Entries: [] },
  "block-public-access": { AwsRegion: "eu-central-1", VpcBlockPublicAccessOptions: {} },
  "peering-connection": { VpcPeeringConnectionId: "pcx-1" },
  "transit-gateway-attachment": { TransitGatewayAttachmentId: "tgw-attach-1" },
  "hosted-zone": { VPCId: "vpc-1", HostedZoneId: "Z1", Name: "example.com." },
  "profile-association": { AssociationId: "iip-assoc-1" },
  image: { ImageId: "ami-1" },
  "auto-scaling-instance": { InstanceId: "i-1", AutoScalingGroupName: "web" },
  "service-setting": { SettingId: "/ssm/managed-instance/default-ec2-instance-management-role" },
  activation: { ActivationId: "5743558d-563b-4457-8682-d16c3EXAMPLE" },
  association: { AssociationId: "8dfe3659-4309-493a-8755-0123456789ab" },
  "maintenance-window": { Window: { WindowId: "mw-1" } },
  "session-preferences": { Name: "SSM-SessionManagerRunShell", Preferences: {} },
  "connection-status": { Target: "i-1", Status: "connected" },
  "instance-profile": { Arn: "arn:aws:iam::123456789012:instance-profile/web", InstanceProfileName: "web" },
  role: { Role: { Arn: "arn:aws:iam::123456789012:role/web", RoleName: "web" } },
  "role-simulation": { PolicySourceArn: "arn:aws:iam::123456789012:role/web", EvaluationResults: [] },
};

/** Told by calls of their own: undefined says that the call failed, which null would not. */
const readApart = new Set([
  "attachedPolicies",
  "enableDnsHostnames",
  "enableDnsSupport",
  "exclusions",
  "inlinePolicies",
  "targets",
  "tasks",
]);

describe.each(documentKinds)("%s", (kind) => {
  const { parse } = collectorOf(kind);

  test("says null of what AWS leaves out", () => {
    const unsaid = Object.entries(parse(least[kind])).filter(([, value]) => value === undefined);
    expect(unsaid.map(([field]) => field).filter((field) => !readApart.has(field))).toEqual([]);
  });

  // The id is the first text that each of them names, at the top or one below.
  test.each([undefined, ""])("is refused if its id is %j", (id) => {
    const [[first, value] = ["", ""]] = Object.entries(least[kind]);
    const nested = typeof value === "object" && value !== null ? value : null;
    const [field = ""] = Object.keys(nested ?? {});
    const body = { ...least[kind], [first]: nested === null ? id : { ...nested, [field]: id } };
    expect(() => parse(body)).toThrow(ParseError);
  });
});
