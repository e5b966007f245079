import type { Command, CommandFilter, CommandInvocation } from "@aws-sdk/client-ssm";
import type { AwsReader } from "../../aws/reader.ts";
import type { FailureRecord, FailureSighting } from "../../model/failure.ts";
import { type ScopeKey, scopeKey } from "../../model/scope.ts";
import { kindOfStatus, toKind } from "../kind.ts";
import type { Span } from "./coverage.ts";
import { createMemory } from "./memory.ts";
import { writeTargets } from "./request-targets.ts";
import { invocationId } from "./sighting-id.ts";
import { defineSource, type Found } from "./source.ts";
import { dayMs } from "./times.ts";
import type { Tolerance } from "./tolerance.ts";
import type { Stream } from "./walk.ts";

/** What of an invocation is its target's failure: `Failed` and `ExecutionTimedOut` ran on a node that was reached. */
const invocationStatuses = ["DeliveryTimedOut", "Undeliverable", "InvalidPlatform", "AccessDenied"] as const;
/** What of a command is: it met nothing, or was refused as a whole after it was taken. */
const commandStatuses = ["NoInstancesInTag", "AccessDenied", "LimitExceeded"] as const;

/** Commands that were taken and did not arrive. */
export const runCommand = defineSource({
  source: "run-command",
  actions: ["ssm:ListCommandInvocations", "ssm:ListCommands"],
  retentionMs: 30 * dayMs,
  async streams(reader, tolerance, { now }) {
    const oldestOpen = await tolerance.attempt("ssm:ListCommands", () => findOldestOpen(reader, now));
    const settledUntil = oldestOpen ?? now;
    const commandOf = createMemory((id: string) =>
      tolerance.attempt("ssm:ListCommands", () => findCommand(reader, id)),
    );
    const source = { reader, tolerance, settledUntil, commandOf };
    return [
      ...invocationStatuses.map((status) => invocationsWith(status, source)),
      ...commandStatuses.map((status) => commandsWith(status, source)),
    ];
  },
});

type Source = {
  reader: AwsReader;
  tolerance: Tolerance;
  settledUntil: number;
  commandOf: (id: string) => Promise<Command | null>;
};

function invocationsWith(status: string, source: Source): Stream<Found> {
  const { reader, tolerance, settledUntil, commandOf } = source;
  return {
    ...{ key: `invocations:${status}`, settledUntil },
    async ask(span, token) {
      const answer = await tolerance.attempt("ssm:ListCommandInvocations", () =>
        reader.call("ssm:ListCommandInvocations", {
          Filters: filters(span, status),
          Details: false,
          ...{ MaxResults: 50, NextToken: token ?? undefined },
        }),
      );
      const invocations = answer?.CommandInvocations ?? [];
      const sightings = await invocationSightings(scopeKey(reader.scope), invocations, commandOf);
      const found = { sightings, links: [] };
      return { found, next: answer?.NextToken || null, isPartial: tolerance.hasFailed() };
    },
  };
}

function commandsWith(status: string, source: Source): Stream<Found> {
  const { reader, tolerance, settledUntil } = source;
  const scope = scopeKey(reader.scope);
  return {
    ...{ key: `commands:${status}`, settledUntil },
    async ask(span, token) {
      const answer = await tolerance.attempt("ssm:ListCommands", () =>
        reader.call("ssm:ListCommands", {
          Filters: filters(span, status),
          ...{ MaxResults: 50, NextToken: token ?? undefined },
        }),
      );
      const sightings = await Promise.all(
        (answer?.Commands ?? []).map(async (command) => {
          const sighting = commandSighting(scope, command);
          return sighting === undefined || (await isToldByNodes(source, command, sighting)) ? [] : [sighting];
        }),
      );
      const found = { sightings: sightings.flat(), links: [] };
      return { found, next: answer?.NextToken || null, isPartial: answer === null };
    },
  };
}

function filters([from, to]: Span, status: string): CommandFilter[] {
  return [
    // Both are exclusive.
    { key: "InvokedAfter", value: new Date(from - 1000).toISOString() },
    { key: "InvokedBefore", value: new Date(to + 1000).toISOString() },
    { key: "Status", value: status },
  ];
}

