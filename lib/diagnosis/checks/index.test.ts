import { readdirSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { checkGroups } from "../../model/verdict.ts";
import { nodeCauseCodes, placeOf } from "../cause-order.ts";
import { checks } from "./index.ts";

const files = readdirSync(import.meta.dirname).filter((file) => file.endsWith(".ts"));
/** The lists of the groups, and the list of these. */
const lists = new Set([...checkGroups.map((group) => `${group}.ts`), "index.ts"]);
const checkFiles = files.filter((file) => !file.endsWith(".test.ts") && !lists.has(file));

test("every file here is a check of the catalogue, and is named by its id", () => {
  expect(checks.map(({ id }) => `${id}.ts`).toSorted()).toEqual(checkFiles.toSorted());
});

test("every check has a test beside it", () => {
  const untested = checkFiles.filter((file) => !files.includes(file.replace(/\.ts$/, ".test.ts")));
  expect(untested.map((file) => join("checks", file))).toEqual([]);
});

test("every cause that a node can have is given by some check", () => {
  const given = new Set(checks.flatMap(({ causes }) => causes));
  expect(nodeCauseCodes.filter((code) => !given.has(code))).toEqual([]);
});

describe.each(checks.map((check) => [check.id, check] as const))("%s", (_, check) => {
  test("gives only causes that have a place in the order of layers", () => {
    expect(check.causes.filter((code) => placeOf(code) === undefined)).toEqual([]);
  });

  test("says what it is, what is fine when it passes, why, and which rows of the reference it is", () => {
    expect(check.rows.length).toBeGreaterThan(0);
    expect(check.needs.length).toBeGreaterThan(0);
    for (const words of [check.title, check.passTitle]) expect(words).toMatch(/^[A-Z].*[^.]$/);
    expect(check.why).toMatch(/\.$/);
  });
});

test("every row of the reference's table that AWS can answer is checked", () => {
  const rows = [
    ...[
      "ID-02",
      "EC2-01",
      "EC2-02",
      "SSM-01",
      "SSM-02",
      "SSM-03",
      "SSM-04",
      "SSM-05",
      "SSM-07",
      "SSM-08",
      "SSM-09",
    ],
    ...numbered("IMDS", 5),
    ...numbered("IAM", 9),
    ...numbered("DNS", 3),
    ...numbered("VPCE", 8),
    ...numbered("SG", 2),
    ...numbered("NACL", 4),
    ...numbered("RT", 8),
    "BPA-01",
  ];
  const checked = new Set(checks.flatMap((check) => check.rows));
  expect(rows.filter((row) => !checked.has(row))).toEqual([]);
});

function numbered(prefix: string, count: number): string[] {
  return Array.from({ length: count }, (_, index) => `${prefix}-0${index + 1}`);
}
