import { nodeId } from "./a-bundle.ts";

const account = "123456789012";
export const goneId = "i-0bbbbbbbbbbbbbbb2";
export const before = "2026-11-01T09:00:00Z";
export const refusedAt = "2026-11-01T10:00:00Z";
export const after = "2026-11-01T11:00:00Z";

type Fields = Record<string, unknown>;
let events = 0;

/** A call as CloudTrail keeps it: made by a role, taken unless `record` says otherwise. */
export function anEvent(source: string, eventName: string, eventTime: string, record: Fields): Fields {
  const eventID = `00000000-0000-4000-8000-${String(++events).padStart(12, "0")}`;
  return {
    ...{ EventId: eventID, EventName: eventName, EventTime: eventTime },
    CloudTrailEvent: JSON.stringify({
      ...{ eventVersion: "1.09", eventSource: `${source}.amazonaws.com`, eventName, eventTime, eventID },
      ...{ requestID: `r-${eventID}`, awsRegion: "eu-west-1", recipientAccountId: account },
      userIdentity: { type: "AssumedRole", arn: `arn:aws:sts::${account}:assumed-role/deploy/run-7` },
      ...{ sourceIPAddress: "198.51.100.7", userAgent: "aws-cli/2.31", responseElements: null },
      ...record,
    }),
  };
}

/** A call of Systems Manager that was refused at ten. */
export function aRefusal(eventName: string, errorCode: string, record: Fields = {}): Fields {
  return anEvent("ssm", eventName, refusedAt, { errorCode, ...record });
}

/** A command to the one node that AWS would not take. */
export function aRefusedCommand(ids: readonly string[] = [nodeId]): Fields {
  return aRefusal("SendCommand", "InvalidInstanceId", {
    errorMessage: `Instances [[${ids.join(", ")}]] not in a valid state for account ${account}`,
    requestParameters: { documentName: "AWS-RunShellScript", instanceIds: ids, interactive: false },
  });
}
