import { expect, test } from "vitest";
import type { FailureAnswer } from "../../lib/api/failure.ts";
import { aNodeDetail } from "./a-check.ts";
import { entriesOf, listEntries, titleOfFailure } from "./time-line-entries.ts";

const failure = (changes: Partial<FailureAnswer> = {}): FailureAnswer => ({
  ...{ id: "1", group: "g", scope: "123456789012:us-east-1", kind: "DeliveryTimedOut" },
  ...{ source: "run-command", operation: "SendCommand", at: 0, caller: null, documentName: null },
  ...{ targets: [], targetCount: 0, errorCode: "DeliveryTimedOut", message: null, requestId: null },
  cause: { code: "unexplained", title: "", subject: null, sentence: "", isInferred: true },
  ...{ records: [], isSilent: false },
  ...changes,
});

test("states, statuses, pings, changes and failures stand on one line, the newest first", () => {
  const node = aNodeDetail({
    states: [{ state: "stopped", at: 910 }],
    history: [{ status: "off", why: null, from: 914, to: null }],
    lastPingAt: 909,
  });
  const entries = entriesOf(node, [failure({ at: 912 })]);
  expect(entries.map(({ kind, at }) => [kind, at])).toEqual([
    ["status", 914],
    ["failure", 912],
    ["state", 910],
    ["ping", 909],
  ]);
});

test("a change that CloudTrail tells is told by what was done, and by which call", () => {
  const fact = {
    ...{ api: "cloudtrail:LookupEvents", field: "RevokeSecurityGroupEgress", value: "", observedAt: 9 },
    sentence: "An outbound rule of sg-1 was revoked by role/terraform-ci.",
    document: { kind: "security-group", id: "sg-1" },
  };
  const subject = { kind: "security-group", id: "sg-1" };
  const cause = { code: "security-group-egress-blocks" as const, sentence: "It blocks.", subject };
  const began = (evidence: (typeof fact)[]) =>
    entriesOf(
      aNodeDetail({
        ping: "Online",
        since: 7,
        changedBy: "role/terraform-ci",
        cause: { ...cause, evidence },
      }),
      [],
    );
  expect(began([fact])).toMatchObject([
    { kind: "change", at: 7, sentence: fact.sentence, event: "RevokeSecurityGroupEgress" },
  ]);
  expect(began([])).toMatchObject([{ kind: "change", sentence: "It blocks.", event: null }]);
});

test("a cause that began when the instance changed its state is that change, and told once", () => {
  const cause = {
    ...{ code: "instance-stopped" as const, sentence: "It is stopped.", evidence: [] },
    subject: { kind: "instance", id: "i-1" },
  };
  const node = aNodeDetail({ ping: null, since: 7, cause, states: [{ state: "stopped", at: 7 }] });
  expect(entriesOf(node, []).filter(({ at }) => at === 7)).toEqual([
    { kind: "state", at: 7, state: "stopped" },
  ]);
});

test("the last ping of a node that answers is no event", () => {
  expect(entriesOf(aNodeDetail({ ping: "Online", lastPingAt: 5 }), [])).toEqual([]);
});

test("a long run of failures is folded, and none is lost", () => {
  const failures = Array.from({ length: 9 }, (_, at) => failure({ id: String(at), at: 100 - at }));
  const entries = entriesOf(
    aNodeDetail({ states: [{ state: "running", at: 50 }], ping: "Online" }),
    failures,
  );
  const listed = listEntries(entries);
  expect(listed.map(({ kind }) => kind)).toEqual([
    "failure",
    "failure",
    "failure",
    "failure",
    "more",
    "state",
  ]);
  expect(listed[4]).toMatchObject({ kind: "more", at: 92 });
  expect(listEntries(entries, { isWhole: true })).toHaveLength(10);
});

test("what would save no line is not folded", () => {
  const failures = Array.from({ length: 5 }, (_, at) => failure({ id: String(at), at: 100 - at }));
  expect(listEntries(entriesOf(aNodeDetail({ ping: "Online" }), failures)).map(({ kind }) => kind)).toEqual(
    new Array(5).fill("failure"),
  );
});

test("a failure is named as whoever tried it would", () => {
  expect(titleOfFailure(failure())).toBe("Command not delivered");
  expect(titleOfFailure(failure({ source: "cloudtrail" }))).toBe("Command refused");
  expect(titleOfFailure(failure({ source: "cloudtrail", operation: "StartSession" }))).toBe(
    "Session refused",
  );
  expect(titleOfFailure(failure({ operation: "AssociationExecution", source: "state-manager" }))).toBe(
    "Association not applied",
  );
  expect(titleOfFailure(failure({ isSilent: true }))).toBe("Command missed it, and ended green");
});
