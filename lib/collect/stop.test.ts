import { expect, test } from "vitest";
import { renewAdvice } from "./stop.ts";

test.each<[what: string, env: Record<string, string>, advice: RegExp]>([
  ["keys of the shell", { AWS_ACCESS_KEY_ID: "AKIAEXAMPLE" }, /start it again with new ones/],
  ["a profile", { AWS_PROFILE: "work" }, /sync again/],
  [
    "a profile, which goes over keys",
    { AWS_PROFILE: "work", AWS_ACCESS_KEY_ID: "AKIAEXAMPLE" },
    /sync again/,
  ],
  ["a role of the machine", {}, /sync again/],
])("credentials that have expired are renewed where they come from: %s", (_, env, advice) => {
  expect(renewAdvice(env)).toMatch(advice);
});
