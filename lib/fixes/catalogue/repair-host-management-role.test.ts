import { aDocument, type WorldParts } from "../../testing/a-document.ts";
import { allow, aPolicy, deny, managedInstanceCore, onlyIf } from "../../testing/a-role.ts";
import {
  describeIdentityFix,
  hostManagement,
  theNode,
  trustOf,
} from "../../testing/describe-identity-fix.ts";
import { repairHostManagementRole } from "./repair-host-management-role.ts";

const arn = "arn:aws:iam::123456789012:role/service-role/Default";
type Changes = Parameters<typeof aDocument<"role">>[2];
const living = (changes: Changes): WorldParts => ({
  ...theNode({ instanceProfileArn: null }),
  ...hostManagement("service-role/Default"),
  role: [aDocument("role", arn, { path: "/service-role/", ...changes })],
});
const byEc2 = { trustPolicy: trustOf("ec2.amazonaws.com") };
const bySsm = { trustPolicy: trustOf("ssm.amazonaws.com") };
const able = { attachedPolicies: [managedInstanceCore] };
const cause = `default-host-management-broken role/${arn}`;
const changed = [`role/${arn}`];
const trust = { operation: "iam:UpdateAssumeRolePolicy", input: { RoleName: "Default" } };
const attach = {
  operation: "iam:AttachRolePolicy",
  input: { PolicyArn: "arn:aws:iam::aws:policy/AmazonSSMManagedEC2InstanceDefaultPolicy" },
};

describeIdentityFix(repairHostManagementRole, {
  fits: [
    { name: "whom it trusts", parts: living({ ...byEc2, ...able }), cause, changed, calls: [trust] },
    { name: "what it allows", parts: living(bySsm), cause, changed, calls: [attach] },
    {
      name: "what it allows to calls by an endpoint alone that its nodes do not go by",
      parts: living({
        ...bySsm,
        inlinePolicies: [
          {
            name: "own",
            document: aPolicy([
              allow({
                Action: ["ssm:*", "ssmmessages:*"],
                ...onlyIf("StringEquals", "aws:SourceVpce", "vpce-other"),
              }),
            ]),
          },
        ],
      }),
      ...{ cause, changed, calls: [attach] },
    },
    { name: "both", parts: living(byEc2), cause, changed, calls: [trust, attach] },
  ],
  fitsNot: [
    {
      name: "where a policy denies it, which one more cannot lift",
      parts: living({
        ...bySsm,
        inlinePolicies: [{ name: "own", document: aPolicy([allow({ Action: "*" }), deny()]) }],
      }),
      cause,
    },
  ],
});
