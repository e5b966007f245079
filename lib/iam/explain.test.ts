import { describe, expect, test } from "vitest";
import type { Role } from "../model/documents/role.ts";
import type { RoleSimulation } from "../model/documents/role-simulation.ts";
import { aMoment, aSnapshot } from "../testing/a-document.ts";
import {
  aBoundary,
  allow,
  aRole,
  aRoleArn,
  aSimulation,
  deny,
  managedInstanceCore,
  onlyIf,
  type Written,
} from "../testing/a-role.ts";
import { createPermissions } from "./permissions.ts";

function explain(role: Role, simulations: RoleSimulation[] = []) {
  const snapshot = aSnapshot({ role: [role], "role-simulation": simulations });
  return createPermissions(snapshot).mayCall(role, "ssm:UpdateInstanceInformation").explain();
}

const one = "arn:aws:ec2:*:*:instance/i-0123456789abcdef0";
const unlessFrom = (...keys: string[]): Written => ({
  Condition: { StringNotEquals: Object.fromEntries(keys.map((key) => [key, "x"])) },
});

describe("a person reads", () => {
  test.each<[string, Role]>([
    [
      "Role node may call ssm:UpdateInstanceInformation: statement 1 of policy AmazonSSMManagedInstanceCore allows it.",
      aRole([], { attachedPolicies: [managedInstanceCore] }),
    ],
    [
      "Role node may not call ssm:UpdateInstanceInformation: none of its policies allows it.",
      aRole([allow({ Action: "s3:*" })]),
    ],
    [
      'Role node may not call ssm:UpdateInstanceInformation: statement "NoSsm" of inline policy own denies it.',
      aRole([allow(), deny({ Sid: "NoSsm" })]),
    ],
    [
      "Role node may not call ssm:UpdateInstanceInformation: its permissions boundary edge does not allow it.",
      aRole([allow()], aBoundary([])),
    ],
    [
      "Role node may not call ssm:UpdateInstanceInformation: statement 1 of permissions boundary edge denies it.",
      aRole([allow()], aBoundary([deny()])),
    ],
    [
      "Whether role node may call ssm:UpdateInstanceInformation hangs on aws:SourceIp and aws:SourceVpce, whose value no configuration shows: statement 2 of inline policy own.",
      aRole([allow(), deny(unlessFrom("aws:SourceVpce", "aws:SourceIp"))]),
    ],
    [
      "Whether role node may call ssm:UpdateInstanceInformation hangs on the node: statement 1 of inline policy own.",
      aRole([allow({ Resource: one })]),
    ],
  ])("%s", (sentence, role) => {
    expect(explain(role).sentence).toBe(sentence);
  });

  test("that the simulator says so, where it does", () => {
    expect(explain(aRole([allow()]), [aSimulation()]).sentence).toBe(
      "Role node may call ssm:UpdateInstanceInformation: statement 1 of inline policy own allows it, and IAM's simulator says so.",
    );
    expect(explain(aRole([], { attachedPolicies: undefined }), [aSimulation()]).sentence).toBe(
      "Role node may call ssm:UpdateInstanceInformation: its policies allow it, and IAM's simulator says so.",
    );
  });
});

describe("the evidence", () => {
  const document = { kind: "role", id: aRoleArn };

  test("of a statement is its text, by the call that read it", () => {
    const statement = deny({ Sid: "NoSsm" });
    expect(explain(aRole([allow(), statement])).evidence).toEqual([
      {
        sentence: 'Statement "NoSsm" of inline policy own denies it.',
        api: "iam:GetRolePolicy",
        field: 'PolicyDocument of own, statement "NoSsm"',
        value: JSON.stringify(statement),
        document,
        observedAt: aMoment,
      },
    ]);
    const attached = aRole([], { attachedPolicies: [managedInstanceCore] });
    expect(explain(attached).evidence).toMatchObject([
      {
        api: "iam:GetPolicyVersion",
        field: "PolicyVersion.Document of AmazonSSMManagedInstanceCore, statement 1",
      },
    ]);
  });

  test("of a statement that merely might decide does not say that it does", () => {
    const role = aRole([allow(), deny(onlyIf("StringNotEquals", "aws:SourceVpce", "x"))]);
    expect(explain(role).evidence).toMatchObject([
      { sentence: "Statement 2 of inline policy own may deny it." },
    ]);
  });

  test("of nothing that allows is all that was looked through", () => {
    const role = aRole([allow({ Action: "s3:*" })], { attachedPolicies: [] });
    expect(explain(role).evidence).toMatchObject([
      { api: "iam:ListAttachedRolePolicies", value: "none", document },
      { api: "iam:ListRolePolicies", value: "own", document },
    ]);
  });

  test("of a boundary that leaves it out is the boundary", () => {
    const boundary = aBoundary([allow({ Action: "s3:*" })]);
    expect(explain(aRole([allow()], boundary)).evidence).toMatchObject([
      { api: "iam:GetPolicyVersion", field: "PolicyVersion.Document", value: boundary.permissionsBoundary },
    ]);
  });

  test("has what the simulator said beside what the policies say", () => {
    const { evidence } = explain(aRole([]), [
      aSimulation({ decision: "implicitDeny", missingContextValues: ["aws:SourceIp"] }),
    ]);
    expect(evidence.at(-1)).toMatchObject({
      sentence:
        "IAM's simulator says implicitDeny for ssm:UpdateInstanceInformation; it did not know aws:SourceIp.",
      api: "iam:SimulatePrincipalPolicy",
      field: "EvalDecision",
      value: "implicitDeny",
      document: { kind: "role-simulation", id: aRoleArn },
    });
  });
});
