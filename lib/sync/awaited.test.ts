import { expect, test } from "vitest";
import { collectors } from "../collect/index.ts";
import type { DocumentKind } from "../model/document-kind.ts";
import type { Gap } from "../model/gap.ts";
import { Snapshot } from "../model/snapshot.ts";
import type { KindRead } from "../store/kind-reads.ts";
import { awaitedGap, awaitedGaps } from "./awaited.ts";

const scope = { partition: "aws", account: "123456789012", region: "eu-west-1" };
const kinds = collectors.filter(({ isOptional }) => !isOptional).map(({ kind }) => kind);

function reads(rounds: Partial<Record<DocumentKind, number>>, others: number): KindRead[] {
  return kinds.map((kind) => ({
    ...{ kind, startedAt: 1, finishedAt: 1, outcome: "complete", items: 0, observedAt: 1 },
    round: rounds[kind] ?? others,
  }));
}

const snapshot = (gaps: Gap[] = []) => new Snapshot({ scope, at: 1, documents: {}, gaps });
const awaitedKinds = (of: KindRead[], gaps?: Gap[]) =>
  awaitedGaps(snapshot(gaps), of).map(({ kind }) => kind);

test.each([0, 3])("nothing is awaited where one reading came to all (%i)", (round) => {
  expect(awaitedKinds(reads({}, round))).toEqual([]);
});

test("what a reading has not come to is awaited, and nothing that is read only where asked for", () => {
  const awaited = awaitedKinds(reads({ instance: 4, "managed-node": 4, subnet: 4 }, 3));
  expect(new Set(awaited)).toEqual(
    new Set(kinds).difference(new Set(["instance", "managed-node", "subnet"])),
  );
});

test("of instances and SSM's records one is awaited where the other is newer, and neither before", () => {
  expect(awaitedKinds(reads({ instance: 4 }, 3))).toContain("managed-node");
  expect(awaitedKinds(reads({ "managed-node": 4 }, 3))).toContain("instance");
  expect(awaitedKinds(reads({ subnet: 4 }, 3))).not.toContain("instance");
  expect(awaitedKinds(reads({ subnet: 4 }, 3))).not.toContain("managed-node");
});

test("before anything was ever read all is awaited", () => {
  expect(
    awaitedKinds(
      [],
      kinds.map((kind) => awaitedGap("123456789012:eu-west-1", kind)),
    ),
  ).toEqual(kinds);
});

test("what is a gap for another reason is one, and not awaited", () => {
  const gap: Gap = { ...awaitedGap("123456789012:eu-west-1", "route-table"), reason: "denied" };
  expect(awaitedKinds(reads({ instance: 4, "managed-node": 4 }, 3), [gap])).not.toContain("route-table");
});
