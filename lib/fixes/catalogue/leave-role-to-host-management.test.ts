import { aDocument, type WorldParts } from "../../testing/a-document.ts";
import { allow, aRole, aRoleArn, managedInstanceCore, type Written } from "../../testing/a-role.ts";
import { describeIdentityFix, hostManagement, trustOf } from "../../testing/describe-identity-fix.ts";
import { leaveRoleToHostManagement } from "./leave-role-to-host-management.ts";

const hostRole = aDocument("role", "arn:aws:iam::123456789012:role/service-role/Default", {
  ...{ path: "/service-role/", trustPolicy: trustOf("ssm.amazonaws.com") },
  attachedPolicies: [managedInstanceCore],
});
const allowing = (...statements: Written[]): WorldParts => ({
  ...hostManagement("service-role/Default"),
  role: [aRole(statements), hostRole],
});
const cause = `default-host-management-shadowed role/${aRoleArn}`;
const changed = [`role/${aRoleArn}`];

describeIdentityFix(leaveRoleToHostManagement, {
  fits: [
    {
      name: "where the heartbeat is all that a policy allows",
      parts: allowing(allow()),
      cause,
      changed,
      calls: [],
    },
    {
      name: "where it stands among others, and twice",
      parts: allowing(allow({ Action: ["s3:GetObject", "ssm:UpdateInstanceInformation"] }), allow()),
      ...{ cause, changed, calls: [] },
    },
  ],
  fitsNot: [
    {
      name: "where a pattern allows it, and more",
      parts: allowing(allow({ Action: "ssm:*" })),
      cause,
    },
  ],
});
