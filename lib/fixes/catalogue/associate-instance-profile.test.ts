import { aDocument, type WorldParts } from "../../testing/a-document.ts";
import { allow, aPolicy } from "../../testing/a-role.ts";
import {
  aProfileWithRole,
  describeIdentityFix,
  hostManagement,
  theNode,
  trustOf,
} from "../../testing/describe-identity-fix.ts";
import { associateInstanceProfile } from "./associate-instance-profile.ts";

const plain = aProfileWithRole("plain");
const rich = aProfileWithRole("app", {
  inlinePolicies: [{ name: "app", document: aPolicy([allow({ Action: "s3:*" })]) }],
});
const administrator = aProfileWithRole("admin", {
  attachedPolicies: [],
  inlinePolicies: [{ name: "all", document: aPolicy([allow({ Action: "*" })]) }],
});
const distrusted = aProfileWithRole("containers", { trustPolicy: trustOf("ecs-tasks.amazonaws.com") });
const useless = aProfileWithRole("bare", { attachedPolicies: [] });

function account(...all: (typeof plain)[]): WorldParts {
  return {
    ...theNode({ instanceProfileArn: null }),
    ...hostManagement(null),
    "instance-profile": all.map(({ profile }) => profile),
    role: all.map(({ role }) => role),
  };
}
const cause = "instance-profile-missing instance/i-1";
const changed = ["instance/i-1", "profile-association/iip-assoc-to-be-created-i-1"];
const given = (Name: string) => ({
  operation: "ec2:AssociateIamInstanceProfile",
  input: { InstanceId: "i-1", IamInstanceProfile: { Name } },
});

describeIdentityFix(associateInstanceProfile, {
  fits: [
    {
      name: "the profile that gives the least besides",
      parts: account(administrator, rich, distrusted, useless, plain),
      ...{ cause, changed },
      calls: [given("plain")],
    },
    {
      name: "an application's, where there is no other",
      parts: account(rich, useless),
      ...{ cause, changed },
      calls: [given("app")],
    },
    {
      name: "where default host management cannot do it",
      parts: {
        ...account(plain),
        ...hostManagement("service-role/Gone"),
      },
      cause:
        "default-host-management-broken service-setting//ssm/managed-instance/default-ec2-instance-management-role",
      changed,
      calls: [given("plain")],
    },
  ],
  fitsNot: [
    {
      name: "where none would do, or only an administrator's",
      parts: account(administrator, distrusted, useless),
      cause,
    },
    {
      name: "where another one is on its way",
      parts: {
        ...account(plain),
        "profile-association": [
          aDocument("profile-association", "iip-1", { instanceId: "i-1", state: "associating" }),
        ],
      },
      cause,
    },
  ],
});
