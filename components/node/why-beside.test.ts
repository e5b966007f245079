import { expect, test } from "vitest";
import { whyBeside } from "./why-beside.ts";

const id = "i-0123456789abcdef0";
const why = "Security group sg-1 lets nothing out.";

test("a reason that is a clause of the headline is not said again", () => {
  expect(
    whyBeside({ id, sentence: "SSM lost api-7, because security group sg-1 lets nothing out.", why }),
  ).toBeNull();
});

test("nor is one that calls the node by its id, where the headline says it", () => {
  const own = `${id} fails its status checks.`;
  expect(
    whyBeside({ id, sentence: "SSM lost api-7, because it fails its status checks.", why: own }),
  ).toBeNull();
});

test("a reason that the headline leaves out stands beneath it", () => {
  expect(whyBeside({ id, sentence: "api-7 is stopped.", why })).toBe(why);
  expect(whyBeside({ id, sentence: "SSM reaches api-7.", why: null })).toBeNull();
});
