import { expect, test } from "vitest";
import { aDocument } from "../testing/a-document.ts";
import { findDifferences, tellDifferences } from "./changed-world.ts";
import { fingerprint } from "./writing/precondition.ts";

const before = { ...aDocument("subnet", "subnet-1"), tags: { Name: "a" } };
const expected = { kind: "subnet", id: "subnet-1", fingerprint: fingerprint(before) };
const found = (document: typeof before | undefined) => [{ kind: "subnet", id: "subnet-1", document }];
const compare = (now: typeof before | undefined, asked = expected) =>
  findDifferences([asked], found(now), () => before);

test("what is as it was is no difference, nor is what a step before has made of it", () => {
  expect(compare(structuredClone(before))).toEqual([]);
  const after = { ...before, tags: { Name: "b" } };
  expect(compare(after, { ...expected, orAlso: [fingerprint(after)] } as typeof expected)).toEqual([]);
});

test("what has changed is told by its fields, gone and new things by their names", () => {
  const moved = { ...before, tags: { Name: "b" } };
  const changed = compare(moved);
  expect(changed).toMatchObject([{ what: "changed", fields: ["tags"] }]);
  expect(tellDifferences(changed)).toContain("subnet subnet-1 has changed (tags)");
  const gone = compare(undefined);
  expect(gone).toMatchObject([{ what: "gone" }]);
  expect(tellDifferences(gone)).toContain("subnet subnet-1 is gone");
  const isNew = compare(before, { ...expected, fingerprint: fingerprint(undefined) });
  expect(isNew).toMatchObject([{ what: "new" }]);
  expect(tellDifferences(isNew)).toContain("there is a subnet subnet-1 now");
});

test("what could not be read, or was not asked for, is no proof that nothing has changed", () => {
  const unread = findDifferences(
    [expected],
    [{ kind: "subnet", id: "subnet-1", unread: "ec2:DescribeSubnets is not allowed" }],
    () => undefined,
  );
  expect(unread).toMatchObject([{ what: "unread", why: "ec2:DescribeSubnets is not allowed" }]);
  expect(tellDifferences(unread)).toContain("could not be read again: subnet subnet-1");
  expect(findDifferences([expected], [], () => undefined)).toMatchObject([{ what: "unread" }]);
});
