import type { PlantedFailure } from "../../cloud/condition.ts";
import type { TrailEvent } from "../../cloud/world.ts";
import type { Place } from "../conditions/plant.ts";
import type { Estate } from "../estate.ts";
import { regionOf, second } from "../estate.ts";
import type { Caller } from "./callers.ts";
import { userIdentity } from "./callers.ts";

export type CallSpec = {
  /** Milliseconds before the world begins; negative for what happened since. */
  ago: number;
  source: "ssm" | "ec2" | "iam";
  name: string;
  caller: Caller;
  request: Record<string, unknown>;
  response?: Record<string, unknown>;
  error?: { code: string; message: string };
};

/** Writes one call to the Region's trail, as CloudTrail records it. */
export function recordCall(estate: Estate, place: Place, spec: CallSpec): TrailEvent {
  const region = regionOf(estate, place.accountId, spec.source === "iam" ? "us-east-1" : place.region);
  const label = `trail/${nextPlace(estate, `${region.account}/${region.name}`)}`;
  const id = estate.ids.uuid(label);
  const at = new Date(Math.floor((estate.now - spec.ago) / second) * second);
  const source = `${spec.source}.amazonaws.com`;
  const event: TrailEvent = {
    ...{ id, name: spec.name, source, at, username: spec.caller.session, readOnly: false },
    record: {
      eventVersion: "1.11",
      userIdentity: userIdentity(estate, region.account, spec.caller),
      eventTime: at.toISOString().replace(".000Z", "Z"),
      eventSource: source,
      eventName: spec.name,
      awsRegion: region.name,
      sourceIPAddress: spec.caller.address,
      userAgent: spec.caller.userAgent,
      ...(spec.error ? { errorCode: spec.error.code, errorMessage: spec.error.message } : {}),
      requestParameters: spec.request,
      responseElements: spec.error ? null : (spec.response ?? null),
      requestID: estate.ids.uuid(`${label}/request`),
      eventID: id,
      readOnly: false,
      eventType: "AwsApiCall",
      managementEvent: true,
      recipientAccountId: region.account,
      eventCategory: "Management",
    },
  };
  region.trail.push(event);
  return event;
}

function nextPlace(estate: Estate, trail: string): string {
  const place = estate.round === undefined ? trail : `${trail}/${estate.round}`;
  const count = estate.recorded.get(place) ?? 0;
  estate.recorded.set(place, count + 1);
  return `${place}/${count}`;
}

export type FailureSpec = Omit<PlantedFailure, "account" | "region" | "silent"> & { silent?: boolean };

/** Adds a failure to the truth table. */
export function plantFailure(estate: Estate, place: Place, spec: FailureSpec): void {
  estate.world.plantedFailures ??= [];
  estate.world.plantedFailures.push({
    account: place.accountId,
    region: place.region,
    ...spec,
    silent: spec.silent ?? false,
  });
}

/** A refused call that had targets: the record of it, and the truth about it. */
export function recordRefusal(
  estate: Estate,
  place: Place,
  spec: CallSpec & {
    targets: string[];
    code: string;
    conditionId?: string;
    error: { code: string; message: string };
  },
): void {
  const { id, at } = recordCall(estate, place, spec);
  plantFailure(estate, place, {
    source: "cloudtrail",
    recordId: id,
    operation: spec.name,
    at,
    targets: spec.targets,
    kind: spec.error.code.replace(/Exception$/, ""),
    code: spec.code,
    ...(spec.conditionId ? { conditionId: spec.conditionId } : {}),
  });
}

export const hidden = "HIDDEN_DUE_TO_SECURITY_REASONS";

export function sendCommandRequest(
  documentName: string,
  targets: { instanceIds?: string[]; targets?: unknown[] },
) {
  return { documentName, ...targets, parameters: hidden, interactive: false };
}

export function notInValidState(ids: string[], account: string): string {
  return `Instances [[${ids.join(", ")}]] not in a valid state for account ${account}`;
}
