import { existsSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { causeCodes } from "../../model/cause.ts";
import { fixes, fixesOf } from "./index.ts";

test("every cause that a node or a failure can have has a fix", () => {
  expect(causeCodes.filter((code) => fixesOf(code).length === 0)).toEqual([]);
});

test("an id is a phrase of its own, and its file is named by it", () => {
  const ids = fixes.map(({ id }) => id);
  expect(new Set(ids).size).toBe(ids.length);
  for (const id of ids) {
    expect(id).toMatch(/^[a-z0-9]+(-[a-z0-9]+)+$/);
    expect(existsSync(join(import.meta.dirname, `${id}.ts`)), id).toBe(true);
  }
});

test("what a fix is about names nothing that it has met: neither ids nor what would be undefined", () => {
  for (const { id, about } of fixes) {
    for (const text of [about.does, about.risk.sentence, about.costs ?? "Nothing."]) {
      expect(text, id).toMatch(/^[A-Z].*\.$/);
      expect(text, id).not.toMatch(/undefined|\b(i|sg|vpc|rtb|nat|igw|acl|eni|subnet)-|\d{12}/);
    }
  }
});

describe("a cause of the network", () => {
  const network =
    /^(endpoint-(?!policy)|security-group|network-acl|nat-|route|public-|internet-|ipv6-|vpc-|resolver|path)/;

  test.each(causeCodes.filter((code) => network.test(code)))("%s gets no advice about rights", (code) => {
    for (const { id } of fixesOf(code)) expect(id).not.toMatch(/policy|role|profile|trust|caller/);
  });
});
