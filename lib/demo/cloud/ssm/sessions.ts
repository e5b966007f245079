import { randomBytes } from "node:crypto";
import {
  DescribeSessions$,
  type DescribeSessionsRequest,
  type DescribeSessionsResponse,
  type Session,
  StartSession$,
  type StartSessionRequest,
  type StartSessionResponse,
  TerminateSession$,
  type TerminateSessionRequest,
  type TerminateSessionResponse,
} from "@aws-sdk/client-ssm";
import { defineOperation, type OperationContext } from "../operation.ts";
import { requireDocument } from "./documents.ts";
import { after, before, matcher, oneOf, singleValued } from "./filters.ts";
import { managedNode } from "./nodes.ts";
import { pageOf } from "./paged.ts";
import { activationTier, settingNow } from "./service-settings.ts";

const active = new Set(["Connected", "Connecting", "Disconnected"]);

export const describeSessions = defineOperation<DescribeSessionsRequest, DescribeSessionsResponse>({
  service: "ssm",
  schema: DescribeSessions$,
  action: "ssm:DescribeSessions",
  handle(context, input) {
    const passes = matcher<Session>(context, singleValued(input.Filters), {
      InvokedAfter: after((session) => session.StartDate),
      InvokedBefore: before((session) => session.StartDate),
      Target: oneOf((session) => session.Target),
      Owner: oneOf((session) => session.Owner),
      Status: oneOf((session) => session.Status),
      SessionId: oneOf((session) => session.SessionId),
      AccessType: oneOf((session) => session.AccessType ?? "Standard"),
    });
    const { items, NextToken } = pageOf(context, input, {
      items: context.region.ssm.sessions ?? [],
      keyOf: (session) => session.SessionId ?? "",
      matches: (session) =>
        active.has(session.Status ?? "") === (input.State === "Active") && passes(session),
      limits: { minimum: 1, maximum: 200 },
    });
    return { Sessions: items, NextToken };
  },
});

export const startSession = defineOperation<StartSessionRequest, StartSessionResponse>({
  service: "ssm",
  schema: StartSession$,
  action: "ssm:StartSession",
  mutates: true,
  handle(context, { Target = "", DocumentName, Reason }) {
    requireAdvancedTier(context, Target);
    if (!managedNode(context, Target)?.isConnected)
      context.fail("TargetNotConnected", `${Target} is not connected.`);
    // Without preferences of the account's own there is no document, and a plain shell is opened.
    if (DocumentName !== undefined) requireDocument(context, DocumentName);
    const name = context.caller.session?.sessionName ?? context.caller.arn.split("/").at(-1) ?? "root";
    const SessionId = `${name}-${randomBytes(9).toString("hex").slice(0, 17)}`;
    context.region.ssm.sessions = [
      {
        SessionId,
        Target,
        Status: "Connected",
        StartDate: new Date(context.now),
        DocumentName: DocumentName ?? "SSM-SessionManagerRunShell",
        Owner: context.caller.arn,
        Reason,
        OutputUrl: {},
        AccessType: "Standard",
      },
      ...(context.region.ssm.sessions ?? []),
    ];
    context.changed(SessionId);
    return {
      SessionId,
      TokenValue: randomBytes(96).toString("base64"),
      StreamUrl: `wss://ssmmessages.${context.region.name}.amazonaws.com/v1/data-channel/${SessionId}?role=publish_subscribe`,
    };
  },
});

export const terminateSession = defineOperation<TerminateSessionRequest, TerminateSessionResponse>({
  service: "ssm",
  schema: TerminateSession$,
  action: "ssm:TerminateSession",
  mutates: true,
  handle(context, { SessionId = "" }) {
    const session = context.region.ssm.sessions?.find((each) => each.SessionId === SessionId);
    if (session === undefined) context.fail("DoesNotExistException", `Session ${SessionId} does not exist`);
    if (session && active.has(session.Status ?? "")) {
      session.Status = "Terminated";
      session.EndDate = new Date(context.now);
    }
    context.changed(SessionId);
    return { SessionId };
  },
});

function requireAdvancedTier(context: OperationContext, target: string) {
  if (!target.startsWith("mi-") || settingNow(context, activationTier).SettingValue === "advanced") return;
  context.fail(
    "BadRequest",
    "Enable advanced-instances tier to use Session Manager with your on-premises instances",
  );
}
