import {
  type Event,
  type LookupAttribute,
  LookupEvents$,
  type LookupEventsRequest,
  type LookupEventsResponse,
} from "@aws-sdk/client-cloudtrail";
import { defineOperation, type OperationContext } from "../operation.ts";
import type { TrailEvent } from "../world.ts";
import { trailEvents } from "./trail.ts";

const minuteMs = 60_000;
const retentionMs = 90 * 24 * 60 * minuteMs;

/** How long an event takes until LookupEvents shows it, on average. */
export const deliveryLagMs = 5 * minuteMs;

export const lookupEvents = defineOperation<LookupEventsRequest, LookupEventsResponse>({
  service: "cloudtrail",
  schema: LookupEvents$,
  action: "cloudtrail:LookupEvents",
  handle(context, input) {
    const attribute = attributeOf(context, input);
    const { MaxResults, NextToken, ...filters } = input;
    const page = context.page({
      items: input.EventCategory ? [] : trailEvents(context.region, named(attribute)),
      keyOf: (event) => event.id,
      matches: isShown(context, input, attribute),
      maxResults: MaxResults,
      nextToken: NextToken,
      filters,
      limits: { minimum: 1, maximum: 50 },
    });
    return { Events: page.items.map(toEvent), NextToken: page.nextToken };
  },
});

const readAttribute: Record<string, (event: TrailEvent) => string | undefined> = {
  EventId: ({ id }) => id,
  EventName: ({ name }) => name,
  EventSource: ({ source }) => source,
  ReadOnly: ({ readOnly }) => String(readOnly),
  Username: ({ username }) => username,
  AccessKeyId: accessKeyOf,
  // The records of SSM and of most of what the demo records carry no `resources`.
  ResourceName: () => undefined,
  ResourceType: () => undefined,
};

function attributeOf(context: OperationContext, { LookupAttributes = [] }: LookupEventsRequest) {
  if (LookupAttributes.length > 1)
    context.fail("InvalidLookupAttributesException", "You can specify only one lookup attribute.");
  return LookupAttributes[0];
}

function named(attribute: LookupAttribute | undefined): string | undefined {
  return attribute?.AttributeKey === "EventName" ? attribute.AttributeValue : undefined;
}

function isShown(
  context: OperationContext,
  { StartTime, EndTime }: LookupEventsRequest,
  attribute?: LookupAttribute,
) {
  const from = Math.max(StartTime?.getTime() ?? 0, context.now - retentionMs);
  const to = EndTime?.getTime() ?? context.now;
  if (StartTime !== undefined && StartTime.getTime() > to)
    context.fail("InvalidTimeRangeException", "The start time must be before the end time.");
  const newest = context.now - deliveryLagMs / context.world.clock.speed;
  return (event: TrailEvent) => {
    const at = event.at.getTime();
    if (at < from || at > to || at > newest) return false;
    if (attribute === undefined) return true;
    return readAttribute[attribute.AttributeKey ?? ""]?.(event) === attribute.AttributeValue;
  };
}

function toEvent(event: TrailEvent): Event {
  return {
    EventId: event.id,
    EventName: event.name,
    ReadOnly: String(event.readOnly),
    AccessKeyId: accessKeyOf(event),
    EventTime: event.at,
    EventSource: event.source,
    Username: event.username,
    Resources: [],
    CloudTrailEvent: JSON.stringify(event.record),
  };
}

function accessKeyOf({ record }: TrailEvent): string | undefined {
  const identity = record.userIdentity as { accessKeyId?: string } | undefined;
  return identity?.accessKeyId;
}
