import { randomUUID } from "node:crypto";
import type { Caller } from "../caller.ts";
import type { AwsError } from "../error.ts";
import type { Operation, OperationContext } from "../operation.ts";
import { unconfirmedOf } from "../unconfirmed.ts";
import type { Region } from "../world.ts";
import { toRequestParameters, toResponseElements } from "./record-parameters.ts";
import { addToTrail } from "./trail.ts";

export type RecordedCall = {
  operation: Operation;
  input: Record<string, unknown>;
  /** What was answered; one of both. */
  output?: Record<string, unknown>;
  error?: AwsError;
  userAgent?: string;
  sourceIpAddress?: string;
};

/** Reads whose refusals people look up: what they ask about was the target of something. */
const recordedWhenRefused = new Set(["ssm:GetCommandInvocation"]);

/**
 * Writes a call, done or refused, to the CloudTrail of its account and Region. Reads are left out, or a collector's
 * own calls would soon be all that the trail holds.
 */
export function recordCall(context: OperationContext, call: RecordedCall) {
  const { operation, error } = call;
  if (!operation.mutates && !(error !== undefined && recordedWhenRefused.has(operation.action))) return;
  const id = randomUUID();
  const at = new Date(Math.floor(context.now / 1000) * 1000);
  const region = regionOf(context, operation);
  const source = `${operation.service}.amazonaws.com`;
  const record = {
    eventVersion: "1.11",
    userIdentity: userIdentity(context.caller),
    eventTime: at.toISOString().replace(".000Z", "Z"),
    eventSource: source,
    eventName: operation.name,
    awsRegion: region.name,
    sourceIPAddress: call.sourceIpAddress ?? "127.0.0.1",
    userAgent: call.userAgent ?? "aws-sdk",
    ...(error && {
      errorCode: errorCode(context, operation, error),
      errorMessage: error.message.slice(0, 1024),
    }),
    requestParameters: toRequestParameters(operation, call.input),
    responseElements: error ? null : toResponseElements(operation, call.output),
    requestID: context.requestId,
    eventID: id,
    readOnly: !operation.mutates,
    eventType: "AwsApiCall",
    managementEvent: true,
    recipientAccountId: context.account.id,
    eventCategory: "Management",
  };
  const username = context.caller.session?.sessionName ?? context.caller.arn.split("/").at(-1);
  addToTrail(region, {
    id,
    name: operation.name,
    source,
    at,
    username,
    readOnly: !operation.mutates,
    record,
  });
}

/** Calls of global services stand in the trail of us-east-1. */
function regionOf({ account, region }: OperationContext, { service }: Operation): Region {
  if (service !== "iam" && service !== "organizations" && service !== "route53") return region;
  return account.regions.get("us-east-1") ?? region;
}

function errorCode(context: OperationContext, { service }: Operation, { code }: AwsError): string {
  if (service === "ec2") return `Client.${code}`;
  if (service === "iam") return code === "AccessDenied" ? code : `${code}Exception`;
  const isBare = unconfirmedOf(context.world).U1_trailErrorCode === "bare";
  return isBare || code.endsWith("Exception") ? code : `${code}Exception`;
}

function userIdentity({ account, arn, userId, accessKeyId, session }: Caller) {
  const identity = { principalId: userId, arn, accountId: account, accessKeyId };
  if (session === undefined) {
    if (arn.endsWith(":root")) return { type: "Root", ...identity };
    return { type: "IAMUser", ...identity, userName: arn.split("/").at(-1) };
  }
  return {
    type: "AssumedRole",
    ...identity,
    sessionContext: {
      sessionIssuer: {
        type: "Role",
        principalId: session.roleId,
        arn: `arn:aws:iam::${account}:role/${session.roleName}`,
        accountId: account,
        userName: session.roleName,
      },
      attributes: { mfaAuthenticated: "false" },
    },
  };
}
