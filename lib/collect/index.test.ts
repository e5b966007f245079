import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { isOperationName } from "../aws/operations.ts";
import { documentKinds } from "../model/document-kind.ts";
import { collectors } from "./index.ts";

test("every kind has its collector, after those that it needs", () => {
  expect(collectors.map(({ kind }) => kind)).toEqual(documentKinds);
  const places = new Map<string, number>(documentKinds.map((kind, place) => [kind, place]));
  for (const { kind, needs } of collectors) {
    for (const needed of Object.keys(needs)) {
      expect(places.get(needed), `${kind} needs ${needed}`).toBeLessThan(places.get(kind)!);
    }
  }
});

test("collectors call only what is on the list of reads", () => {
  expect(collectors.flatMap(({ actions }) => actions).filter((action) => !isOperationName(action))).toEqual(
    [],
  );
});

test("the actions that a collector lists are those that its file calls, so the policy cannot drift", () => {
  const called = new Map<string, string[]>();
  for (const file of readdirSync(import.meta.dirname).filter((name) => /^[a-z-]+\.ts$/.test(name))) {
    const source = readFileSync(join(import.meta.dirname, file), "utf8");
    const kind = /defineCollector\(\{\s*kind: "([a-z-]+)"/.exec(source)?.[1];
    if (kind === undefined) continue;
    const calls = [...source.matchAll(/reader\s*\.(?:call|pages)\(\s*"([a-z0-9-]+:\w+)"/g)];
    called.set(kind, [...new Set(calls.map(([, action = ""]) => action))].sort());
  }
  const listed = collectors.map(({ kind, actions }): [string, string[]] => [kind, actions.toSorted()]);
  expect(called).toEqual(new Map(listed));
});
