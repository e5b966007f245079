import { describe, expect, test } from "vitest";
import { parsePolicy } from "./policy-document.ts";

const parse = (policy: unknown) => parsePolicy(JSON.stringify(policy));
const statement = { Effect: "Allow", Action: "ssm:*", Resource: "*" };

test("a statement is called by its Sid, or by its place", () => {
  const policy = { Statement: [{ ...statement, Sid: "All" }, statement, { ...statement, Sid: "" }] };
  expect(parse(policy)?.map(({ sid }) => sid)).toEqual(["All", "statement 2", "statement 3"]);
});

test("a statement is shown as it was written", () => {
  const written = { ...statement, Resource: `arn:aws:s3:::${"$"}{aws:username}` };
  for (const Version of ["2008-10-17", "2012-10-17"])
    expect(parse({ Version, Statement: written })?.[0]?.text).toBe(JSON.stringify(written));
});

test("a bare star is everybody, and truth and numbers are read as text", () => {
  const Condition = {
    Bool: { "aws:SecureTransport": true },
    StringEquals: { "aws:PrincipalAccount": [1, "2"] },
  };
  const [parsed] = parse({ Statement: [{ ...statement, Principal: "*", Condition }] }) ?? [];
  expect(parsed?.principals).toEqual({ isNot: false, byKind: { AWS: ["*"] } });
  expect(parsed?.conditions).toEqual([
    { operator: "Bool", key: "aws:SecureTransport", values: ["true"] },
    { operator: "StringEquals", key: "aws:PrincipalAccount", values: ["1", "2"] },
  ]);
});

test("a policy without statements says nothing", () => {
  expect(parse({ Version: "2012-10-17", Statement: [] })).toEqual([]);
});

describe("it is no policy", () => {
  test.each<[string, string]>([
    ["if it is not JSON", "{"],
    ["if it is a list", "[]"],
    ["if it is nothing", "null"],
    ["if it has no statement", "{}"],
    ["if a statement has no effect", JSON.stringify({ Statement: [{ Action: "*" }] })],
    ["if an effect is another word", JSON.stringify({ Statement: { ...statement, Effect: "allow" } })],
    ["if a statement has no action", JSON.stringify({ Statement: { Effect: "Deny", Resource: "*" } })],
    ["if a statement is text", JSON.stringify({ Statement: ["Allow"] })],
    ["if a condition is none", JSON.stringify({ Statement: { ...statement, Condition: "never" } })],
    [
      "if a condition has no keys",
      JSON.stringify({ Statement: { ...statement, Condition: { StringEquals: "x" } } }),
    ],
  ])("%s", (_, text) => {
    expect(parsePolicy(text)).toBeNull();
  });
});
