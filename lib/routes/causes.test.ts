import { describe, expect, test } from "vitest";
import {
  causeFilter,
  causeHref,
  causeHrefOf,
  causesHref,
  isOfFailuresAlone,
  parseCauseSegments,
  parseCausesQuery,
  parsePagedCode,
} from "./causes.ts";
import { parseFilter } from "./filter.ts";

const role = "arn:aws:iam::123456789012:role/ci/runner";
const scope = "123456789012:eu-west-1";

describe("the address of a shared cause", () => {
  test.each([`${scope}:sg-0c41`, role, `${scope}:100% odd/one?`])("%s is read back as it was", (key) => {
    const href = causeHref("route-missing", key);
    const [, , code, segment, ...rest] = href.split("/");
    expect(rest).toEqual([]);
    expect(parseCauseSegments({ code: code!, subjectKey: segment! })).toEqual({ code: "route-missing", key });
  });

  test("of a role leads to one page from every Region", () => {
    const cause = { code: "role-actions-missing" as const, subject: { kind: "role", id: role } };
    expect(causeHrefOf(scope, cause)).toBe(causeHrefOf("123456789012:us-east-1", cause));
  });

  test.each([
    ["no-such-code", `${scope}:sg-1`],
    ["route-missing", "sg-1"],
    ["route-missing", "%E0%A4%A"],
  ])("%s/%s is none", (code, subjectKey) => {
    expect(parseCauseSegments({ code, subjectKey })).toBeUndefined();
  });
});

test.each([
  ["role-trust-wrong", "role-trust-wrong", false],
  ["Role-Trust-WRONG", "role-trust-wrong", false],
  ["target-malformed", undefined, true],
  ["no-such-code", undefined, false],
])("%s has the page of %s; failures alone have it: %s", (text, code, isOfFailures) => {
  expect(parsePagedCode(text)).toBe(code);
  expect(isOfFailuresAlone(text)).toBe(isOfFailures);
});

test("the address of the list keeps its filter, and nothing that is not asked", () => {
  expect(causesHref()).toBe("/causes");
  const q = 'tag:Env="a b" status:lost';
  const parameters = new URLSearchParams(causesHref({ q }).split("?")[1]);
  expect(parseCausesQuery(Object.fromEntries(parameters))).toEqual({ q });
});

describe("the filter of a cause's nodes", () => {
  test("names the code and the subject, and the scope only where the id needs it", () => {
    expect(causeFilter("route-missing", `${scope}:rtb-0123456789abcdef0`)).toBe(
      "cause:route-missing subject:rtb-0123456789abcdef0",
    );
    expect(causeFilter("resolver-unprovable", `${scope}:vpc-0123456789abcdef0/Z09`)).toBe(
      "cause:resolver-unprovable subject:vpc-0123456789abcdef0/Z09",
    );
    expect(causeFilter("organization-policy-denies", `${scope}:organization`, "tag:Env=prod")).toBe(
      `cause:organization-policy-denies subject:organization scope:${scope} tag:Env=prod`,
    );
  });

  test("of an ARN is read back as the ARN", () => {
    expect(parseFilter(causeFilter("role-actions-missing", role))[1]).toEqual({
      key: "subject",
      values: [role],
      negated: false,
    });
  });
});
