import { expect, test } from "vitest";
import {
  aRawBundle,
  healthyAnswers,
  nodeId,
  partsOf,
  profileArn,
  type RawAnswers,
} from "../testing/a-bundle.ts";
import { after, anEvent, aRefusedCommand, before, goneId } from "../testing/a-bundle-events.ts";
import { diagnoseBundles } from "./diagnose-bundle.ts";

type Fields = Record<string, unknown>;

/** A node that answers, in an account where nothing is wrong today. */
function wellAgain(way: "nat" | "endpoints" = "nat"): RawAnswers {
  const answers = healthyAnswers(way);
  const { record, channel } = partsOf(answers);
  Object.assign(record, { PingStatus: "Online", LastPingDateTime: "2026-11-01T11:59:00Z" });
  channel.Status = "connected";
  return answers;
}

const ec2 = (name: string, at: string, requestParameters: Fields, responseElements: Fields = {}) =>
  anEvent("ec2", name, at, { requestParameters, responseElements });

async function causeOf(
  answers: RawAnswers,
  events: Fields[],
  { ids, rest }: { ids?: string[]; rest?: Fields } = {},
) {
  const documents = { ...answers, "cloudtrail:LookupEvents": { Events: [...events, aRefusedCommand(ids)] } };
  const json = JSON.parse(JSON.stringify(aRawBundle(documents, {}, rest)));
  const [diagnosis] = await diagnoseBundles([{ file: "bundle.json", json }], { withProof: false });
  const [failure, ...others] = diagnosis!.failures;
  expect(others).toEqual([]);
  return failure!.cause;
}

const route = (target: Fields) => ({
  ...{ routeTableId: "rtb-node", destinationCidrBlock: "0.0.0.0/0", ...target },
});
const entry = (ruleNumber: number, ruleAction: string) => ({
  ...{ networkAclId: "acl-node", egress: true, ruleNumber, ruleAction, aclProtocol: "-1" },
  ...{ cidrBlock: "0.0.0.0/0", icmpTypeCode: {}, portRange: {} },
});
const everything = {
  groupId: "sg-node",
  ipPermissions: { items: [{ ipProtocol: "-1", ipRanges: { items: [{ cidrIp: "0.0.0.0/0" }] } }] },
};
const policy = { roleName: "node", policyArn: "arn:aws:iam::aws:policy/AmazonSSMManagedInstanceCore" };
const iam = (name: string, at: string) => anEvent("iam", name, at, { requestParameters: policy });
const dns = (value: boolean) => ({ vpcId: "vpc-1", enableDnsSupport: { value } });
const attachment = { internetGatewayId: "igw-1", vpcId: "vpc-1" };
const metadata = (HttpEndpoint: string) => ({
  ModifyInstanceMetadataOptionsRequest: { InstanceId: nodeId, HttpEndpoint },
});
const profile = {
  request: {
    AssociateIamInstanceProfileRequest: { InstanceId: nodeId, IamInstanceProfile: { Name: "node" } },
  },
  response: {
    AssociateIamInstanceProfileResponse: {
      iamInstanceProfileAssociation: {
        ...{ associationId: "iip-assoc-1", instanceId: nodeId, iamInstanceProfile: { arn: profileArn } },
      },
    },
  },
};
const power = (instanceId: string, from: string, to: string) => ({
  instancesSet: { items: [{ instanceId, currentState: { name: to }, previousState: { name: from } }] },
});

