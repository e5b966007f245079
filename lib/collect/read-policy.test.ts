import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { expect, test } from "vitest";
import { isOperationName } from "../aws/operations.ts";
import { actionsBesideDocuments } from "../failures/sources/index.ts";
import { allReadActions } from "./index.ts";
import { readPolicy } from "./read-policy.ts";

const discovery = ["ec2:DescribeRegions", "sts:GetCallerIdentity"] as const;
const policy = readPolicy({ others: actionsBesideDocuments });
const actions = policy.Statement.flatMap(({ Action }) => Action);

test("the policy allows what the collectors and the sources of failures call, what finds the scopes, and nothing else", () => {
  expect(actions.toSorted()).toEqual(
    [...new Set([...allReadActions(), ...actionsBesideDocuments, ...discovery])].sort(),
  );
});

test("everything in it is on the client's list of reads", () => {
  expect(actions.filter((action) => !isOperationName(action))).toEqual([]);
});

test("nothing in it can change anything", () => {
  const reading = /^[a-z0-9-]+:(Describe|Get|List|Lookup|Simulate)[A-Za-z]+$/;
  expect(actions.filter((action) => !reading.test(action))).toEqual([]);
});

test("names of another partition are that partition's", () => {
  expect(JSON.stringify(readPolicy({ partition: "aws-cn" }))).not.toContain("arn:aws:");
});

test("README prints it as it is", () => {
  const readme = readFileSync(join(resolve(import.meta.dirname, "../.."), "README.md"), "utf8");
  const printed = /<!-- read-policy:[^\n]*-->\n```json\n([\s\S]*?)```/.exec(readme)?.[1] ?? "";
  expect(printed.trim(), "put this into README").toBe(JSON.stringify(policy, null, 2));
});
