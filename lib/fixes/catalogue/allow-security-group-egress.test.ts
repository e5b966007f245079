import { expect, test } from "vitest";
import { aDocument, aSnapshot } from "../../testing/a-document.ts";
import { describeNetworkFix } from "../../testing/describe-network-fix.ts";
import {
  bothEndpoints,
  changed,
  localRoute,
  privateSubnetWithNat,
  route,
  tcp443,
  toGroup,
} from "../../testing/documented-vpcs.ts";
import { contextOf } from "../../testing/try-fix.ts";
import { allowSecurityGroupEgress } from "./allow-security-group-egress.ts";

const shut = { egress: [] };
const https = { IpProtocol: "tcp", FromPort: 443, ToPort: 443 };
const sixty = Array.from({ length: 60 }, (_, index) => `192.0.2.${index}/32`);

const s3 = aDocument("vpc-endpoint", "vpce-s3", {
  ...{
    type: "Gateway",
    serviceName: "com.amazonaws.eu-west-1.s3",
    subnetIds: [],
    routeTableIds: ["rtb-main"],
  },
});
const withContent = {
  ...changed(bothEndpoints, "route-table", "rtb-main", {
    routes: [localRoute, route("pl-s3", { kind: "vpc-endpoint", id: "vpce-s3" })],
  }),
  "vpc-endpoint": [...bothEndpoints["vpc-endpoint"]!, s3],
  "managed-node": [aDocument("managed-node", "i-1")],
  "connection-status": [aDocument("connection-status", "i-1")],
  association: [aDocument("association", "a-1", { documentName: "AWS-RunPatchBaseline", instanceId: "i-1" })],
  "managed-prefix-list": [
    aDocument("managed-prefix-list", "pl-s3", {
      ...{ name: "com.amazonaws.eu-west-1.s3", cidrs: ["52.218.0.0/17"], ownerId: "AWS" },
    }),
  ],
};

describeNetworkFix(allowSecurityGroupEgress, {
  fits: [
    {
      name: "to the endpoints' group, where the way leads to endpoints",
      parts: changed(bothEndpoints, "security-group", "sg-1", shut),
      cause: "security-group-egress-blocks security-group/sg-1",
      calls: [
        {
          operation: "ec2:AuthorizeSecurityGroupEgress",
          input: {
            GroupId: "sg-1",
            IpPermissions: [{ ...https, UserIdGroupPairs: [{ GroupId: "sg-endpoint" }] }],
          },
        },
      ],
      changed: ["security-group/sg-1"],
    },
    {
      name: "to everywhere on TCP 443 alone, where the way leads to public addresses",
      parts: changed(privateSubnetWithNat, "security-group", "sg-1", shut),
      cause: "security-group-egress-blocks security-group/sg-1",
      calls: [
        {
          operation: "ec2:AuthorizeSecurityGroupEgress",
          input: { GroupId: "sg-1", IpPermissions: [{ ...https, IpRanges: [{ CidrIp: "0.0.0.0/0" }] }] },
        },
      ],
      changed: ["security-group/sg-1"],
    },
    {
      name: "beside a rule for the same port that reaches elsewhere",
      parts: changed(privateSubnetWithNat, "security-group", "sg-1", {
        egress: [tcp443({ ipv4Ranges: ["192.0.2.0/24"] })],
      }),
      cause: "security-group-egress-blocks security-group/sg-1",
      calls: [{ operation: "ec2:AuthorizeSecurityGroupEgress", input: { GroupId: "sg-1" } }],
      changed: ["security-group/sg-1"],
    },
    {
      name: "with a word of warning where the group is full",
      parts: changed(privateSubnetWithNat, "security-group", "sg-1", {
        egress: [tcp443({ ipv4Ranges: sixty })],
      }),
      cause: "security-group-egress-blocks security-group/sg-1",
      calls: [{ operation: "ec2:AuthorizeSecurityGroupEgress", input: {} }],
      changed: ["security-group/sg-1"],
    },
    {
      name: "to AWS's list of S3's addresses, where a gateway endpoint leads there",
      parts: {
        ...changed(withContent, "security-group", "sg-1", {
          egress: [tcp443({ groups: [toGroup("sg-endpoint")] })],
        }),
      },
      cause: "content-path-blocked service/s3",
      calls: [
        {
          operation: "ec2:AuthorizeSecurityGroupEgress",
          input: { IpPermissions: [{ ...https, PrefixListIds: [{ PrefixListId: "pl-s3" }] }] },
        },
      ],
      changed: ["security-group/sg-1"],
    },
  ],
});

test.each([
  ["a group with rules", { egress: [tcp443({ ipv4Ranges: ["192.0.2.0/24"] })] }, "low", /only lets more out/],
  ["a group that lets nothing out", { egress: [] }, "medium", /may be meant/],
  ["a group that is full", { egress: [tcp443({ ipv4Ranges: sixty })] }, "medium", /60 of the 60 rules/],
  ["a group that shuts nodes in", { egress: [], name: "quarantine" }, "high", /on purpose/],
])("says what may go wrong: %s", (_, changes, level, words) => {
  const parts = changed(privateSubnetWithNat, "security-group", "sg-1", changes);
  const subject = { kind: "security-group", id: "sg-1" };
  const context = contextOf(aSnapshot(parts), "security-group-egress-blocks", subject);
  expect(allowSecurityGroupEgress.risk(context)).toMatchObject({ level });
  expect(allowSecurityGroupEgress.risk(context).sentence).toMatch(words);
});
