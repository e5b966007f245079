import { aPolicy, aRole, aRoleArn } from "../../testing/a-role.ts";
import { describeIdentityFix, hostManagement } from "../../testing/describe-identity-fix.ts";
import { allowAgentActions } from "./allow-agent-actions.ts";

const cause = `role-actions-missing role/${aRoleArn}`;
const full = { Effect: "Allow", Action: "s3:GetObject", Resource: `arn:aws:s3:::${"x".repeat(10_000)}/*` };
const own = { name: "systems-manager-agent", document: aPolicy([]) };

describeIdentityFix(allowAgentActions, {
  fits: [
    {
      name: "by an inline policy that a person puts there",
      parts: { ...hostManagement(null), role: [aRole([])] },
      ...{ cause, calls: [], changed: [`role/${aRoleArn}`] },
    },
  ],
  fitsNot: [
    {
      name: "where there is one of that name, which is somebody's",
      parts: { ...hostManagement(null), role: [aRole([], { inlinePolicies: [own] })] },
      cause,
    },
    {
      name: "where the role's inline policies have no room for it",
      parts: {
        ...hostManagement(null),
        role: [aRole([], { inlinePolicies: [{ name: "app", document: aPolicy([full]) }] })],
      },
      cause,
    },
  ],
});
