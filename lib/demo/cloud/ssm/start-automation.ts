import { randomUUID } from "node:crypto";
import {
  type AutomationExecution,
  StartAutomationExecution$,
  type StartAutomationExecutionRequest,
  type StartAutomationExecutionResult,
  StopAutomationExecution$,
  type StopAutomationExecutionRequest,
} from "@aws-sdk/client-ssm";
import { defineOperation, type OperationContext } from "../operation.ts";
import { beginAutomation } from "./automation-progress.ts";
import { checkAutomationTargets, instanceParameter } from "./automation-targets.ts";
import type { SsmDocument } from "./aws-documents.ts";
import { findDocument } from "./documents.ts";
import { getExecution } from "./read-automations.ts";

export const startAutomationExecution = defineOperation<
  StartAutomationExecutionRequest,
  StartAutomationExecutionResult
>({
  service: "ssm",
  schema: StartAutomationExecution$,
  action: "ssm:StartAutomationExecution",
  mutates: true,
  handle(context, input) {
    const document = runbook(context, input);
    checkAutomationTargets(context, input, document);
    const execution = newExecution(context, input);
    context.region.ssm.automations.unshift(execution);
    beginAutomation(context, execution, document);
    context.changed(execution.AutomationExecutionId ?? "");
    return { AutomationExecutionId: execution.AutomationExecutionId };
  },
});

export const stopAutomationExecution = defineOperation<StopAutomationExecutionRequest, object>({
  service: "ssm",
  schema: StopAutomationExecution$,
  action: "ssm:StopAutomationExecution",
  mutates: true,
  handle(context, { AutomationExecutionId }) {
    const execution = getExecution(context, AutomationExecutionId);
    if (
      execution.AutomationExecutionStatus !== "InProgress" &&
      execution.AutomationExecutionStatus !== "Pending"
    )
      context.fail(
        "InvalidAutomationStatusUpdateException",
        `Automation execution ${AutomationExecutionId} has ended and can't be stopped.`,
      );
    for (const each of withChildren(context, execution)) {
      if (each.AutomationExecutionStatus !== "InProgress") continue;
      each.AutomationExecutionStatus = "Cancelled";
      each.ExecutionEndTime = new Date(context.now);
    }
    context.changed(AutomationExecutionId ?? "");
    return {};
  },
});

function withChildren({ region }: OperationContext, { AutomationExecutionId }: AutomationExecution) {
  return region.ssm.automations.filter(
    (each) =>
      each.AutomationExecutionId === AutomationExecutionId ||
      each.ParentAutomationExecutionId === AutomationExecutionId,
  );
}

function runbook(
  context: OperationContext,
  { DocumentName = "", DocumentVersion }: StartAutomationExecutionRequest,
): SsmDocument {
  const document = findDocument(context, DocumentName);
  if (document === undefined || document.DocumentType !== "Automation")
    return context.fail(
      "AutomationDefinitionNotFoundException",
      `An Automation document with the name ${DocumentName} cannot be found.`,
    );
  if (DocumentVersion !== undefined && !["$DEFAULT", "$LATEST", "1"].includes(DocumentVersion))
    context.fail(
      "AutomationDefinitionVersionNotFoundException",
      `Version ${DocumentVersion} of the Automation document ${DocumentName} cannot be found.`,
    );
  return document;
}

function newExecution(
  context: OperationContext,
  input: StartAutomationExecutionRequest,
): AutomationExecution {
  return {
    AutomationExecutionId: randomUUID(),
    DocumentName: input.DocumentName,
    DocumentVersion: "1",
    ExecutionStartTime: new Date(context.now),
    AutomationExecutionStatus: "InProgress",
    StepExecutions: [],
    StepExecutionsTruncated: false,
    Parameters: input.Parameters ?? {},
    Outputs: {},
    Mode: input.Mode ?? "Auto",
    ExecutedBy: context.caller.arn,
    TargetParameterName: input.TargetParameterName,
    Targets: input.Targets ?? [],
    TargetMaps: input.TargetMaps,
    ResolvedTargets: { ParameterValues: [], Truncated: false },
    MaxConcurrency: input.MaxConcurrency,
    MaxErrors: input.MaxErrors,
    Target: input.Targets?.length ? undefined : input.Parameters?.[instanceParameter]?.[0],
    TargetLocations: input.TargetLocations,
  };
}
