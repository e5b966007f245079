import { aDocument, type WorldParts } from "../../testing/a-document.ts";
import { allow, aPolicy, aRole, aRoleArn, aSimulation, managedInstanceCore } from "../../testing/a-role.ts";
import { describeIdentityFix, hostManagement, trustOf } from "../../testing/describe-identity-fix.ts";
import { attachManagedInstanceCore } from "./attach-managed-instance-core.ts";

const having = (...roles: ReturnType<typeof aRole>[]): WorldParts => ({
  ...hostManagement(null),
  role: roles,
});
const cause = `role-actions-missing role/${aRoleArn}`;
const calls = [
  {
    operation: "iam:AttachRolePolicy",
    input: { RoleName: "node", PolicyArn: "arn:aws:iam::aws:policy/AmazonSSMManagedInstanceCore" },
    undo: { operation: "iam:DetachRolePolicy" },
  },
];
const changed = [`role/${aRoleArn}`];
const lacking = [aRole([])];
const policies = (count: number) =>
  Array.from({ length: count }, (_, index) => ({
    ...managedInstanceCore,
    ...{ arn: `arn:aws:iam::aws:policy/P${index}`, name: `P${index}`, document: null },
  }));
const hostRole = aDocument("role", "arn:aws:iam::123456789012:role/service-role/Default", {
  ...{ path: "/service-role/", trustPolicy: trustOf("ssm.amazonaws.com") },
  attachedPolicies: [managedInstanceCore],
});

describeIdentityFix(attachManagedInstanceCore, {
  fits: [
    { name: "to a role that allows nothing", parts: having(...lacking), cause, calls, changed },
    {
      name: "to one that allows the heartbeat alone",
      parts: having(aRole([allow()])),
      cause,
      calls,
      changed,
    },
    {
      name: "to one that allows all of it in another Region",
      parts: having(
        aRole([
          allow({
            Action: ["ssm:*", "ssmmessages:*"],
            Condition: { StringEquals: { "aws:RequestedRegion": "us-east-1" } },
          }),
        ]),
      ),
      ...{ cause, calls, changed },
    },
    {
      name: "to one that has a policy of the customer's by that name",
      parts: having(
        aRole([], {
          attachedPolicies: [
            {
              ...{ arn: "arn:aws:iam::123456789012:policy/AmazonSSMManagedInstanceCore" },
              ...{ name: "AmazonSSMManagedInstanceCore", document: aPolicy([allow()]) },
            },
          ],
        }),
      ),
      ...{ cause, calls, changed },
    },
    {
      name: "and what IAM's simulator said of the role goes",
      parts: {
        ...having(...lacking),
        "role-simulation": [aSimulation({ decision: "implicitDeny", allowedByOrganizations: null })],
      },
      ...{ cause, calls, changed: [...changed, `role-simulation/${aRoleArn}`] },
    },
    {
      name: "to a role that keeps its nodes from default host management",
      parts: { ...having(aRole([allow()]), hostRole), ...hostManagement("service-role/Default") },
      cause: `default-host-management-shadowed role/${aRoleArn}`,
      ...{ calls, changed },
    },
  ],
  fitsNot: [
    {
      name: "where it is attached already",
      parts: having(
        aRole([allow()], { attachedPolicies: [{ ...managedInstanceCore, document: aPolicy([]) }] }),
      ),
      cause,
    },
    {
      name: "where the role has as many policies as it may have",
      parts: having(aRole([], { attachedPolicies: policies(10) })),
      cause,
    },
  ],
});
