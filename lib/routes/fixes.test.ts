import { expect, test } from "vitest";
import {
  fixesHref,
  parseFixesQuery,
  parseWalkthroughQuery,
  parseWalkthroughSegment,
  walkthroughHref,
} from "./fixes.ts";

const key = {
  fixId: "allow-security-group-egress",
  code: "security-group-egress-blocks",
  key: "111122223333:us-east-1:sg-0c41a7e8925fb36eb",
} as const;

test("the address of a walkthrough leads back to it, with where on it somebody was", () => {
  const href = walkthroughHref(key, { step: "allow", tab: "terraform" });
  const [path, query] = href.split("?");
  expect(parseWalkthroughSegment(path!.slice("/fixes/".length))).toEqual(key);
  expect(parseWalkthroughQuery(Object.fromEntries(new URLSearchParams(query)))).toEqual({
    step: "allow",
    tab: "terraform",
  });
});

test("what is at its default is not in an address, and what nobody knows counts as that", () => {
  expect(fixesHref()).toBe("/fixes");
  expect(parseFixesQuery({ q: ["a", "b"], cause: "no-such-cause" })).toEqual({ q: "a", cause: null });
  expect(parseWalkthroughQuery({ tab: "ansible" })).toEqual({ step: null, tab: null });
});
