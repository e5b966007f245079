import { expect, test } from "vitest";
import { aFleetNode } from "../../testing/a-fleet-view.ts";
import { createSimilarIds } from "./similar-ids.ts";

const similar = createSimilarIds(
  ["i-0123456789abcdef0", "i-0123456789abcdef1", "i-1a2b3c4d"].map((id) => aFleetNode(id)),
);
const found = (id: string) => similar(id).map((node) => node.id);

test.each<[string, string, string[]]>([
  ["a digit in the back", "i-0123456789abcdefe", ["i-0123456789abcdef0", "i-0123456789abcdef1"]],
  ["a digit in the front", "i-f123456789abcdef0", ["i-0123456789abcdef0"]],
  ["a short id", "i-1a2b3c4e", ["i-1a2b3c4d"]],
  ["the id itself is not like itself", "i-1a2b3c4d", []],
  ["two digits", "i-f12345678fabcdef0", []],
  ["a digit too few", "i-0123456789abcdef", ["i-0123456789abcdef0", "i-0123456789abcdef1"]],
  ["two digits too few", "i-0123456789abcde", []],
])("%s", (_, id, expected) => {
  expect(found(id)).toEqual(expected);
});
