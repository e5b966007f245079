import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { parseFilter, printFilter } from "../../lib/routes/filter.ts";
import { addText, chipOf, completeWith, completionAskOf, isComplete, scopePartOf } from "./filter-draft.ts";

describe("what completion is asked", () => {
  test.each([
    ["", null, ""],
    ["sta", null, "sta"],
    ["-sta", null, "sta"],
    ["-", null, "-"],
    ["status:", "status", ""],
    ["Status:lo", "status", "lo"],
    ["status:lost,of", "status", "of"],
    ["scope:123456789012:eu", "scope", "123456789012:eu"],
    ["tag:", "tag", ""],
    ["tag:En", "tag", "En"],
    ["tag:Env=pr", "tag:Env", "pr"],
    ["tag:Env=prod,st", "tag:Env", "st"],
    ['-tag:"Cost center"=a', "tag:Cost center", "a"],
    ['tag:Name="a,b', "tag:Name", "a,b"],
    ["arn:aws:iam", null, "arn:aws:iam"],
  ])("%j asks for %j beginning with %j", (draft, key, prefix) => {
    expect(completionAskOf(draft)).toEqual({ key, prefix });
  });

  test("no draft breaks it", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme" }), (draft) => completionAskOf(draft).prefix.length >= 0),
    );
  });
});

describe("a choice", () => {
  test("of a key leads on to its values", () => {
    expect(completeWith("sta", "status")).toEqual({ text: "status:" });
    expect(completeWith("-sta", "status")).toEqual({ text: "-status:" });
    expect(completeWith("ta", "tag")).toEqual({ text: "tag:" });
  });

  test("of a tag key leads on to its values, quoted where it must be", () => {
    expect(completeWith("tag:En", "Env")).toEqual({ text: "tag:Env=" });
    expect(completeWith("tag:aws", "aws:createdBy")).toEqual({ text: 'tag:"aws:createdBy"=' });
    expect(completionAskOf('tag:"aws:createdBy"=x').key).toBe("tag:aws:createdBy");
  });

  test("of a value ends the term and keeps the alternatives before it", () => {
    expect(completeWith("status:lost,of", "off")).toEqual({
      term: { key: "status", values: ["lost", "off"], negated: false },
    });
    expect(completeWith('-tag:Env="a b",', "c d")).toEqual({
      term: { key: "tag", tagKey: "Env", values: ["a b", "c d"], negated: true },
    });
  });
});

describe("a term that is added", () => {
  const adding = (present: string, text: string) => printFilter(addText(parseFilter(present), text));

  test("widens the term of its facet", () => {
    expect(adding("status:lost api", "status:off")).toBe("status:lost,off api");
    expect(adding("tag:Env=prod", "tag:Env=dev")).toBe("tag:Env=prod,dev");
  });

  test("stands beside others, and never twice", () => {
    expect(adding("status:lost", "-status:off")).toBe("status:lost -status:off");
    expect(adding("api", "web api")).toBe("api web");
    expect(adding("-tag:Owner", "-tag:Owner")).toBe("-tag:Owner");
  });
});

test("a space ends a term only where it has a value and its quotes are closed", () => {
  for (const draft of ["api-7", "status:lost", 'tag:Name="a b"']) expect(isComplete(draft)).toBe(true);
  for (const draft of ["", "status:", "tag:Env=", "status:lost,", '"api', 'tag:Name="a']) {
    expect(isComplete(draft)).toBe(false);
  }
});

test("a chip says what its term means", () => {
  const chips = parseFilter('-status:lost,off tag:Env=prod -tag:Owner tag:Note= "api 7"').map(chipOf);
  expect(chips.map(({ lead, value }) => lead + value)).toEqual([
    "not status:lost, off",
    "tag:Env=prod",
    "not tag:Owner",
    "tag:Note=(empty)",
    "api 7",
  ]);
});

test("only the scopes of a filter reach the summary", () => {
  const filter = parseFilter("status:lost scope:123456789012:eu-west-1 -region:us-east-1 api");
  expect(printFilter(scopePartOf(filter))).toBe("scope:123456789012:eu-west-1 -region:us-east-1");
});
