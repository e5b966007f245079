import { expect } from "vitest";
import { aDocument, type WorldParts } from "../../testing/a-document.ts";
import { aPolicy, aRole, aRoleArn, managedInstanceCore } from "../../testing/a-role.ts";
import {
  describeIdentityFix,
  describeIdentityWalkthrough,
  hostManagement,
  trustOf,
} from "../../testing/describe-identity-fix.ts";
import { letServiceAssumeRole } from "./let-service-assume-role.ts";

const trusting = (trustPolicy: string): WorldParts => ({
  ...hostManagement(null),
  role: [aRole([], { attachedPolicies: [managedInstanceCore], trustPolicy })],
});
const cause = `role-trust-wrong role/${aRoleArn}`;
const changed = [`role/${aRoleArn}`];
const statement = (Service: string) => ({
  Effect: "Allow",
  Principal: { Service },
  Action: "sts:AssumeRole",
});
const trusts = (...services: string[]) => ({
  operation: "iam:UpdateAssumeRolePolicy",
  input: {
    RoleName: "node",
    PolicyDocument: JSON.stringify({ Version: "2012-10-17", Statement: services.map(statement) }),
  },
  undo: { input: { PolicyDocument: expect.stringContaining("ecs-tasks") } },
});
const ofMachines = aDocument("managed-node", "mi-1", { pingStatus: "ConnectionLost", iamRole: "node" });

describeIdentityFix(letServiceAssumeRole, {
  fits: [
    {
      name: "EC2 for instances, beside whom it trusts",
      parts: trusting(trustOf("ecs-tasks.amazonaws.com")),
      ...{ cause, changed },
      calls: [trusts("ecs-tasks.amazonaws.com", "ec2.amazonaws.com")],
    },
    {
      name: "Systems Manager for other machines",
      parts: {
        ...trusting(trustOf("ecs-tasks.amazonaws.com")),
        ...{ instance: [], "managed-node": [ofMachines] },
      },
      // AWS lets it through then, and what it does of itself nobody sees.
      next: ["hybrid-node-silent managed-node/mi-1"],
      ...{ cause, changed },
      calls: [trusts("ecs-tasks.amazonaws.com", "ssm.amazonaws.com")],
    },
  ],
});

describeIdentityWalkthrough(letServiceAssumeRole, {
  fits: [
    {
      name: "where a statement denies it, which is somebody's decision",
      parts: trusting(
        aPolicy([
          statement("ec2.amazonaws.com"),
          { ...statement("ec2.amazonaws.com"), Sid: "Off", Effect: "Deny" },
        ]),
      ),
      cause,
      says: /denies outweighs.*# Off: /,
    },
    {
      name: "where the trust policy has no room for a statement more",
      parts: trusting(aPolicy([{ ...statement("ecs-tasks.amazonaws.com"), Sid: "Long".repeat(470) }])),
      cause,
      says: /It has 2,\d{3} of the 2,048 characters.*# .*"ec2\.amazonaws\.com"/s,
    },
  ],
  fitsNot: [
    {
      name: "where the role is gone",
      parts: { ...hostManagement(null), ...{ instance: [], role: [], "managed-node": [ofMachines] } },
      cause,
    },
  ],
});
