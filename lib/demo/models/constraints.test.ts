import { NormalizedSchema } from "@smithy/core/schema";
import { describe, expect, test } from "vitest";
import { operations } from "../cloud/operations.ts";
import { brokenRules, toRegExp } from "./broken-rules.ts";
import { type Constraint, modelConstraints } from "./constraints.ts";

/** The members of each structure that is taken in, as the SDK's schemas name them. */
function servedMembers(): Map<string, Set<string>> {
  const served = new Map<string, Set<string>>();
  function walk(service: string, schema: NormalizedSchema) {
    if (schema.isListSchema() || schema.isMapSchema()) walk(service, schema.getValueSchema());
    if (!schema.isStructSchema()) return;
    const name = `${service}#${schema.getName()}`;
    if (served.has(name)) return;
    const members = new Set<string>();
    served.set(name, members);
    for (const [member, memberSchema] of schema.structIterator()) {
      members.add(member);
      walk(service, memberSchema);
    }
  }
  for (const { service, schema } of operations) walk(service, NormalizedSchema.of(schema[4]));
  return served;
}

const withParts = (constraint: Constraint): Constraint[] =>
  [constraint, constraint.item, constraint.key, constraint.value].filter((part) => part !== undefined);

test("every constraint is one of a member that an operation takes, and its pattern can be read", () => {
  const served = servedMembers();
  for (const [structure, members] of Object.entries(modelConstraints)) {
    for (const [member, constraint] of Object.entries(members)) {
      expect([...(served.get(structure) ?? [])], structure).toContain(member);
      for (const { pattern } of withParts(constraint)) if (pattern) expect(toRegExp(pattern)).toBeDefined();
    }
  }
});

describe("a value breaks", () => {
  const names = { min: 2, max: 4, pattern: "[a-z]+" };
  test.each<[string, Constraint, unknown, string[]]>([
    ["nothing", names, "abc", []],
    ["its shortest length", { min: 1 }, "", ["Member must have length greater than or equal to 1"]],
    ["its longest length", names, "abcde", ["Member must have length less than or equal to 4"]],
    ["no length by a sign of two units", { max: 1 }, "😀", []],
    ["its range", { max: 50 }, 51, ["Member must have value less than or equal to 50"]],
    [
      "a range that begins with nothing",
      { min: 0 },
      -1,
      ["Member must have value greater than or equal to 0"],
    ],
    ["its pattern by a part", names, "ab1", ["Member must satisfy regular expression pattern: [a-z]+"]],
    ["no pattern of letters in any script", { pattern: String.raw`^[\p{L}_\-]*$` }, "Größe_-", []],
    ["no pattern with needless escapes", { pattern: String.raw`[a\_]+` }, "a_", []],
    ["its enumeration", { enum: ["a", "b"] }, "c", ["Member must satisfy enum value set: [a, b]"]],
    [
      "two rules at once",
      names,
      "1",
      [
        "Member must have length greater than or equal to 2",
        "Member must satisfy regular expression pattern: [a-z]+",
      ],
    ],
    [
      "all rules of a list's items as one",
      { max: 5, item: names },
      ["abc", "A"],
      [
        "Member must satisfy constraint: [Member must have length less than or equal to 4, Member must have length greater than or equal to 2, Member must satisfy regular expression pattern: [a-z]+]",
      ],
    ],
    [
      "those of a map's keys, and of the lists in it",
      { key: { max: 2 }, value: { item: { min: 1 } } },
      { abc: [""] },
      [
        "Map keys must satisfy constraint: [Member must have length less than or equal to 2]",
        "Map value must satisfy constraint: [Member must satisfy constraint: [Member must have length greater than or equal to 1]]",
      ],
    ],
  ])("%s", (_what, constraint, value, words) => {
    expect(brokenRules(constraint, value).map((broken) => broken.words)).toEqual(words);
  });
});
