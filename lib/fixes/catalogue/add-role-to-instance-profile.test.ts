import { aDocument, type WorldParts } from "../../testing/a-document.ts";
import { aRole, managedInstanceCore } from "../../testing/a-role.ts";
import {
  aProfileWithRole,
  describeIdentityFix,
  hostManagement,
  nodeProfileArn,
} from "../../testing/describe-identity-fix.ts";
import { addRoleToInstanceProfile } from "./add-role-to-instance-profile.ts";

const other = aProfileWithRole("a-role");
const parts: WorldParts = {
  ...hostManagement(null),
  "instance-profile": [aDocument("instance-profile", nodeProfileArn, { roles: [] }), other.profile],
};
const ofTheSameName = aRole([], { attachedPolicies: [managedInstanceCore] });
const cause = `instance-profile-empty instance-profile/${nodeProfileArn}`;
const changed = [`instance-profile/${nodeProfileArn}`];
const added = (RoleName: string) => ({
  operation: "iam:AddRoleToInstanceProfile",
  input: { InstanceProfileName: "node", RoleName },
});

describeIdentityFix(addRoleToInstanceProfile, {
  fits: [
    {
      name: "the role that is called like the profile",
      parts: { ...parts, role: [other.role, ofTheSameName] },
      ...{ cause, changed },
      calls: [added("node")],
    },
    {
      name: "else one that does for a node",
      parts: { ...parts, role: [other.role] },
      ...{ cause, changed },
      calls: [added("a-role")],
    },
  ],
  fitsNot: [
    {
      name: "where the profile itself is gone",
      parts: { ...parts, "instance-profile": [other.profile], role: [other.role] },
      cause,
    },
    { name: "where no role does for a node", parts: { ...parts, role: [] }, cause },
  ],
});
