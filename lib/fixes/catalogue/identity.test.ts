import { afterAll, beforeAll, expect, test } from "vitest";
import { collectSnapshot } from "../../collect/collect-snapshot.ts";
import { type CauseCode, isCauseCode } from "../../model/cause.ts";
import { type ScopeKey, scopeKey } from "../../model/scope.ts";
import type { Snapshot } from "../../model/snapshot.ts";
import { type DemoEndpoint, startDemoEndpoint } from "../../testing/endpoint.ts";
import { contextOf, tryFix } from "../../testing/try-fix.ts";
import type { Fix, FixContext } from "../fix.ts";
import { identityFixes } from "./identity.ts";

const codes = new Set<CauseCode>(identityFixes.flatMap(({ causes }) => causes));
type Case = { name: string; context: FixContext; fitting: readonly Fix[] };
let cases: readonly Case[] = [];
let demo: DemoEndpoint;

beforeAll(async () => {
  demo = await startDemoEndpoint();
  const snapshots = new Map<ScopeKey, Snapshot>();
  const connection = demo.connect();
  for (const scope of demo.scopes)
    snapshots.set(scopeKey(scope), await collectSnapshot(connection.reader(scope), Date.now()));
  connection.close();
  cases = [...demo.world.conditions.values()].flatMap(({ id, code, subject, account, region }) => {
    if (code === null || !isCauseCode(code) || !codes.has(code)) return [];
    // Nothing that is read tells which organization it is.
    const blamed = subject.kind === "organization" ? { ...subject, id: "organization" } : subject;
    const context = contextOf(snapshots.get(`${account}:${region}`)!, code, blamed);
    return [{ name: `${id} ${code}`, context, fitting: identityFixes.filter((fix) => fix.fits(context)) }];
  });
}, 60_000);
afterAll(() => demo.close());

test("every condition of the demo about who a node is has a fix, and every code of these is met there", () => {
  for (const { name, fitting, context } of cases) {
    expect(context.nodeIds, name).not.toEqual([]);
    expect(fitting.length, name).toBeGreaterThan(0);
  }
  const met = new Set(cases.map(({ context }) => context.code));
  expect([...codes].filter((code) => !met.has(code))).toEqual([]);
});

test("what changes something in AWS frees all nodes of the cause, and brings none to others", () => {
  for (const { name, context, fitting } of cases) {
    for (const fix of fitting.filter((each) => each.effect(context) !== null)) {
      const { kept, added } = tryFix(fix, context);
      expect(kept, `${name} ${fix.id}`).toEqual([]);
      // The setting is one for the Region: it is said then of roles that stand before it, too.
      const others = added.filter((trouble) => !trouble.includes(": default-host-management-shadowed "));
      expect(others, `${name} ${fix.id}`).toEqual([]);
    }
  }
});
