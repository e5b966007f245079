import type { StartAutomationExecutionRequest, Target } from "@aws-sdk/client-ssm";
import type { OperationContext } from "../operation.ts";
import type { SsmDocument } from "./aws-documents.ts";

/** The one parameter by which runbooks for instances take their node. */
export const instanceParameter = "InstanceId";

/** Most mistakes about an automation's targets are refused as mistakes about its parameters, not as InvalidTarget. */
export function checkAutomationTargets(
  context: OperationContext,
  input: StartAutomationExecutionRequest,
  document: SsmDocument,
) {
  const { Targets = [], TargetMaps = [], TargetParameterName, Parameters = {} } = input;
  const wrong = (message: string) => context.fail("InvalidAutomationExecutionParametersException", message);
  if (Targets.length > 1) wrong("Only one resource group or tag can be specified at a time");
  if (Targets.length > 0 && TargetMaps.length > 0)
    wrong("Targets and TargetMaps can't be specified together.");
  const takesInstance = document.TargetType === "/AWS::EC2::Instance";
  const [target] = Targets;
  if (target !== undefined) {
    if (TargetParameterName === undefined || TargetParameterName === "")
      wrong("TargetParameterName is required when Targets are specified.");
    if (takesInstance && TargetParameterName !== instanceParameter)
      wrong(
        `Target parameter name ${TargetParameterName} is not a parameter of the document ${document.Name}.`,
      );
    checkTarget(context, target);
  } else if (takesInstance && TargetMaps.length === 0) {
    if (!Parameters[instanceParameter]?.length)
      wrong(`Missing required parameter: ${instanceParameter} in user inputs.`);
    const malformed = Parameters[instanceParameter]?.find((id) => !/^m?i-[0-9a-f]{8,17}$/.test(id));
    if (malformed !== undefined)
      wrong(`Parameter "${instanceParameter}" has value "${malformed}" not matching "^m?i-[0-9a-f]{8,17}$".`);
  }
}

const wildcardKeys = new Set(["AWS::EC2::Instance", "InstanceIds"]);

function checkTarget(context: OperationContext, { Key = "", Values = [] }: Target) {
  const invalid = (message: string) => context.fail("InvalidTarget", message);
  if (Values.length === 0) invalid("The target has no values.");
  if (Key === "ParameterValues") return;
  if (Key.startsWith("tag:") && Key.length > "tag:".length) return;
  if (wildcardKeys.has(Key)) {
    if (Values.length !== 1 || Values[0] !== "*") invalid(`Target key ${Key} takes the value * alone.`);
    return;
  }
  if (Key !== "ResourceGroup") invalid("Unsupported Target Type");
  const [group = ""] = Values;
  if (Values.length > 1)
    context.fail(
      "InvalidAutomationExecutionParametersException",
      "Only one resource group or tag can be specified at a time",
    );
  const name = group.slice(group.lastIndexOf("/") + 1);
  if (!context.region.resourceGroups.has(name)) invalid(`Resource group ${group} doesn't exist.`);
}
