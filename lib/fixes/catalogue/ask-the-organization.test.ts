import { aRole, aSimulation, managedInstanceCore } from "../../testing/a-role.ts";
import { describeIdentityWalkthrough, hostManagement } from "../../testing/describe-identity-fix.ts";
import { askTheOrganization } from "./ask-the-organization.ts";

describeIdentityWalkthrough(askTheOrganization, {
  fits: [
    {
      name: "which role, which calls, where",
      parts: {
        ...hostManagement(null),
        role: [aRole([], { attachedPolicies: [managedInstanceCore] })],
        "role-simulation": [aSimulation({ decision: "explicitDeny", allowedByOrganizations: false })],
      },
      cause: "organization-policy-denies organization/organization",
      says: /list-policies-for-target --target-id 123456789012.*ssm:UpdateInstanceInformation.*role\/node/,
    },
  ],
});
