import fc from "fast-check";
import { expect, test } from "vitest";
import { parsePreflightQuery, preflightHref, sharedTextAtMost } from "./preflight.ts";

const parse = (href: string) =>
  parsePreflightQuery(Object.fromEntries(new URLSearchParams(href.split("?")[1])));

test("what is written into the address is read back from it", () => {
  const text = fc.string({ maxLength: sharedTextAtMost }).filter((value) => !/[\ud800-\udfff]/.test(value));
  const scope = fc.constantFrom(null, "123456789012:eu-west-1");
  const caller = fc.constantFrom(null, "arn:aws:iam::123456789012:role/ci/deploy");
  fc.assert(
    fc.property(fc.record({ text, scope, caller }), (query) => {
      expect(parse(preflightHref(query))).toEqual(query);
    }),
  );
});

test("nothing to say is the plain page, and a long text stays out of the address", () => {
  expect(preflightHref()).toBe("/preflight");
  expect(preflightHref({ text: "x".repeat(sharedTextAtMost + 1) })).toBe("/preflight");
});
