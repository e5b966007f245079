import { describe, expect, test } from "vitest";
import { type CauseCode, causeCodes } from "../model/cause.ts";
import { causeTexts, describeCause } from "./catalogue.ts";
import { nodeCauseCodes } from "./cause-order.ts";
import { checks } from "./checks/index.ts";

const actionsOf = (kind: string) => [`test:Read-${kind}`];
const ofNodes = new Set<CauseCode>(nodeCauseCodes);

test("every cause is described, and nothing else is", () => {
  expect(Object.keys(causeTexts).toSorted()).toEqual([...causeCodes].sort());
});

test("no two causes have the same headline, or the same meaning", () => {
  const texts = Object.values(causeTexts);
  expect(new Set(texts.map(({ title }) => title)).size).toBe(texts.length);
  expect(new Set(texts.map(({ meaning }) => meaning)).size).toBe(texts.length);
});

describe.each(causeCodes)("%s", (code) => {
  const entry = describeCause(code, actionsOf);

  test("says what it is, what it looks like, whom it blames, and what mends it", () => {
    expect(entry.title).toMatch(/^[A-Z].*[^.]$/);
    expect(entry.meaning).toMatch(/^[A-Z].*\.$/s);
    expect(entry.fix).toMatch(/^[A-Z].*\.$/s);
    expect(entry.looksLike).not.toEqual([]);
    expect(entry.rows).not.toEqual([]);
    for (const { belief, correct } of entry.beliefs) {
      expect(belief).toMatch(/^[A-Z].*[^.]$/);
      expect(correct).toMatch(/\.$/);
    }
  });

  test("is of nodes where a check can find it, and only there", () => {
    expect(entry.of.includes("node")).toBe(ofNodes.has(code));
    expect(entry.of).toContain("failure");
    expect(entry.checks.length > 0).toBe(ofNodes.has(code));
  });

  test("names each of its checks with what that reads, and the permissions of all of them once", () => {
    expect(entry.checks.map(({ id }) => id)).toEqual(
      checks.filter(({ causes }) => causes.includes(code)).map(({ id }) => id),
    );
    const read = entry.checks.flatMap(({ needs }) => needs.map(({ kind }) => `test:Read-${kind}`));
    expect(entry.permissions).toEqual([...new Set(read)].sort());
  });

  test("advises nothing that must not be: no open door on a node, no policy that is far too broad", () => {
    expect(entry.fix).not.toMatch(/FullAccess|EC2RoleforSSM|Administrator(Access)?\b/);
    expect(entry.fix).not.toMatch(/inbound.*(22|3389|SSH|node's group)/i);
    expect(entry.fix).not.toMatch(/terminate/i);
  });
});

test("wrong beliefs are corrected where they belong", () => {
  const corrected = Object.values(causeTexts).flatMap(({ beliefs }) => beliefs.map(({ belief }) => belief));
  expect(new Set(corrected).size).toBeGreaterThan(20);
});
