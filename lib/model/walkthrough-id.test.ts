import { expect, test } from "vitest";
import { parseWalkthroughId, walkthroughId } from "./walkthrough-id.ts";

const ofGroup = "allow-security-group-egress~security-group-egress-blocks~123456789012:eu-west-1:sg-0c41";

test.each([ofGroup, "extend-role~role-actions-missing~arn:aws:iam::123456789012:role/a~b/c"])(
  "%s is read back as it was",
  (id) => {
    expect(walkthroughId(parseWalkthroughId(id)!)).toBe(id);
  },
);

test.each([
  "",
  "a~b",
  "a~no-such-code~123456789012:eu-west-1:sg-1",
  "a~route-missing~sg-1",
  "A b~route-missing~x",
])("%j is no id of a walkthrough", (id) => {
  expect(parseWalkthroughId(id)).toBeUndefined();
});