/** What was done before and after the refusal, and what it says of the time between. */
const cases: [string, Fields[], string, ("nat" | "endpoints")?][] = [
  [
    "a route that was deleted and made again",
    [ec2("DeleteRoute", before, route({})), ec2("CreateRoute", after, route({ natGatewayId: "nat-1" }))],
    "route-missing",
  ],
  [
    "a route that led elsewhere for a while",
    [
      ec2("ReplaceRoute", before, route({ gatewayId: "igw-1" })),
      ec2("ReplaceRoute", after, route({ natGatewayId: "nat-1" })),
    ],
    "public-address-missing",
  ],
  [
    "an entry of an ACL that denied for a while",
    [
      ec2("CreateNetworkAclEntry", before, entry(50, "deny")),
      ec2("DeleteNetworkAclEntry", after, { networkAclId: "acl-node", egress: true, ruleNumber: 50 }),
    ],
    "network-acl-egress-blocks",
  ],
  [
    "an entry that was replaced and replaced back",
    [
      ec2("ReplaceNetworkAclEntry", before, entry(100, "deny")),
      ec2("ReplaceNetworkAclEntry", after, entry(100, "allow")),
    ],
    "network-acl-egress-blocks",
  ],
  [
    "a rule that was revoked and added again",
    [
      ec2("RevokeSecurityGroupEgress", before, everything),
      ec2("AuthorizeSecurityGroupEgress", after, everything),
    ],
    "security-group-egress-blocks",
  ],
  [
    "a policy that was detached and attached again",
    [iam("DetachRolePolicy", before), iam("AttachRolePolicy", after)],
    "role-actions-missing",
  ],
  [
    "DNS that was switched off and on",
    [ec2("ModifyVpcAttribute", before, dns(false)), ec2("ModifyVpcAttribute", after, dns(true))],
    "vpc-dns-disabled",
    "endpoints",
  ],
  [
    "a gateway that was detached",
    [ec2("DetachInternetGateway", before, attachment), ec2("AttachInternetGateway", after, attachment)],
    "internet-gateway-detached",
  ],
  [
    "metadata that was switched off and on",
    [
      ec2("ModifyInstanceMetadataOptions", before, metadata("disabled")),
      ec2("ModifyInstanceMetadataOptions", after, metadata("enabled")),
    ],
    "metadata-disabled",
  ],
  [
    "a profile that came later",
    [ec2("AssociateIamInstanceProfile", after, profile.request, profile.response)],
    "instance-profile-missing",
  ],
  [
    "a stop and a start",
    [
      ec2("StopInstances", before, {}, power(nodeId, "running", "stopping")),
      ec2("StartInstances", after, {}, power(nodeId, "stopped", "pending")),
    ],
    "instance-stopped",
  ],
  [
    "a change that was refused, which is none",
    [
      anEvent("ec2", "CreateRoute", after, {
        ...{ errorCode: "Client.RouteAlreadyExists", requestParameters: route({ natGatewayId: "nat-1" }) },
      }),
    ],
    "unexplained",
  ],
  [
    "a change of which nobody told what stood there before",
    [ec2("ReplaceRoute", after, route({ natGatewayId: "nat-1" }))],
    "unexplained",
  ],
];

test.each(cases)("%s", async (_, events, code, way) => {
  expect(await causeOf(wellAgain(way), events)).toMatchObject({ code, isInferred: true });
});

test("what is told says until when it was so, and who ended it", async () => {
  const { sentence } = await causeOf(wellAgain(), cases[0]![1]);
  expect(sentence).toContain(
    "So it was until 2026-11-01 11:00 UTC: A route of rtb-node was created by role/deploy.",
  );
});

test("an instance that EC2 has forgotten was terminated, where CloudTrail knows it, and not before", async () => {
  const ended = (at: string) => ec2("TerminateInstances", at, {}, power(goneId, "running", "shutting-down"));
  expect(await causeOf(wellAgain(), [ended(before)], { ids: [goneId] })).toMatchObject({
    code: "instance-terminated",
  });
  expect(await causeOf(wellAgain(), [ended(after)], { ids: [goneId] })).toMatchObject({
    code: "unexplained",
  });
});

test("what broke only after the refusal is not its reason, however well it explains today", async () => {
  const answers = healthyAnswers("nat");
  const { table, record } = partsOf(answers);
  table("rtb-node").Routes.splice(1);
  record.LastPingDateTime = "2026-11-01T11:00:30Z";
  const deleted = (at: string) => [ec2("DeleteRoute", at, route({}))];
  expect(await causeOf(answers, deleted(after))).toMatchObject({ code: "unexplained" });
  record.LastPingDateTime = "2026-11-01T08:59:30Z";
  expect(await causeOf(answers, deleted(before))).toMatchObject({ code: "route-missing" });
});

test("what was read before and after is no conclusion", async () => {
  const change = { kind: "security-group", id: "sg-node", field: "IpPermissionsEgress", from: [], by: null };
  const history = [{ ...change, to: [{ IpProtocol: "-1" }], at: after }];
  expect(await causeOf(wellAgain(), [], { rest: { history } })).toMatchObject({
    code: "security-group-egress-blocks",
    isInferred: false,
  });
});
