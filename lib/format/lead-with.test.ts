import { expect, test } from "vitest";
import { leadWith } from "./lead-with.ts";

test.each([
  ["sg-1", "Security group sg-1 lets nothing out.", "sg-1 lets nothing out."],
  ["nat-1", "NAT gateway nat-1 was deleted.", "nat-1 was deleted."],
  ["vpc-1", "VPC vpc-1 has no ssm endpoint.", "vpc-1 has no ssm endpoint."],
  ["sg-1", "sg-1 lets nothing out.", "sg-1 lets nothing out."],
  ["sg-1", "No outbound rule of sg-1 covers TCP 443.", "sg-1: no outbound rule covers TCP 443."],
  ["vpce-1", "The policy of endpoint vpce-1 denies it.", "vpce-1: the policy of endpoint vpce-1 denies it."],
  ["nat-1", "The table of nat-1's own subnet is empty.", "nat-1: the table of nat-1's own subnet is empty."],
  ["vpc-1", "DNS support is off in vpc-1.", "vpc-1: DNS support is off."],
  ["vpc-1", "DNS is off in vpc-1, so nothing resolves.", "vpc-1: DNS is off, so nothing resolves."],
  ["vpc-1", "DNS is off in vpc-10.", "vpc-1: DNS is off in vpc-10."],
  ["i-1", "It is stopped.", "It is stopped."],
])("what %s is blamed for leads with it: %s", (id, sentence, led) => {
  expect(leadWith(id, sentence)).toBe(led);
});
