import fc from "fast-check";
import { expect, test } from "vitest";
import { canonicalJson } from "./canonical-json.ts";

test("what only changed places has equal text", () => {
  const before = {
    Tags: [{ Key: "a", Value: "1" }, { Key: "b" }],
    Groups: ["sg-1", "sg-2"],
    at: new Date(0),
  };
  const after = {
    at: "1970-01-01T00:00:00.000Z",
    Groups: ["sg-2", "sg-1"],
    Tags: [{ Key: "b" }, { Value: "1", Key: "a" }],
  };
  expect(canonicalJson(after)).toBe(canonicalJson(before));
});

test("what differs has different text: a value, a count, a kind", () => {
  expect(canonicalJson({ a: [1, 1, 2] })).not.toBe(canonicalJson({ a: [1, 2, 2] }));
  expect(canonicalJson({ a: ["1"] })).not.toBe(canonicalJson({ a: [1] }));
  expect(canonicalJson({ a: [] })).not.toBe(canonicalJson({ a: {} }));
});

test("any list may come in any order", () => {
  const list = fc.array(fc.jsonValue({ maxDepth: 2 }), { maxLength: 6 });
  fc.assert(
    fc.property(list, (values) => {
      expect(canonicalJson(values.toReversed())).toBe(canonicalJson(values));
    }),
  );
});
