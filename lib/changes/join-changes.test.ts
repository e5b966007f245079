import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { TrailChange, TrailEdit } from "../model/trail-change.ts";
import type { Change } from "../model/world.ts";
import { type DocumentNow, joinChanges, type SeenChange } from "./join-changes.ts";

const scope = "123456789012:eu-west-1";
const by = "arn:aws:sts::123456789012:assumed-role/terraform-ci/run-1";

const atom = (port: number) => ({
  ...{ IpProtocol: "tcp", FromPort: port, ToPort: port },
  IpRanges: [{ CidrIp: "0.0.0.0/0" }],
});
const group = (...ports: number[]) => ({
  ...{ GroupId: "sg-1", VpcId: "vpc-1" },
  IpPermissionsEgress: ports.map(atom),
});
const event = (at: number, edit: TrailEdit, parts: Partial<TrailChange> = {}): TrailChange => ({
  ...{ scope, eventId: `e-${at}`, event: "Some", kind: "security-group", id: "sg-1" },
  ...{ field: "IpPermissionsEgress", edit, at, by },
  ...parts,
});
const added = (...ports: number[]): TrailEdit => ({ what: "added", items: ports.map(atom) });
const removed = (...ports: number[]): TrailEdit => ({ what: "removed", items: ports.map(atom) });

function seen(after: number | null, at: number, before: unknown, now: unknown): SeenChange {
  const of = (field: string, from: unknown, to: unknown): Change => ({
    ...{ scope, kind: "security-group", id: "sg-1", field, from, to, at, by: null },
  });
  const egress = (body: unknown) => Object(body).IpPermissionsEgress;
  const changes =
    before === undefined || now === undefined
      ? [of("*", before ?? null, now ?? null)]
      : [of("IpPermissionsEgress", egress(before), egress(now))];
  return { kind: "security-group", id: "sg-1", after, at, before, now, changes };
}

const join = (told: TrailChange[], now: DocumentNow | undefined, steps: SeenChange[] = []) =>
  joinChanges({ told, seen: steps, documentNow: () => now });

const ports = (value: unknown) => (value as { FromPort: number }[]).map(({ FromPort }) => FromPort);
const egressBefore = ({ before }: Change) =>
  before != null && "egress" in before ? before.egress.map(({ fromPort }) => fromPort) : before;

describe("before anybody watched", () => {
  test("an event tells who, when, and what was there before", () => {
    const [change, ...others] = join([event(10, added(443))], { body: group(80, 443), observedAt: 20 });
    expect(others).toEqual([]);
    expect(change).toMatchObject({ id: "sg-1", field: "IpPermissionsEgress", at: 10, by, event: "Some" });
    expect([ports(change!.from), ports(change!.to), egressBefore(change!)]).toEqual([[80], [80, 443], [80]]);
  });

  test("several are taken back one after the other", () => {
    const changes = join([event(10, removed(443)), event(15, added(443))], {
      body: group(443),
      observedAt: 20,
    });
    expect(changes.map((each) => [each.at, ports(each.from), ports(each.to)])).toEqual([
      [15, [], [443]],
      [10, [443], []],
    ]);
  });

  test("what is not told is not made up", () => {
    const [touchedOne] = join([event(10, { what: "touched" })], { body: group(443), observedAt: 20 });
    expect(touchedOne!.from).toBeUndefined();
    expect(touchedOne).not.toHaveProperty("before");
    const vpc = { Vpc: { VpcId: "vpc-1" }, EnableDnsSupport: { Value: false } };
    const edit = { what: "set" as const, to: { Value: false }, instead: { Value: true } };
    const [set] = join([event(10, edit, { kind: "vpc", id: "vpc-1", field: "EnableDnsSupport" })], {
      body: vpc,
      observedAt: 20,
    });
    expect(set!.from).toBeUndefined();
    expect(set!.before).toMatchObject({ enableDnsSupport: true });
  });

  test("one that is gone, and one that nobody has described, keep what the call named", () => {
    expect(join([event(10, { what: "deleted" }, { field: "*" })], undefined)).toMatchObject([
      { field: "*", to: null },
    ]);
    const [change] = join([event(10, removed(443))], undefined);
    expect([ports(change!.from), change!.to]).toEqual([[443], []]);
  });

  test("an event that the last reading cannot have seen waits for the next one", () => {
    expect(join([event(30, added(443))], { body: group(), observedAt: 20 })).toEqual([]);
  });
});

