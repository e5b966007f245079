import type { Event } from "@aws-sdk/client-cloudtrail";
import { toRecord } from "../../failures/sources/trail-record.ts";
import type { Scope } from "../../model/scope.ts";
import { scopeKey } from "../../model/scope.ts";
import type { TrailChange } from "../../model/trail-change.ts";
import { type Calls, flagOf, opened } from "./call.ts";
import { gatewayCalls } from "./gateways.ts";
import { roleCalls, settingCalls } from "./identity.ts";
import { instanceCalls, powerCalls } from "./instances.ts";
import { networkCalls } from "./network.ts";

const services: readonly { source: string; calls: Calls }[] = [
  {
    source: "ec2.amazonaws.com",
    calls: { ...networkCalls, ...gatewayCalls, ...instanceCalls, ...powerCalls },
  },
  { source: "iam.amazonaws.com", calls: roleCalls },
  { source: "ssm.amazonaws.com", calls: settingCalls },
];

const sourceOf = new Map(
  services.flatMap(({ source, calls }) => Object.keys(calls).map((name) => [name, source])),
);

/** The calls that change what a diagnosis stands on, in the order in which they are worth knowing. */
export const changingCalls: readonly string[] = [...sourceOf.keys()];

export function isOfIam(name: string): boolean {
  return Object.hasOwn(roleCalls, name);
}

export function isOfPower(name: string): boolean {
  return Object.hasOwn(powerCalls, name);
}

/** What an event says that somebody changed: nothing where the call was refused, a dry run, or another's. */
export function toTrailChanges(scope: Scope, event: Event): TrailChange[] {
  const name = event.EventName ?? "";
  const source = sourceOf.get(name);
  const record = source === undefined ? undefined : toRecord(event, name, source);
  if (record === undefined || record.error !== null) return [];
  const request = opened(record.request);
  // EC2 answers a few calls with no more than that they were not done.
  if (flagOf(request, "dryRun") === true || flagOf(record.response, "_return") === false) return [];
  const told = services.find((service) => service.source === source)!.calls[name]!({
    request,
    response: opened(record.response),
    region: scope.region,
  });
  const { id: eventId, at, caller: by } = record;
  return told.map((change) => ({ scope: scopeKey(scope), eventId, event: name, ...change, at, by }));
}
