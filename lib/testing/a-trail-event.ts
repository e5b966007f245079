import { toTrailChanges } from "../changes/events/index.ts";
import type { Scope } from "../model/scope.ts";
import type { TrailChange } from "../model/trail-change.ts";

const scope: Scope = { partition: "aws", account: "123456789012", region: "eu-west-1" };

export type TrailParts = {
  request?: unknown;
  response?: unknown;
  source?: string;
  more?: Record<string, unknown>;
};

/** What is concluded of a call, as CloudTrail keeps it. */
export const toldOf = (
  name: string,
  { request = {}, response = null, source = "ec2", more = {} }: TrailParts,
): TrailChange[] =>
  toTrailChanges(scope, {
    EventId: "e-1",
    EventName: name,
    CloudTrailEvent: JSON.stringify({
      ...{ eventID: "e-1", eventName: name, eventSource: `${source}.amazonaws.com` },
      eventTime: "2026-11-01T06:12:08Z",
      userIdentity: { arn: "arn:aws:sts::123456789012:assumed-role/terraform-ci/run-1" },
      requestParameters: request,
      responseElements: response,
      ...more,
    }),
  });
