import { expect, test } from "vitest";
import { aCause, aNodeDetail } from "./a-check.ts";
import { headlineOf } from "./headline.ts";

const cause = aCause();
const explained = (why: string) => headlineOf(aNodeDetail({ sentence: "SSM lost api-7.", why, cause }));

test("a status and its cause are one sentence", () => {
  expect(explained("Security group sg-1 lets nothing out.")).toBe(
    "SSM lost api-7, because security group sg-1 lets nothing out.",
  );
});

test.each(["SSM has no record.", "IAM role app may not.", "vpc-1 has no endpoint.", "Amazon DNS is off."])(
  "%j keeps its first word as it is",
  (why) => expect(explained(why)).toBe(`SSM lost api-7, because ${why}`),
);

test("what needs no reason gets none", () => {
  const off = { sentence: "api-7 is stopped.", status: "off", why: "Stopped by a user.", cause } as const;
  expect(headlineOf(aNodeDetail(off))).toBe("api-7 is stopped.");
  expect(headlineOf(aNodeDetail({ sentence: "SSM lost api-7.", why: "Its ping is old." }))).toBe(
    "SSM lost api-7.",
  );
});