describe("while somebody watched", () => {
  const now = { body: group(443), observedAt: 40 };

  test("what an event and a reading tell is one change, with the moment and the caller of the event", () => {
    const changes = join([event(25, added(443))], now, [seen(10, 30, group(), group(443))]);
    expect(changes).toHaveLength(1);
    expect(changes[0]).toMatchObject({ at: 25, by, event: "Some", from: [], to: [atom(443)] });
    expect(egressBefore(changes[0]!)).toEqual([]);
  });

  test("a change that no event tells stands as it was seen", () => {
    const changes = join([event(5, added(80))], now, [seen(10, 30, group(80), group(443))]);
    expect(changes.map((each) => [each.at, each.by])).toEqual([
      [30, null],
      [5, by],
    ]);
  });

  test("a reading is explained only by what was done since the one before it", () => {
    const steps = [seen(10, 30, group(80), group(443)), seen(null, 10, group(), group(80))];
    const changes = join([event(8, added(80)), event(20, added(443)), event(21, removed(80))], now, steps);
    expect(changes.map((each) => [each.at, ports(each.from), ports(each.to)])).toEqual([
      [21, [443, 80], [443]],
      [20, [80], [443, 80]],
      [8, [], [80]],
    ]);
  });

  test("a document that came or went did so by the call that made or deleted it", () => {
    const came = join([event(25, { what: "created" }, { field: "*" })], now, [
      seen(null, 30, undefined, group(443)),
    ]);
    expect(came).toMatchObject([{ field: "*", from: null, at: 25, by, before: null }]);
    const gone = join([event(25, { what: "deleted" }, { field: "*" })], undefined, [
      seen(10, 30, group(443), undefined),
    ]);
    expect(gone).toMatchObject([{ field: "*", to: null, at: 25, by, before: { id: "sg-1" } }]);
  });

  test("documents of which CloudTrail tells nothing change as they were seen to", () => {
    expect(join([], now, [seen(10, 30, group(), group(443))])).toMatchObject([{ at: 30, by: null }]);
  });
});

describe("whatever was done in whatever order", () => {
  /** A group through time: what each call did to it, and how it was after it. */
  const past = fc
    .array(fc.tuple(fc.boolean(), fc.integer({ min: 1, max: 6 })), { minLength: 1, maxLength: 12 })
    .map((calls) => {
      const open = new Set<number>([3]);
      const states = [[...open]];
      const told: TrailChange[] = [];
      for (const [index, [isAdded, port]] of calls.entries()) {
        // AWS refuses to add what is there, and to revoke what is not.
        if (open.has(port) === isAdded) continue;
        if (isAdded) open.add(port);
        else open.delete(port);
        told.push(event(10 * (index + 1), isAdded ? added(port) : removed(port)));
        states.push([...open]);
      }
      return { told, states };
    });
  const sorted = (list: readonly number[]) => [...list].sort((one, other) => one - other);

  test("each change tells what was there before and after it", () => {
    fc.assert(
      fc.property(past, ({ told, states }) => {
        const changes = join(told, { body: group(...states.at(-1)!), observedAt: 1_000 }).toReversed();
        expect(changes.map(({ at }) => at)).toEqual(told.map(({ at }) => at));
        for (const [index, { from, to }] of changes.entries())
          expect([sorted(ports(from)), sorted(ports(to))]).toEqual([
            sorted(states[index]!),
            sorted(states[index + 1]!),
          ]);
      }),
    );
  });

  test("readings in between neither lose a change nor double it, nor take away who did it", () => {
    fc.assert(
      fc.property(past, fc.array(fc.nat(13), { maxLength: 4 }), ({ told, states }, readings) => {
        const bodyAt = (moment: number) => group(...states[told.filter(({ at }) => at <= moment).length]!);
        const moments = [...new Set([0, ...readings.map((each) => 10 * each + 5), 1_000])].sort(
          (a, b) => a - b,
        );
        const steps: SeenChange[] = [];
        let since = moments[0]!;
        for (const [index, at] of moments.entries()) {
          const before = bodyAt(moments[index - 1] ?? 0);
          const now = bodyAt(at);
          if (index === 0 || JSON.stringify(before) === JSON.stringify(now)) continue;
          steps.push(seen(since, at, before, now));
          since = at;
        }
        const changes = join(told, { body: bodyAt(1_000), observedAt: 1_000 }, steps);
        expect(changes.map(({ at }) => at).toReversed()).toEqual(told.map(({ at }) => at));
        expect(changes.every((change) => change.by === by)).toBe(true);
      }),
    );
  });
});
