import { expect, test } from "vitest";
import type { DocumentKind } from "../model/document-kind.ts";
import { aDocument, aGap, aSnapshot } from "../testing/a-document.ts";
import { findDependents } from "./dependents.ts";

const [a, b, c] = ["i-0123456789abcdef0", "i-0123456789abcdef1", "i-0123456789abcdef2"] as const;
const profile = (name: string) => `arn:aws:iam::123456789012:instance-profile/${name}`;
const role = (name: string) => `arn:aws:iam::123456789012:role/${name}`;

const place = (vpcId: string, subnetId: string, group: string, instanceProfile: string | null) => ({
  vpcId,
  subnetId,
  securityGroupIds: [group],
  instanceProfileArn: instanceProfile,
});

/** a and b stand in one VPC, with an endpoint in b's subnet; c stands in another. */
const snapshot = aSnapshot({
  instance: [
    aDocument("instance", a, place("vpc-1", "subnet-a", "sg-a", profile("a"))),
    aDocument("instance", b, place("vpc-1", "subnet-b", "sg-b", profile("b"))),
    aDocument("instance", c, place("vpc-2", "subnet-c", "sg-c", null)),
  ],
  subnet: [aDocument("subnet", "subnet-a"), aDocument("subnet", "subnet-b")],
  vpc: [aDocument("vpc", "vpc-1"), aDocument("vpc", "vpc-2", { dhcpOptionsId: "dopt-2" })],
  "network-acl": [
    aDocument("network-acl", "acl-a", { subnetIds: ["subnet-a"] }),
    aDocument("network-acl", "acl-b", { subnetIds: ["subnet-b"] }),
  ],
  "route-table": [aDocument("route-table", "rtb-2", { vpcId: "vpc-2" })],
  "vpc-endpoint": [
    aDocument("vpc-endpoint", "vpce-1", { subnetIds: ["subnet-b"], securityGroupIds: ["sg-endpoint"] }),
  ],
  "network-interface": [
    aDocument("network-interface", "eni-a", {
      attachment: { instanceId: a, instanceOwnerId: null, deviceIndex: 0, networkCardIndex: 0, status: null },
    }),
    aDocument("network-interface", "eni-endpoint", { vpcId: "vpc-1" }),
  ],
  "instance-profile": [
    aDocument("instance-profile", profile("a"), { roles: [{ arn: role("a"), name: "a" }] }),
    aDocument("instance-profile", profile("b"), { roles: [{ arn: role("b"), name: "b" }] }),
  ],
  "profile-association": [aDocument("profile-association", "iip-1", { instanceId: b })],
});

test.each<[DocumentKind, string, string[]]>([
  ["instance", a, [a]],
  ["managed-node", b, [b]],
  ["profile-association", "iip-1", [b]],
  ["security-group", "sg-a", [a]],
  ["security-group", "sg-endpoint", [a, b]],
  ["subnet", "subnet-a", [a]],
  ["subnet", "subnet-b", [a, b]],
  ["network-acl", "acl-a", [a]],
  ["network-acl", "acl-b", [a, b]],
  ["vpc", "vpc-2", [c]],
  ["route-table", "rtb-2", [c]],
  ["vpc-endpoint", "vpce-1", [a, b]],
  ["dhcp-options", "dopt-2", [c]],
  ["network-interface", "eni-a", [a]],
  ["network-interface", "eni-endpoint", [a, b]],
  ["instance-profile", profile("a"), [a]],
  ["role", role("b"), [b]],
  ["role", role("unused"), []],
])("on %s %s hang %j", (kind, id, expected) => {
  expect(findDependents(snapshot, kind, id)).toEqual(new Set(expected));
});

test("on what went, and so no longer says whose it was, hang all", () => {
  expect(findDependents(snapshot, "route-table", "rtb-gone")).toBe("all");
});

test("on the role of default host management hang all", () => {
  const setting = aDocument("service-setting", "/ssm/managed-instance/default-ec2-instance-management-role", {
    value: "service-role/Managed",
  });
  const arn = "arn:aws:iam::123456789012:role/service-role/Managed";
  expect(findDependents(aSnapshot({ "service-setting": [setting] }), "role", arn)).toBe("all");
});

test("on a role hang the machines outside of EC2 that were activated with it", () => {
  const mi = "mi-0123456789abcdef0";
  const node = aDocument("managed-node", mi, { iamRole: "service-role/hybrid" });
  const arn = "arn:aws:iam::123456789012:role/service-role/hybrid";
  expect(findDependents(aSnapshot({ "managed-node": [node] }), "role", arn)).toEqual(new Set([mi]));
});

test("on an association hang those that it names, and all where it takes content from S3 or is gone", () => {
  const targets = [{ key: "InstanceIds", values: [a] }];
  const association = [
    aDocument("association", "named", { documentName: "AWS-GatherSoftwareInventory", targets }),
    aDocument("association", "fetching", { documentName: "AWS-UpdateSSMAgent", targets }),
  ];
  const on = (id: string) => findDependents(aSnapshot({ association }), "association", id);
  expect([on("named"), on("fetching"), on("gone")]).toEqual([new Set([a]), "all", "all"]);
});

test("asks nothing of what could not be read", () => {
  const gaps = [
    aGap("vpc-endpoint", "ec2:DescribeVpcEndpoints"),
    aGap("nat-gateway", "ec2:DescribeNatGateways"),
  ];
  const instance = [aDocument("instance", a)];
  expect(findDependents(aSnapshot({ instance }, { gaps }), "subnet", "subnet-1")).toEqual(new Set([a]));
});
