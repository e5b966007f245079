import { expect, test } from "vitest";
import {
  aRawBundle,
  bundleAt,
  healthyAnswers,
  nodeId,
  partsOf,
  type RawAnswers,
} from "../testing/a-bundle.ts";
import { diagnoseBundles } from "./diagnose-bundle.ts";

const gone = "i-0bbbbbbbbbbbbbbb2";

/** A node that SSM has lost since eight, because its group lets nothing out. */
function shutOut(): RawAnswers {
  const answers = healthyAnswers("nat");
  const { record, group } = partsOf(answers);
  Object.assign(record, { PingStatus: "ConnectionLost", LastPingDateTime: "2026-11-01T08:00:00Z" });
  group("sg-node").IpPermissionsEgress = [];
  return answers;
}

const anEvent = (record: Record<string, unknown>) => ({
  EventId: "5f0c3a1e-0000-4000-8000-000000000001",
  EventName: "SendCommand",
  EventTime: "2026-11-01T10:00:00Z",
  CloudTrailEvent: JSON.stringify({
    eventSource: "ssm.amazonaws.com",
    eventName: "SendCommand",
    eventTime: "2026-11-01T10:00:00Z",
    eventID: "5f0c3a1e-0000-4000-8000-000000000001",
    requestID: "5f0c3a1e-0000-4000-8000-0000000000aa",
    userIdentity: { arn: "arn:aws:sts::123456789012:assumed-role/deploy/run-7" },
    ...record,
  }),
});

const refused = anEvent({
  errorCode: "InvalidInstanceIdException",
  errorMessage: `Instances [[${gone}]] not in a valid state for account 123456789012`,
  requestParameters: { documentName: "AWS-RunShellScript", instanceIds: [nodeId, gone] },
});

const undelivered = {
  CommandId: "5f0c3a1e-0000-4000-8000-0000000000c1",
  InstanceId: nodeId,
  DocumentName: "AWS-RunShellScript",
  RequestedDateTime: "2026-11-01T09:00:00Z",
  Status: "TimedOut",
  StatusDetails: "DeliveryTimedOut",
};

async function diagnose(answers: RawAnswers, errors: Record<string, unknown> = {}) {
  const json = JSON.parse(JSON.stringify(aRawBundle(answers, errors as never)));
  return (await diagnoseBundles([{ file: "bundle.json", json }]))[0]!;
}

test("a refused call in a bundle says which id sank it, and why that one could not be used", async () => {
  const { failures } = await diagnose({ ...shutOut(), "cloudtrail:LookupEvents": { Events: [refused] } });
  expect(failures).toEqual([
    expect.objectContaining({
      kind: "InvalidInstanceId",
      operation: "SendCommand",
      at: "2026-11-01T10:00:00.000Z",
      targets: [nodeId, gone],
      cause: expect.objectContaining({ code: "instance-not-found", subject: { kind: "instance", id: gone } }),
    }),
  ]);
  expect(failures[0]!.explained.filter(({ sankCall }) => sankCall).map(({ id }) => id)).toEqual([gone]);
});

test("a command that never arrived is explained by what held the node back then", async () => {
  const { failures } = await diagnose({
    ...shutOut(),
    "ssm:ListCommandInvocations": { CommandInvocations: [undelivered] },
    "ssm:ListCommands": { Commands: [{ CommandId: undelivered.CommandId, Status: "TimedOut" }] },
  });
  expect(failures).toEqual([
    expect.objectContaining({
      kind: "DeliveryTimedOut",
      source: "run-command",
      targets: [nodeId],
      cause: expect.objectContaining({
        code: "security-group-egress-blocks",
        subject: { kind: "security-group", id: "sg-node" },
      }),
    }),
  ]);
});

test("who sent a command stands with it, where CloudTrail is in the bundle too; and it is one failure", async () => {
  const taken = anEvent({
    requestID: "5f0c3a1e-0000-4000-8000-0000000000ab",
    responseElements: { command: { commandId: undelivered.CommandId } },
  });
  const { failures } = await diagnose({
    ...shutOut(),
    "ssm:ListCommandInvocations": { CommandInvocations: [undelivered] },
    "ssm:ListCommands": { Commands: [] },
    "cloudtrail:LookupEvents": { Events: [taken] },
  });
  expect(failures).toHaveLength(1);
  expect(failures[0]!.caller).toBe("arn:aws:sts::123456789012:assumed-role/deploy/run-7");
});

test("what failed after the bundle's moment has not happened yet", async () => {
  const later = { ...undelivered, RequestedDateTime: new Date(Date.parse(bundleAt) + 60_000).toISOString() };
  const { failures } = await diagnose({
    ...shutOut(),
    "ssm:ListCommandInvocations": { CommandInvocations: [later] },
    "ssm:ListCommands": { Commands: [] },
  });
  expect(failures).toEqual([]);
});

test("a source that was refused is missing, and one that was not asked is not", async () => {
  const errors = { "cloudtrail:LookupEvents": { code: "AccessDeniedException", message: "no" } };
  const { failures, failureGaps, nodes } = await diagnose(shutOut(), errors);
  expect(failures).toEqual([]);
  expect(failureGaps).toEqual([
    expect.objectContaining({ source: "cloudtrail", action: "cloudtrail:LookupEvents", reason: "denied" }),
  ]);
  expect([...nodes]).toHaveLength(1);
  expect((await diagnose(shutOut())).failureGaps).toEqual([]);
});
