import { expect, test } from "vitest";
import { aDocument, aSnapshot, type WorldParts } from "../../testing/a-document.ts";
import { aPolicy, aRole, aRoleArn, aSimulation, deny, managedInstanceCore } from "../../testing/a-role.ts";
import {
  describeIdentityFix,
  describeIdentityWalkthrough,
  hostManagement,
  theAgent,
  theNode,
  trustOf,
} from "../../testing/describe-identity-fix.ts";
import { bothEndpoints } from "../../testing/documented-vpcs.ts";
import { contextOf } from "../../testing/try-fix.ts";
import { liftDenial } from "./lift-denial.ts";

type Statements = Parameters<typeof aPolicy>[0];
const profile = aDocument("instance-profile", "arn:aws:iam::123456789012:instance-profile/node");
const core = { attachedPolicies: [managedInstanceCore] };
const inline = (...statements: Statements[number][]): WorldParts => ({
  ...hostManagement(null),
  role: [aRole(statements, core)],
});
const attached = (name: string, arn: string, ...statements: Statements[number][]): WorldParts => ({
  ...hostManagement(null),
  role: [
    aRole([], { attachedPolicies: [managedInstanceCore, { arn, name, document: aPolicy(statements) }] }),
  ],
});
const customer = "arn:aws:iam::123456789012:policy/no-sessions";
const cause = `role-actions-denied role/${aRoleArn}`;
const changed = [`role/${aRoleArn}`];
const calls: [] = [];
const outsideOfVpc = { StringNotEquals: { "aws:SourceVpce": "vpce-other" } };

const anOldAgent = theAgent("3.1.700.0");

const hostArn = "arn:aws:iam::123456789012:role/service-role/Default";
const hostRoleThat = (service: string): WorldParts => ({
  ...{ ...theNode({ instanceProfileArn: null }), ...hostManagement("service-role/Default") },
  role: [
    aDocument("role", hostArn, {
      ...{ ...core, path: "/service-role/", trustPolicy: trustOf(service) },
      inlinePolicies: [{ name: "own", document: aPolicy([deny()]) }],
    }),
  ],
});
const broken = `default-host-management-broken role/${hostArn}`;

describeIdentityFix(liftDenial, {
  fits: [
    {
      name: "of the role of default host management",
      parts: hostRoleThat("ssm.amazonaws.com"),
      ...{ cause: broken, changed: [`role/${hostArn}`], calls },
    },
    {
      name: "a statement on what old agents alone need",
      parts: { ...inline(deny({ Action: ["ec2messages:*", "s3:*"] })), ...anOldAgent },
      ...{ cause, changed, calls },
    },
    { name: "an inline policy that denies nothing else", parts: inline(deny()), cause, changed, calls },
    {
      name: "two statements of one policy, of which one denies more",
      parts: inline(deny(), deny({ Action: ["s3:*", "ssmmessages:*"] })),
      ...{ cause, changed, calls },
    },
    {
      name: "a statement that denies everything to calls from elsewhere",
      parts: inline(deny({ Action: "*", Condition: outsideOfVpc })),
      ...{ cause, changed, calls },
    },
    {
      name: "one that denies all but some",
      parts: inline(deny({ Action: undefined, NotAction: "s3:*" })),
      ...{ cause, changed, calls },
    },
    {
      name: "a policy that others have as well",
      parts: attached("no-sessions", customer, deny({ Action: ["ssmmessages:*", "s3:*"] })),
      ...{ cause, changed, calls },
    },
    {
      name: "one of AWS's own, which can only be detached",
      parts: attached("AWSDenyAll", "arn:aws:iam::aws:policy/AWSDenyAll", deny({ Action: "*" })),
      ...{ cause, changed, calls },
    },
  ],
  fitsNot: [
    {
      name: "where Systems Manager may not take that role on either, so that nothing would come back",
      parts: hostRoleThat("ec2.amazonaws.com"),
      cause: broken,
    },
  ],
});

describeIdentityWalkthrough(liftDenial, {
  fits: [
    {
      name: "where the simulator alone knows of a denial",
      parts: {
        ...hostManagement(null),
        role: [aRole([], { attachedPolicies: [{ ...managedInstanceCore, document: undefined }] })],
        "role-simulation": [aSimulation({ decision: "explicitDeny", matchedPolicies: ["unread"] })],
      },
      cause,
      says: /simulate-principal-policy/,
    },
  ],
});

const stepsOf = (parts: WorldParts) =>
  liftDenial.steps(
    contextOf(aSnapshot({ ...bothEndpoints, ...identityOf(parts) }), "role-actions-denied", {
      kind: "role",
      id: aRoleArn,
    }),
  );
const identityOf = (parts: WorldParts): WorldParts => ({ "instance-profile": [profile], ...parts });

test("the new text of an inline policy spares the five calls, and the step names what else goes with a pattern", () => {
  const [step] = stepsOf(inline(deny({ Sid: "Lock", Action: ["ssm:Update*", "ssmmessages:*", "s3:*"] })));
  expect(step?.cli).toEqual([expect.stringMatching(/^aws iam put-role-policy .*"Action":\["s3:\*"\]/)]);
  expect(step?.changes).toContain("nor what else ssm:Update* covered");
  expect(step?.undo?.cli[0]).toContain("ssm:Update*");
});

test("a policy that others have gets a new version that says the same to them", () => {
  const [step] = stepsOf(attached("no-sessions", customer, deny({ Action: "ssmmessages:*" })));
  expect(step?.cli[0]).toMatch(
    /create-policy-version .*no-sessions.*"ArnNotEquals".*role\/node.*--set-as-default/,
  );
});