/** A command counts under the time at which it was sent, and fails hours later: what is under way is read again. */
async function findOldestOpen(reader: AwsReader, now: number): Promise<number> {
  let oldest = now;
  const Filters: CommandFilter[] = [{ key: "ExecutionStage", value: "Executing" }];
  for await (const answer of reader.pages("ssm:ListCommands", { Filters })) {
    for (const { Status = "", RequestedDateTime } of answer.Commands ?? []) {
      if (!openStatuses.has(Status) || RequestedDateTime === undefined) continue;
      oldest = Math.min(oldest, RequestedDateTime.getTime());
    }
  }
  return oldest;
}

const openStatuses: ReadonlySet<string> = new Set(["Pending", "InProgress", "Cancelling"]);

async function findCommand(reader: AwsReader, id: string): Promise<Command | null> {
  const answer = await reader.call("ssm:ListCommands", { CommandId: id });
  return answer.Commands?.find(({ CommandId }) => CommandId === id) ?? null;
}

async function invocationSightings(
  scope: ScopeKey,
  invocations: readonly CommandInvocation[],
  commandOf: (id: string) => Promise<Command | null>,
): Promise<FailureSighting[]> {
  const found = await Promise.all(
    invocations.map(async (invocation) => {
      const { CommandId, InstanceId, RequestedDateTime, StatusDetails, Status } = invocation;
      const kind = kindOfStatus(StatusDetails, Status);
      if (kind === null || !CommandId || !InstanceId || RequestedDateTime === undefined) return [];
      const command = await commandOf(CommandId);
      const sighting: FailureSighting = {
        ...commandFields(scope, { ...invocation, Status: command?.Status }),
        ...{ id: invocationId(scope, CommandId, InstanceId), kind, targets: [InstanceId] },
        errorCode: StatusDetails ?? kind,
      };
      return [sighting];
    }),
  );
  return found.flat();
}

function commandSighting(scope: ScopeKey, command: Command): FailureSighting | undefined {
  const { CommandId, RequestedDateTime, StatusDetails = "", Targets, InstanceIds } = command;
  const kind = toKind(StatusDetails);
  const isWanted = commandStatuses.some((status) => toKind(status) === kind);
  if (!isWanted || !CommandId || RequestedDateTime === undefined) return undefined;
  const expressions = (Targets ?? []).map(({ Key = "", Values = [] }) => ({ key: Key, values: Values }));
  return {
    ...commandFields(scope, command),
    ...{ id: `${scope}:command:${CommandId}`, kind },
    targets: [...(InstanceIds ?? []), ...writeTargets(expressions)],
    errorCode: StatusDetails,
  };
}

/** Where the caller may not command single nodes, each of them says so, and the command merely sums up. */
async function isToldByNodes(
  { reader, tolerance }: Source,
  { CommandId, TargetCount = 0 }: Command,
  { kind }: FailureSighting,
): Promise<boolean> {
  if (kind !== "AccessDenied" || TargetCount === 0) return false;
  const answer = await tolerance.attempt("ssm:ListCommandInvocations", () =>
    reader.call("ssm:ListCommandInvocations", {
      CommandId,
      Filters: [{ key: "Status", value: "AccessDenied" }],
      MaxResults: 50,
    }),
  );
  return (answer?.CommandInvocations ?? []).some(
    (invocation) =>
      invocation.CommandId === CommandId &&
      kindOfStatus(invocation.StatusDetails, invocation.Status) === kind,
  );
}

type Sent = Pick<Command, "CommandId" | "DocumentName" | "RequestedDateTime" | "Status">;

function commandFields(scope: ScopeKey, { CommandId = "", DocumentName, RequestedDateTime, Status }: Sent) {
  return {
    ...{ scope, source: "run-command" as const, operation: "SendCommand", message: null, requestId: null },
    at: RequestedDateTime?.getTime() ?? 0,
    // Run Command does not tell; CloudTrail does.
    caller: null,
    documentName: DocumentName ?? null,
    records: [commandRecord(CommandId, Status)],
  };
}

function commandRecord(id: string, status: string | undefined): FailureRecord {
  const isOpen = status === undefined || openStatuses.has(status);
  return { source: "run-command", idName: "CommandId", id, isGreen: isOpen ? null : status === "Success" };
}
