import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { failureFilter } from "../../lib/routes/failures.ts";
import { fleetFilter, parseFilter, printFilter } from "../../lib/routes/filter.ts";
import { addText, chipOf, completeWith, completionAskOf, isComplete } from "./filter-draft.ts";

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
    expect(completionAskOf(fleetFilter, draft)).toEqual({ key, prefix });
  });

  test("no draft breaks it", () => {
    fc.assert(
      fc.property(
        fc.string({ unit: "grapheme" }),
        (draft) => completionAskOf(fleetFilter, draft).prefix.length >= 0,
      ),
    );
  });
});

describe("a choice", () => {
  test("of a key leads on to its values", () => {
    expect(completeWith(fleetFilter, "sta", "status")).toEqual({ text: "status:" });
    expect(completeWith(fleetFilter, "-sta", "status")).toEqual({ text: "-status:" });
    expect(completeWith(fleetFilter, "ta", "tag")).toEqual({ text: "tag:" });
  });

  test("of a tag key leads on to its values, quoted where it must be", () => {
    expect(completeWith(fleetFilter, "tag:En", "Env")).toEqual({ text: "tag:Env=" });
    expect(completeWith(fleetFilter, "tag:aws", "aws:createdBy")).toEqual({ text: 'tag:"aws:createdBy"=' });
    expect(completionAskOf(fleetFilter, 'tag:"aws:createdBy"=x').key).toBe("tag:aws:createdBy");
  });

  test("of a value ends the term and keeps the alternatives before it", () => {
    expect(completeWith(fleetFilter, "status:lost,of", "off")).toEqual({
      term: { key: "status", values: ["lost", "off"], negated: false },
    });
    expect(completeWith(fleetFilter, '-tag:Env="a b",', "c d")).toEqual({
      term: { key: "tag", tagKey: "Env", values: ["a b", "c d"], negated: true },
    });
  });
});

describe("a term that is added", () => {
  const adding = (present: string, text: string) =>
    printFilter(addText(fleetFilter, parseFilter(present), text));

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

test("each language has keys of its own; what another one asks is text", () => {
  expect(completionAskOf(failureFilter, "document:AWS-").key).toBe("document");
  expect(completionAskOf(fleetFilter, "document:AWS-").key).toBeNull();
  expect(completeWith(failureFilter, "kind:InvalidTarget,", "InvalidRole")).toEqual({
    term: { key: "kind", values: ["InvalidTarget", "InvalidRole"], negated: false },
  });
});

test("a space ends a term only where it has a value and its quotes are closed", () => {
  for (const draft of ["api-7", "status:lost", 'tag:Name="a b"']) expect(isComplete(draft)).toBe(true);
  for (const draft of ["", "status:", "tag:Env=", "status:lost,", '"api', 'tag:Name="a']) {
    expect(isComplete(draft)).toBe(false);
  }
});

test("a chip says what its term means", () => {
  const chips = parseFilter('-status:lost,off tag:Env=prod -tag:Owner tag:Note= "api 7"').map((term) =>
    chipOf(term),
  );
  expect(chips.map(({ lead, value }) => lead + value)).toEqual([
    "not status:lost, off",
    "tag:Env=prod",
    "not tag:Owner",
    "tag:Note=(empty)",
    "api 7",
  ]);
});

test("a chip calls a scope by the name of its account", () => {
  const [term] = parseFilter("scope:123456789012:eu-west-1,210987654321:us-east-1");
  expect(chipOf(term!, { "123456789012:eu-west-1": "prod" }).value).toBe(
    "prod · eu-west-1, 210987654321 · us-east-1",
  );
});
