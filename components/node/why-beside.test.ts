import { expect, test } from "vitest";
import { whyBeside } from "./why-beside.ts";

const why = "Security group sg-1 lets nothing out.";

test("a reason that is a clause of the headline is not said again", () => {
  expect(
    whyBeside({ sentence: "SSM lost api-7, because security group sg-1 lets nothing out.", why }),
  ).toBeNull();
});

test("a reason that the headline leaves out stands beneath it", () => {
  expect(whyBeside({ sentence: "api-7 is stopped.", why })).toBe(why);
  expect(whyBeside({ sentence: "SSM reaches api-7.", why: null })).toBeNull();
});
