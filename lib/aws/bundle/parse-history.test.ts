import { expect, test } from "vitest";
import { parseBundle } from "./parse-bundle.ts";

const parse = (history: unknown) =>
  parseBundle(
    {
      muster: 1,
      scope: { account: "123456789012", region: "eu-west-1" },
      at: "2026-11-01T12:00:00Z",
      history,
    },
    "fleet.json",
  ).history;

const change = { kind: "security-group", id: "sg-1", at: "2026-11-01T11:30:00Z" };

test("a change has its document, its field and its moment, in the bundle's scope unless it says another", () => {
  const by = "arn:aws:iam::123456789012:user/ann";
  const told = { ...change, field: "IpPermissionsEgress", from: [], to: [{ FromPort: 443 }], by };
  expect(parse([told])).toEqual([
    { ...told, scope: "123456789012:eu-west-1", at: Date.UTC(2026, 10, 1, 11, 30) },
  ]);
  expect(parse([{ ...change, scope: "123456789012:eu-west-2" }])[0]!.scope).toBe("123456789012:eu-west-2");
});

test("the document may be named as one, and the moment as when", () => {
  const at = Date.UTC(2026, 10, 1, 11, 30);
  expect(
    parse([{ document: { kind: "role", id: "arn:aws:iam::123456789012:role/web" }, when: at / 1000 }]),
  ).toMatchObject([{ kind: "role", id: "arn:aws:iam::123456789012:role/web", field: "*", by: null, at }]);
});

test("the newest change comes first, whatever the order in the file", () => {
  const later = { ...change, at: "2026-11-01T11:45:00Z" };
  expect(parse([change, later]).map(({ at }) => at)).toEqual([
    Date.UTC(2026, 10, 1, 11, 45),
    Date.UTC(2026, 10, 1, 11, 30),
  ]);
});

test.each([
  [{}, /history: must be a list of changes/],
  [[{ ...change, kind: "sg" }], /history\[0\]\.kind: must be a kind of document.*"sg"/],
  [[change, { ...change, at: "yesterday" }], /history\[1\]\.at: must be a time/],
  [[{ kind: "vpc", at: 1 }], /history\[0\]\.id: is missing/],
  [[{ kind: "vpc", id: "vpc-1" }], /history\[0\]\.at: is missing/],
  [[{ ...change, scope: "eu-west-1" }], /history\[0\]\.scope: must be a scope/],
])("%j is refused by what is wrong in it, and where", (history, message) => {
  expect(() => parse(history)).toThrow(message);
});
