import fc from "fast-check";
import { expect, test } from "vitest";
import type { Failure, FailureLink, FailureRecord, FailureSighting } from "../model/failure.ts";
import { aFailureMemory } from "../testing/failure-memory.ts";

const scope = "123456789012:eu-west-1";
const record = (
  source: FailureRecord["source"],
  idName: string,
  id: string,
  isGreen: boolean | null = null,
): FailureRecord => ({ source, idName, id, isGreen });

const window = record("maintenance-window", "WindowExecutionId", "w-1", true);
const association = record("state-manager", "ExecutionId", "a-1", false);
const automation = record("automation", "AutomationExecutionId", "r-1", false);
const command = record("run-command", "CommandId", "c-1", true);
const event = record("cloudtrail", "EventId", "e-1", false);

const plain = { scope, at: 1, caller: null, documentName: null, message: null, requestId: null } as const;
const node = "i-0123456789abcdef0";

const undelivered: FailureSighting = {
  ...{ ...plain, id: `${scope}:command:c-1:${node}`, kind: "Undeliverable", source: "run-command" },
  ...{ operation: "SendCommand", targets: [node], errorCode: "Undeliverable", records: [command] },
};
const seenByAssociation: FailureSighting = {
  ...{ ...undelivered, source: "state-manager", operation: "AssociationExecution", errorCode: "Failed" },
  ...{
    kind: "InvalidTarget",
    documentName: "AWS-UpdateSSMAgent",
    records: [association, { ...command, isGreen: null }],
  },
};
const refused: FailureSighting = {
  ...{
    ...plain,
    id: `${scope}:request:q-1`,
    kind: "InvalidInstanceId",
    source: "cloudtrail",
    requestId: "q-1",
  },
  ...{ operation: "SendCommand", targets: [node], errorCode: "InvalidInstanceIdException", records: [event] },
};
const seenByAutomation: FailureSighting = {
  ...{ ...refused, source: "automation", operation: "StartAutomationExecution", caller: "arn:cron" },
  ...{ errorCode: "InvalidInstanceId", message: "Step fails", records: [automation] },
};
const link = (innerId: string, records: FailureRecord[], caller: string | null = null): FailureLink => ({
  ...{ scope, innerId, records, caller, requestId: null, at: 1 },
});
const links = [link("r-1", [window]), link("c-1", [automation]), link("c-1", [], "arn:deploy")];

const parts: { sightings: FailureSighting[]; links: FailureLink[] }[] = [
  ...[undelivered, seenByAssociation, refused, seenByAutomation].map((sighting) => ({
    sightings: [sighting],
    links: [],
  })),
  ...links.map((each) => ({ sightings: [], links: [each] })),
];

async function chained(order: typeof parts): Promise<Failure[]> {
  const memory = aFailureMemory();
  for (const part of order) await memory.save("cloudtrail", { ...part, checkpoint: {}, gaps: [] });
  return [...memory.failures.values()].sort((one, other) => (one.id < other.id ? -1 : 1));
}

test("what was seen in parts is one failure with its whole chain, the outermost first", async () => {
  const [ofCommand, ofRequest] = await chained(parts);
  expect(ofCommand).toMatchObject({
    ...{
      source: "maintenance-window",
      kind: "Undeliverable",
      operation: "SendCommand",
      caller: "arn:deploy",
    },
    ...{
      documentName: "AWS-UpdateSSMAgent",
      isSilent: true,
      records: [window, association, automation, command],
    },
  });
  expect(ofRequest).toMatchObject({
    ...{
      source: "maintenance-window",
      kind: "InvalidInstanceId",
      operation: "SendCommand",
      caller: "arn:cron",
    },
    ...{ errorCode: "InvalidInstanceIdException", message: "Step fails", requestId: "q-1" },
    records: [window, automation, event],
  });
});

test("it comes to the same in whatever order, and however often, the parts are seen", async () => {
  const expected = await chained(parts);
  const orders = fc
    .array(fc.constantFrom(...parts), { maxLength: 6 })
    .chain((again) => fc.shuffledSubarray([...parts, ...again], { minLength: parts.length + again.length }));
  await fc.assert(
    fc.asyncProperty(orders, async (order) => {
      expect(await chained(order)).toEqual(expected);
    }),
    { numRuns: 200 },
  );
});

test("a link alone makes no failure", async () => {
  expect(await chained(parts.slice(4))).toEqual([]);
});
