import fc from "fast-check";
import { expect, test } from "vitest";
import { causeCodes } from "../model/cause.ts";
import { statuses } from "../model/status.ts";
import { judgeReturn, type NodeNow, type Question, tellReturn } from "./verify.ts";

const minute = 60_000;
const treated = { code: "security-group-egress-blocks", key: "123456789012:eu-west-1:sg-1" } as const;
const treatedNow = { ...treated, sentence: "sg-1 lets nothing out." };
const next = { code: "endpoint-security-group-blocks", key: "k", sentence: "sg-2 lets nothing in." } as const;
const asleep = { code: "agent-backing-off", key: "n", sentence: "It sleeps." } as const;

const back: NodeNow = {
  ...{ status: "reachable", cause: null, expectedUntil: null, readAt: 2 * minute },
  isReadWhole: true,
};
const sleeping: NodeNow = { ...back, status: "lost", cause: asleep, expectedUntil: 50 * minute };
const blocked: NodeNow = { ...back, status: "lost", cause: next };
const still: NodeNow = { ...back, status: "lost", cause: treatedNow };
const unread: NodeNow = { ...still, readAt: 0 };

function ask(nodes: Question["nodes"], now = 3 * minute, waitUntil = 60 * minute) {
  return judgeReturn({ nodes, treated, startedAt: minute, waitUntil, now });
}

test.each([
  ["all are back", [back, back], "mended"],
  ["one is gone for good, and nobody waits for it", [back, undefined], "mended"],
  ["an agent sleeps", [back, sleeping], "waiting"],
  ["another cause keeps one back", [back, blocked], "not-mended"],
  ["one sleeps and another cause keeps one back", [sleeping, blocked], "waiting"],
  ["AWS does not show the change yet", [still], "waiting"],
  ["one was not read since", [back, unread], "reading"],
  ["of what keeps one back some is from before", [back, { ...blocked, isReadWhole: false }], "reading"],
  ["one is back, whatever else is not read yet", [back, { ...back, isReadWhole: false }], "mended"],
] as const)("where %s", (_, nodes, state) => {
  expect(ask(nodes).state).toBe(state);
});

test("a cause that stays longer than AWS needs is not mended, though the agents might take an hour", () => {
  expect(ask([still], 5 * minute).state).toBe("waiting");
  expect(ask([still], 7 * minute)).toMatchObject({
    state: "not-mended",
    next: [{ ...treatedNow, nodes: 1 }],
  });
});

test("waiting ends when it is no longer right", () => {
  const silent = { ...sleeping, expectedUntil: null };
  expect(ask([silent], 59 * minute).state).toBe("waiting");
  expect(ask([silent], 61 * minute).state).toBe("not-mended");
});

test("the engine's own word on how long to wait goes before the fix's", () => {
  expect(ask([sleeping]).waitUntil).toBe(50 * minute);
  expect(ask([back, still]).waitUntil).toBe(60 * minute);
});

test("after an undo nothing is waited for: what was keeps them back again", () => {
  expect(ask([still], 2 * minute, minute).state).toBe("not-mended");
});

test("what cannot be read is waited for no longer than the fix may take", () => {
  expect(ask([unread], 59 * minute).state).toBe("reading");
  expect(ask([unread], 61 * minute).state).toBe("not-mended");
});

test("the causes that come next stand with their nodes, the most first", () => {
  const other = { ...blocked, cause: { ...next, key: "other" } };
  expect(ask([other, blocked, blocked]).next.map(({ key, nodes }) => [key, nodes])).toEqual([
    ["k", 2],
    ["other", 1],
  ]);
});

const node = fc.option(
  fc.record({
    status: fc.constantFrom(...statuses),
    cause: fc.option(
      fc.constantFrom(treatedNow, next, asleep, ...causeCodes.map((code) => ({ ...next, code }))),
    ),
    expectedUntil: fc.option(fc.integer({ min: 0, max: 200 * minute })),
    readAt: fc.option(fc.integer({ min: 0, max: 200 * minute })),
    isReadWhole: fc.boolean(),
  }),
  { nil: undefined },
);

test("every node is counted once, and after the last moment nothing waits", () => {
  fc.assert(
    fc.property(fc.array(node), fc.integer({ min: minute, max: 300 * minute }), (nodes, now) => {
      const { counts, state } = ask(nodes, now);
      expect(counts.back + counts.waiting + counts.notBack).toBe(counts.total);
      if (now > 200 * minute) expect(["mended", "not-mended"]).toContain(state);
      expect(state === "mended").toBe(counts.back === counts.total);
    }),
  );
});

test("who answers, and cannot do everything, is not told as silent", () => {
  const half: NodeNow = { ...blocked, status: "degraded" };
  const told = { fixedAt: null, skipsTheWait: null, clock: String };
  expect(tellReturn(ask([back, half, half]), told)).toBe(
    "1 of 3 nodes is back; 2 answer in part. What keeps back 2: sg-2 lets nothing in.",
  );
  expect(tellReturn(ask([half]), told)).toBe(
    "The node is not back; it answers in part. What keeps back one: sg-2 lets nothing in.",
  );
});

const clock = (at: number) => `${Math.floor(at / minute)}'`;

test("it is told when AWS was right, until when an agent may sleep, and what skips the wait", () => {
  const told = { fixedAt: 2 * minute, skipsTheWait: "Restart the agent.", clock };
  expect(tellReturn(ask([sleeping]), told)).toBe(
    "AWS side fixed at 2'; agent may sleep until 50'. To skip the wait: restart the agent.",
  );
  expect(tellReturn(ask([back, sleeping, sleeping, blocked]), told)).toBe(
    "AWS side fixed at 2'; 2 agents may sleep until 50'. 1 of 4 nodes is back. To skip the wait: restart the agent. What keeps back one: sg-2 lets nothing in.",
  );
  expect(tellReturn(ask([still]), { ...told, fixedAt: null })).toBe(
    "The node is not back; AWS does not show the change for it yet.",
  );
  expect(tellReturn(ask([back, back]), told)).toBe("All 2 nodes are back.");
  expect(tellReturn(ask([blocked]), told)).toBe(
    "The node is not back. What keeps back one: sg-2 lets nothing in.",
  );
});
