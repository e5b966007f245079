import type { WorldParts } from "../../testing/a-document.ts";
import { aBoundary, allow, aRole, aRoleArn, deny, managedInstanceCore } from "../../testing/a-role.ts";
import {
  aProfileWithRole,
  describeIdentityFix,
  describeIdentityWalkthrough,
  hostManagement,
  theAgent,
} from "../../testing/describe-identity-fix.ts";
import { extendPermissionsBoundary } from "./extend-permissions-boundary.ts";

const bound = (
  changes: ReturnType<typeof aBoundary>,
  ...others: WorldParts["role"] & object
): WorldParts => ({
  ...hostManagement(null),
  role: [aRole([], { attachedPolicies: [managedInstanceCore], ...changes }), ...others],
});
const anOldAgent = theAgent("3.1.700.0");
const cause = `permissions-boundary-denies role/${aRoleArn}`;
const changed = [`role/${aRoleArn}`];
const calls: [] = [];
const narrow = aBoundary([allow({ Action: "s3:*" })]);
const all = allow({ Action: "*" });
const sibling = aProfileWithRole("sibling", narrow).role;

describeIdentityFix(extendPermissionsBoundary, {
  fits: [
    { name: "that leaves the calls out", parts: bound(narrow), cause, changed, calls },
    {
      name: "that denies them",
      parts: bound(aBoundary([all, deny({ Action: ["ssm:*", "ssmmessages:*"] })])),
      ...{ cause, changed, calls },
    },
    {
      name: "that denies some and leaves out others",
      parts: bound(aBoundary([allow({ Action: "ssm:*" }), deny()])),
      ...{ cause, changed, calls },
    },
    {
      name: "that leaves out what old agents alone need",
      parts: {
        ...bound(aBoundary([allow({ Action: undefined, NotAction: "ec2messages:*" })])),
        ...anOldAgent,
      },
      ...{ cause, changed, calls },
    },
    {
      name: "for all roles that have it, as it is one text",
      parts: bound(narrow, sibling),
      ...{ cause, calls, changed: [...changed, `role/${sibling.id}`] },
    },
  ],
});

describeIdentityWalkthrough(extendPermissionsBoundary, {
  fits: [
    {
      name: "one of AWS's own is another's to choose",
      parts: bound({ ...narrow, permissionsBoundaryArn: "arn:aws:iam::aws:policy/ReadOnlyAccess" }),
      cause,
      says: /put-role-permissions-boundary/,
    },
    {
      name: "one that has no room for the agent's calls is exchanged too",
      parts: bound(aBoundary([allow({ Action: "s3:*", Sid: "x".repeat(5_700) })])),
      cause,
      says: /has no room.*put-role-permissions-boundary/,
    },
  ],
});
