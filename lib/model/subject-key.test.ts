import fc from "fast-check";
import { expect, test } from "vitest";
import { parseSubjectKey, subjectKey } from "./subject-key.ts";

const role = "arn:aws-us-gov:iam::123456789012:role/ci/runner";

test("an IAM subject is the same in every Region", () => {
  expect(subjectKey("123456789012:eu-west-1", { id: role })).toBe(role);
  expect(subjectKey("123456789012:us-east-1", { id: role })).toBe(role);
  expect(parseSubjectKey(role)).toEqual({ scope: null, id: role });
});

test("any other subject is its scope's own, also where its id is an ARN", () => {
  expect(subjectKey("123456789012:eu-west-1", { id: "sg-1" })).toBe("123456789012:eu-west-1:sg-1");
  const topic = "arn:aws:sns:eu-west-1:123456789012:done";
  expect(subjectKey("123456789012:eu-west-1", { id: topic })).toBe(`123456789012:eu-west-1:${topic}`);
});

test("a key is read back as what it was made of, whatever the id holds", () => {
  fc.assert(
    fc.property(
      fc.constantFrom("123456789012:eu-west-1", "210987654321:us-gov-east-1"),
      fc.string({ minLength: 1 }).filter((id) => !id.startsWith("arn:")),
      (scope, id) => {
        expect(parseSubjectKey(subjectKey(scope, { id }))).toEqual({ scope, id });
      },
    ),
  );
});

test.each([
  "",
  "sg-1",
  "123456789012:sg-1",
  "123456789012:eu-west-1",
  "123456789012:eu-west-1:",
  "arn:aws:ec2:x",
])("%s is no key", (text) => expect(parseSubjectKey(text)).toBeUndefined());
