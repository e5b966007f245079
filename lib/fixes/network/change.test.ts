import { expect, test } from "vitest";
import type { SnapshotPatch } from "../../model/snapshot.ts";
import { aDocument, aSnapshot } from "../../testing/a-document.ts";
import { carryOut, combine, type MakeChange } from "./change.ts";

const step = {
  ...{ id: "s", title: "", why: "", cli: [], console: { url: null, path: "" }, terraform: null },
  ...{ cloudformation: null, changes: "", undo: null, call: null },
};
const addTag =
  (key: string): MakeChange =>
  (snapshot) => {
    const vpc = snapshot.get("vpc", "vpc-1")!;
    return { step, patch: { vpc: { put: [{ ...vpc, tags: { ...vpc.tags, [key]: "1" } }] } } };
  };

test("each change is made in the world that those before it have left, and the first world stays as it was", () => {
  const snapshot = aSnapshot({ vpc: [aDocument("vpc", "vpc-1")] });
  const patches = carryOut(snapshot, [addTag("a"), addTag("b")]).map(({ patch }) => patch);
  expect(combine(patches)).toEqual({
    vpc: { put: [aDocument("vpc", "vpc-1", { tags: { a: "1", b: "1" } })] },
  });
  expect(snapshot.get("vpc", "vpc-1")?.tags).toEqual({});
});

test("what is put and taken away again is taken away, and the other way about", () => {
  const put: SnapshotPatch = { vpc: { put: [aDocument("vpc", "vpc-1")] } };
  const remove: SnapshotPatch = { vpc: { remove: ["vpc-1"] } };
  expect(combine([put, remove])).toEqual(remove);
  expect(combine([remove, put])).toEqual(put);
  expect(combine([])).toEqual({});
});
