import type { AwsReader } from "../../aws/reader.ts";
import type { FailureLink, FailureSighting } from "../../model/failure.ts";
import { type ScopeKey, scopeKey } from "../../model/scope.ts";
import { isOfTarget, toKind } from "../kind.ts";
import { batchSightings } from "./batch-failures.ts";
import { cleanMessage } from "./clean-message.ts";
import { fieldOf, targetsOfRequest, textOf } from "./request-targets.ts";
import { defineSource, type Found } from "./source.ts";
import { dayMs } from "./times.ts";
import { refusal, type TrailRecord, toRecord } from "./trail-record.ts";
import type { Stream } from "./walk.ts";

/** Looked up one by one: the service as a whole is flooded by what agents call. */
export const lookedUpEvents = [
  "SendCommand",
  "StartSession",
  "StartAutomationExecution",
  "CreateAssociation",
  "UpdateAssociation",
  "CreateAssociationBatch",
  "StartAssociationsOnce",
  "RegisterTargetWithMaintenanceWindow",
  "RegisterTaskWithMaintenanceWindow",
  "StartChangeRequestExecution",
  "GetCommandInvocation",
] as const;

/** Refused calls, which leave no other record; and who made those that were taken. */
export const cloudtrail = defineSource({
  source: "cloudtrail",
  actions: ["cloudtrail:LookupEvents"],
  retentionMs: 90 * dayMs,
  streams: async (reader, _, { now }) => lookedUpEvents.map((name) => eventsNamed(reader, name, now)),
});

function eventsNamed(reader: AwsReader, name: string, now: number): Stream<Found> {
  const scope = scopeKey(reader.scope);
  return {
    key: name,
    async ask([from, to], token) {
      const { Events = [], NextToken } = await reader.call("cloudtrail:LookupEvents", {
        LookupAttributes: [{ AttributeKey: "EventName", AttributeValue: name }],
        StartTime: new Date(from),
        EndTime: new Date(to),
        ...{ MaxResults: 50, NextToken: token ?? undefined },
      });
      const records = Events.flatMap((event) => toRecord(event, name) ?? []);
      const sightings = records.flatMap((record) => toSightings(scope, record));
      const links = records.flatMap((record) => toLink(scope, record, now) ?? []);
      return { found: { sightings, links }, next: NextToken || null };
    },
  };
}

function toSightings(scope: ScopeKey, record: TrailRecord): FailureSighting[] {
  const { error, name } = record;
  if (error === null) return name === "CreateAssociationBatch" ? batchSightings(scope, record) : [];
  const kind = toKind(error.code);
  if (!isOfTarget(kind, error.message) || !isAimed(record, kind)) return [];
  return [
    {
      ...refusal(scope, record),
      kind,
      targets: targetsOfRequest(record.request),
      errorCode: error.code,
      message: cleanMessage(error.message),
    },
  ];
}

/** A right that is missing where nothing was aimed at is nobody's target. */
function isAimed({ request }: TrailRecord, kind: string): boolean {
  if (kind !== "AccessDenied") return true;
  return targetsOfRequest(request).length > 0 || fieldOf(request, "serviceRoleArn") !== undefined;
}

/** Run Command tells no caller, and keeps thirty days: older commands show no failure any more. */
const commandsKeptMs = 30 * dayMs;

function toLink(scope: ScopeKey, record: TrailRecord, now: number): FailureLink | undefined {
  if (record.error !== null || now - record.at > commandsKeptMs) return undefined;
  const { response } = record;
  const innerId =
    textOf(fieldOf(response, "command"), "commandId") ?? textOf(response, "automationExecutionId");
  if (innerId === null) return undefined;
  return { scope, innerId, records: [], caller: record.caller, requestId: record.requestId, at: record.at };
}
