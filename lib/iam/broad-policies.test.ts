import { expect, test } from "vitest";
import type { Role } from "../model/documents/role.ts";
import { aSnapshot } from "../testing/a-document.ts";
import { allow, aRole, deny, managedInstanceCore, onlyIf, type Written } from "../testing/a-role.ts";
import { createPermissions } from "./permissions.ts";

function broad(role: Role) {
  const policies = createPermissions(aSnapshot({ role: [role] })).broadPolicies(role);
  return policies.map(({ why, policy }) => `${why} ${policy.name}`);
}

const awsManaged = (name: string, document: string | undefined = undefined) => ({
  arn: `arn:aws-us-gov:iam::aws:policy/${name}`,
  name,
  document,
});

test.each([
  ["AmazonSSMFullAccess", "systems-manager-administrator"],
  ["AmazonEC2RoleforSSM", "outdated"],
  ["AdministratorAccess", "administrator"],
])("%s is not for nodes, whether it was read or not", (name, why) => {
  expect(broad(aRole([], { attachedPolicies: [awsManaged(name)] }))).toEqual([`${why} ${name}`]);
});

test("a policy of one's own with such a name is judged by what it says", () => {
  const own = { arn: "arn:aws:iam::123456789012:policy/AdministratorAccess", name: "AdministratorAccess" };
  const { document } = managedInstanceCore;
  expect(broad(aRole([], { attachedPolicies: [{ ...own, document }] }))).toEqual([]);
});

test.each<[string, Written, string[]]>([
  ["everything on everything", allow({ Action: "*" }), ["administrator own"]],
  ["everything in two words", allow({ Action: ["s3:*", "*:*"], Resource: ["*"] }), ["administrator own"]],
  ["all of Systems Manager", allow({ Action: "SSM:*" }), ["systems-manager-administrator own"]],
  ["what a node needs", allow(), []],
  ["everything of one bucket", allow({ Action: "*", Resource: "arn:aws:s3:::x/*" }), []],
  [
    "everything on a condition",
    allow({ Action: "*", ...onlyIf("Bool", "aws:MultiFactorAuthPresent", "true") }),
    [],
  ],
  ["everything but IAM", allow({ Action: undefined, NotAction: "iam:*" }), ["administrator own"]],
  ["a deny of everything", deny({ Action: "*" }), []],
])("%s", (_, statement, found) => {
  expect(broad(aRole([statement]))).toEqual(found);
});

test("it is the statement that is too broad, where one is", () => {
  const role = aRole([allow(), allow({ Sid: "All", Action: "*" })]);
  const [policy] = createPermissions(aSnapshot({ role: [role] })).broadPolicies(role);
  expect(policy).toMatchObject({ why: "administrator", statement: { sid: "All" } });
});

test("nothing is said of what could not be read, nor of AmazonSSMManagedInstanceCore", () => {
  expect(broad(aRole([], { attachedPolicies: undefined, inlinePolicies: undefined }))).toEqual([]);
  expect(broad(aRole([], { attachedPolicies: [managedInstanceCore] }))).toEqual([]);
});
