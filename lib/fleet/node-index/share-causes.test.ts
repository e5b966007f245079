import { beforeEach, describe, expect, test } from "vitest";
import type { CauseCode } from "../../model/cause.ts";
import type { Node } from "../../model/node.ts";
import { parseFilter } from "../../routes/filter.ts";
import { aNode } from "../../testing/a-node.ts";
import { NodeIndex } from "./node-index.ts";
import { findSharedCause, keepsFromAnswering, shareCauses } from "./share-causes.ts";

const ireland = "123456789012:eu-west-1";
const virginia = "123456789012:us-east-1";
const role = "arn:aws:iam::123456789012:role/ci/runner";

function blames(code: CauseCode, id: string): Pick<Node, "cause"> {
  return { cause: { code, subject: { kind: code.startsWith("role") ? "role" : "security-group", id } } };
}

const egress = blames("security-group-egress-blocks", "sg-1");
const lost = { status: "lost", ...egress } as const;

let index: NodeIndex;
beforeEach(() => {
  index = new NodeIndex({ now: () => 1_000 });
  index.apply([
    aNode({ id: "i-1", ...lost, certainty: "likely", statusSince: 50 }),
    aNode({ id: "i-2", ...lost, statusSince: 70, tags: { Env: "lab" } }),
    aNode({ id: "i-3", status: "degraded", ...egress, statusSince: 60 }),
    aNode({ id: "i-4", status: "lost", scope: virginia, ...egress }),
    aNode({ id: "i-5", status: "unregistered", ...blames("role-actions-missing", role) }),
    aNode({ id: "i-6", status: "degraded", scope: virginia, ...blames("role-actions-missing", role) }),
    aNode({ id: "i-7", status: "off", ...blames("instance-stopped", "i-7") }),
    aNode({
      id: "i-8",
      status: "unregistered",
      expectedUntil: 2_000,
      ...blames("instance-launching", "i-8"),
    }),
    aNode({ id: "i-9" }),
  ]);
});

const shared = (q = "", now = 1_000) => shareCauses(index, parseFilter(q), now);
const counts = (q = "", now = 1_000) => shared(q, now).map(({ key, nodes }) => [key, nodes]);

describe("nodes share a cause", () => {
  test("when its code and its subject are the same, and a resource is its scope's own", () => {
    expect(counts()).toEqual([
      [`${ireland}:sg-1`, 3],
      [`${virginia}:sg-1`, 1],
      [role, 2],
    ]);
  });

  test("of all its scopes where the subject is a role", () => {
    expect(shared().find(({ key }) => key === role)?.scopes).toEqual([ireland, virginia]);
  });

  test("which tells its nodes by status, since when the first is so, and how well it is proved", () => {
    expect(shared()[0]).toMatchObject({
      byStatus: { lost: 2, degraded: 1 },
      statusSince: 50,
      certainty: "likely",
      example: { id: "i-2" },
    });
  });

  test("under a filter only with the nodes that it finds", () => {
    expect(counts("tag:Env=lab")).toEqual([[`${ireland}:sg-1`, 1]]);
    expect(counts("-cause:security-group-egress-blocks")).toEqual([[role, 2]]);
  });
});

describe("nodes that nobody expects to answer", () => {
  test("have no part in it, unless the filter asks for their status", () => {
    expect(counts("status:off,unregistered")).toEqual([
      [role, 1],
      [`${ireland}:i-7`, 1],
      [`${ireland}:i-8`, 1],
    ]);
  });

  test("and still start have one once that takes too long", () => {
    expect(counts("", 2_000)).toContainEqual([`${ireland}:i-8`, 1]);
  });

  test("as they are excluded have none, unless the filter asks for them", () => {
    index.exclude([{ id: "lab", filter: parseFilter("tag:Env=lab"), until: 2_000 }]);
    expect(counts()[0]).toEqual([`${ireland}:sg-1`, 2]);
    expect(counts("excluded:yes")).toEqual([[`${ireland}:sg-1`, 1]]);
  });
});

test("a cause keeps nodes from answering where one of them does not answer", () => {
  expect(shared().map(keepsFromAnswering)).toEqual([true, true, true]);
  expect(shared("status:degraded").map(keepsFromAnswering)).toEqual([false, false]);
});

test("one cause is found with all of its nodes, off and excluded ones too, until none has it", () => {
  const cause = { code: "security-group-egress-blocks", key: `${ireland}:sg-1` } as const;
  index.exclude([{ id: "lab", filter: parseFilter("tag:Env=lab"), until: 2_000 }]);
  expect(findSharedCause(index, cause)?.nodes).toBe(3);
  expect(findSharedCause(index, { ...cause, key: `${ireland}:sg-2` })).toBeUndefined();
  index.apply(["i-1", "i-2", "i-3"].map((id) => aNode({ id })));
  expect(findSharedCause(index, cause)).toBeUndefined();
});

test("a subject is found by its id, and a role by its name too", () => {
  const ids = (q: string) =>
    index.nodes.filter((_, slot) => index.match(parseFilter(q))[slot] === 0).map((node) => node!.id);
  expect(ids("subject:sg-1")).toEqual(["i-1", "i-2", "i-3", "i-4"]);
  expect(ids(`subject:"${role}"`)).toEqual(["i-5", "i-6"]);
  expect(ids("subject:runner")).toEqual(["i-5", "i-6"]);
  expect(ids("subject:none -status:off")).toEqual(["i-9"]);
});
