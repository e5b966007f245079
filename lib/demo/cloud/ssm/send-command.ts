import { randomUUID } from "node:crypto";
import {
  type Command,
  SendCommand$,
  type SendCommandRequest,
  type SendCommandResult,
} from "@aws-sdk/client-ssm";
import { defineOperation, type OperationContext } from "../operation.ts";
import { unconfirmedOf } from "../unconfirmed.ts";
import type { SsmDocument } from "./aws-documents.ts";
import { beginCommand } from "./command-progress.ts";
import { checkTargets } from "./command-targets.ts";
import { requireDocument } from "./documents.ts";
import { managedNode } from "./nodes.ts";
import { checkNotification } from "./notification.ts";
import { namedNodeIds } from "./targets.ts";

const standardTimeoutSeconds = 3600;
/** A document's own limit on its run, which counts after the delivery. */
const executionTimeoutSeconds = 3600;

export const sendCommand = defineOperation<SendCommandRequest, SendCommandResult>({
  service: "ssm",
  schema: SendCommand$,
  action: "ssm:SendCommand",
  mutates: true,
  handle(context, input) {
    checkMembers(context, input);
    const document = commandDocument(context, input);
    checkNamedNodes(context, input, document);
    checkNotification(context, input);
    const command = newCommand(context, input);
    context.region.ssm.commands.unshift(command);
    beginCommand(context, command);
    context.changed(command.CommandId ?? "");
    // What was accepted is answered as it was then: its progress shows in later reads.
    return { Command: { ...command } };
  },
});

function checkMembers(context: OperationContext, input: SendCommandRequest) {
  const { InstanceIds = [], Targets = [] } = input;
  checkTargets(context, Targets);
  if (InstanceIds.length > 0 && Targets.length > 0)
    context.fail("ValidationException", "InstanceIds and Targets can't be specified together.");
  if (InstanceIds.length === 0 && Targets.length === 0)
    context.fail("ValidationException", "Either InstanceIds or Targets must be specified.");
}

function commandDocument(context: OperationContext, { DocumentName, DocumentVersion }: SendCommandRequest) {
  const document = requireDocument(context, DocumentName);
  if (document.DocumentType !== "Command" && document.DocumentType !== "Policy")
    context.fail(
      "InvalidDocument",
      `Document type ${document.DocumentType} is not supported by the SendCommand operation.`,
    );
  if (DocumentVersion !== undefined && !["$DEFAULT", "$LATEST", "1"].includes(DocumentVersion))
    context.fail("InvalidDocumentVersion", `Document version ${DocumentVersion} is not valid.`);
  return document;
}

/** Named nodes are checked before anything is sent, and one that is not valid refuses the whole call. */
function checkNamedNodes(context: OperationContext, input: SendCommandRequest, document: SsmDocument) {
  const ids = input.InstanceIds?.length ? input.InstanceIds : (namedNodeIds(input.Targets) ?? []);
  if (new Set(ids).size < ids.length)
    context.fail("DuplicateInstanceId", "The same instance ID is specified more than once.");
  const invalid = ids.filter((id) => !isValidTarget(context, id));
  if (invalid.length > 0) context.fail("InvalidInstanceId", invalidText(context, invalid));
  const unsupported = ids.find((id) => {
    const platform = context.region.ssm.agents.get(id)?.platformType ?? "";
    return !document.PlatformTypes.includes(platform);
  });
  if (unsupported !== undefined)
    context.fail(
      "UnsupportedPlatformType",
      `The document ${document.Name} doesn't support the platform type of instance ${unsupported}.`,
    );
}

function isValidTarget(context: OperationContext, nodeId: string): boolean {
  if (managedNode(context, nodeId) !== null) return true;
  if (unconfirmedOf(context.world).U4_commandToStoppedNode !== "accept") return false;
  const state = context.region.ec2.instances.get(nodeId)?.State?.Name;
  const hasRegistered = context.region.ssm.agents.get(nodeId)?.registeredAt ?? null;
  return hasRegistered !== null && ["pending", "stopping", "stopped"].includes(state ?? "");
}

function invalidText({ world, account }: OperationContext, ids: string[]): string {
  switch (unconfirmedOf(world).U23_invalidInstanceIdText) {
    case "with-ids":
      return `Instances [[${ids.join(", ")}]] not in a valid state for account ${account.id}`;
    case "without-ids":
      return "Instances not in a valid state for account";
    case "empty":
      return "";
  }
}

function newCommand(context: OperationContext, input: SendCommandRequest): Command {
  const { TimeoutSeconds = standardTimeoutSeconds, InstanceIds = [], Targets = [] } = input;
  const totalMs = (TimeoutSeconds + executionTimeoutSeconds) * 1000;
  return {
    CommandId: randomUUID(),
    DocumentName: input.DocumentName,
    DocumentVersion: input.DocumentVersion ?? "$DEFAULT",
    Comment: input.Comment ?? "",
    ExpiresAfter: new Date(context.now + totalMs / context.world.clock.speed),
    Parameters: input.Parameters ?? {},
    InstanceIds,
    Targets,
    RequestedDateTime: new Date(context.now),
    Status: "Pending",
    StatusDetails: "Pending",
    MaxConcurrency: input.MaxConcurrency ?? "50",
    MaxErrors: input.MaxErrors ?? "0",
    TargetCount: InstanceIds.length,
    CompletedCount: 0,
    ErrorCount: 0,
    DeliveryTimedOutCount: 0,
    ServiceRole: input.ServiceRoleArn ?? "",
    NotificationConfig: input.NotificationConfig ?? { NotificationArn: "", NotificationEvents: [] },
    CloudWatchOutputConfig: input.CloudWatchOutputConfig ?? {
      CloudWatchLogGroupName: "",
      CloudWatchOutputEnabled: false,
    },
    TimeoutSeconds,
  };
}
