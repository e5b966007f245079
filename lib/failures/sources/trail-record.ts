import type { Event } from "@aws-sdk/client-cloudtrail";
import type { ScopeKey } from "../../model/scope.ts";
import { fieldOf, textOf } from "./request-targets.ts";
import { refusalId } from "./sighting-id.ts";

/** One event, of which nothing is kept but what follows below. */
export type TrailRecord = {
  id: string;
  name: string;
  at: number;
  requestId: string | null;
  caller: string | null;
  request: unknown;
  response: unknown;
  error: { code: string; message: string | null } | null;
};

/** The record in an event; undefined where it is another's: the same names and codes are used by other services. */
export function toRecord(event: Event, name: string, source = "ssm.amazonaws.com"): TrailRecord | undefined {
  const record = parseJson(event.CloudTrailEvent);
  if (textOf(record, "eventSource") !== source || textOf(record, "eventName") !== name) return undefined;
  const id = textOf(record, "eventID") ?? event.EventId;
  const at = Date.parse(textOf(record, "eventTime") ?? "") || event.EventTime?.getTime();
  if (id === undefined || at === undefined) return undefined;
  const identity = fieldOf(record, "userIdentity");
  return {
    ...{ id, name, at, requestId: textOf(record, "requestID") },
    caller: textOf(identity, "arn") ?? textOf(identity, "invokedBy") ?? textOf(identity, "principalId"),
    request: fieldOf(record, "requestParameters"),
    response: fieldOf(record, "responseElements"),
    error: errorOf(record),
  };
}

function parseJson(text: string | undefined): unknown {
  try {
    return JSON.parse(text ?? "");
  } catch {
    return undefined;
  }
}

/** Most services put an error at the top of the record, some into the answer. */
function errorOf(record: unknown): TrailRecord["error"] {
  const response = fieldOf(record, "responseElements");
  for (const holder of [record, response, fieldOf(response, "error")]) {
    const code =
      textOf(holder, "errorCode") ??
      textOf(holder, "__type") ??
      (holder === record ? null : textOf(holder, "code"));
    if (code !== null) return { code, message: textOf(holder, "errorMessage") ?? textOf(holder, "message") };
  }
  return null;
}

/** What every refusal of one call has in common. */
export function refusal(scope: ScopeKey, record: TrailRecord) {
  return {
    id: refusalId(scope, record.requestId ?? record.id),
    ...{ scope, source: "cloudtrail" as const, operation: record.name, at: record.at, caller: record.caller },
    documentName: textOf(record.request, "documentName") ?? textOf(record.request, "name"),
    requestId: record.requestId,
    records: [{ source: "cloudtrail" as const, idName: "EventId", id: record.id, isGreen: false }],
  };
}
