import type { CreateAssociationRequest, Target } from "@aws-sdk/client-ssm";
import type { OperationContext } from "../operation.ts";
import type { SsmDocument } from "./aws-documents.ts";
import { requireDocument } from "./documents.ts";
import { managedNode } from "./nodes.ts";
import { isNodeId } from "./validation.ts";

const notConfigured =
  "The target isn't valid or doesn't exist. It might not be configured for Systems Manager or you might not have permission to perform the operation.";

type Bound = Pick<
  CreateAssociationRequest,
  "Name" | "InstanceId" | "Targets" | "TargetMaps" | "AutomationTargetParameterName" | "ScheduleExpression"
>;

/** `known` are node ids that the association names already: those may stay, gone or not. */
export function checkAssociation(context: OperationContext, input: Bound, known: readonly string[] = []) {
  const document = requireDocument(context, input.Name);
  if (input.InstanceId !== undefined) checkLegacy(context, input.InstanceId, document);
  const { Targets = [], TargetMaps = [] } = input;
  if (Targets.length > 0 && TargetMaps.length > 0)
    context.fail("InvalidTargetMaps", "Targets and TargetMaps can't be specified together.");
  for (const target of Targets) checkTarget(context, target, document, known);
  checkParameters(context, input, document);
}

function checkParameters(context: OperationContext, input: Bound, document: SsmDocument) {
  if (document.DocumentType === "Automation" && input.Targets?.length && !input.AutomationTargetParameterName)
    context.fail(
      "InvalidParameters",
      "AutomationTargetParameterName is required for an automation with targets.",
    );
  const { ScheduleExpression } = input;
  if (ScheduleExpression !== undefined && !isSchedule(ScheduleExpression))
    context.fail("InvalidSchedule", `The schedule ${ScheduleExpression} isn't valid.`);
}

/** `rate(30 minutes)`, a cron expression of six fields, or one moment. */
function isSchedule(expression: string): boolean {
  return /^(rate\([1-9]\d* (minute|hour|day)s?\)|cron\(\S+( \S+){5}\)|at\(\d{4}-\d\d-\d\dT[\d:.]+Z?\))$/.test(
    expression,
  );
}

/** The deprecated way to bind one node: only documents of the first schema, and only nodes that are managed. */
function checkLegacy(context: OperationContext, nodeId: string, document: SsmDocument) {
  if (Number(document.SchemaVersion) >= 2)
    context.fail(
      "InvalidDocument",
      `Document schema version, ${document.SchemaVersion}, is not supported by association that is created with instance id`,
    );
  if (managedNode(context, nodeId) === null)
    context.fail("InvalidInstanceId", `Instance ${nodeId} is not valid.`);
}

function checkTarget(
  context: OperationContext,
  { Key = "", Values = [] }: Target,
  document: SsmDocument,
  known: readonly string[],
) {
  const invalid = (message: string) => context.fail("InvalidTarget", message);
  if (Values.length === 0) invalid(notConfigured);
  const isAutomation = document.DocumentType === "Automation";
  if (Key.startsWith("tag:") && Key.length > "tag:".length) return;
  if (Key.toLowerCase() === "instanceids") {
    const missing = Values.find((id) => id !== "*" && !known.includes(id) && !exists(context, id));
    if (missing !== undefined) invalid(notConfigured);
    return;
  }
  if (isAutomation && Key === "ParameterValues") return;
  if (Key !== "resource-groups:Name") invalid("Unsupported Target Type");
  if (Values.length > 1) invalid("Only one resource group can be specified.");
  if (!context.region.resourceGroups.has(Values[0] ?? "")) invalid(notConfigured);
}

function exists({ region }: OperationContext, nodeId: string): boolean {
  if (!isNodeId(nodeId)) return false;
  const state = region.ec2.instances.get(nodeId)?.State?.Name;
  if (state !== undefined) return state !== "terminated" && state !== "shutting-down";
  // An id that an activation never handed out is nobody.
  return (region.ssm.agents.get(nodeId)?.registeredAt ?? null) !== null;
}
