import fc from "fast-check";
import { expect, test } from "vitest";
import { markTargets } from "./mark-targets.ts";

const id = "i-0a1b2c3d4e5f60718";

test("what would not receive it is marked wherever it stands, in whatever case", () => {
  const parts = markTargets(`--instance-ids ${id} ${id.toUpperCase()}`, [{ id, outcome: "refused" }]);
  expect(parts.map(({ text, outcome }) => [text, outcome])).toEqual([
    ["--instance-ids ", null],
    [id, "refused"],
    [" ", null],
    [id.toUpperCase(), "refused"],
  ]);
});

test("what receives it is left alone", () => {
  expect(markTargets(id, [{ id, outcome: "receives" }])).toEqual([{ at: 0, text: id, outcome: null }]);
});

test("the parts are the text, so marks stand under their words", () => {
  const piece = fc.oneof(fc.string(), fc.constantFrom(id, ` ${id}\n`));
  fc.assert(
    fc.property(fc.array(piece), (pieces) => {
      const text = pieces.join("");
      expect(
        markTargets(text, [{ id, outcome: "unknown" }])
          .map((part) => part.text)
          .join(""),
      ).toBe(text);
    }),
  );
});
