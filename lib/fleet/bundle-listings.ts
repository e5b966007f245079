import type { Bundle, BundleAnswer } from "../aws/bundle/parse-bundle.ts";
import type { OperationName } from "../aws/operations.ts";

type Fields = Record<string, unknown>;

/**
 * A bundle in which single answers also stand in the listings that would have led to them: whoever put them into a file by
 * hand may have asked for a run, and not for the list of all. What the bundle lists itself stays as it is.
 */
export function withListings(bundle: Bundle): Bundle {
  const answers = new Map(bundle.answers);
  const itemsOf = (operation: OperationName, field: string): Fields[] =>
    (answers.get(operation) ?? []).flatMap(({ output, input }) =>
      listOf(output[field]).map((item) => ({ ...input, ...item })),
    );
  const list = (operation: OperationName, field: string, key: string, found: readonly Fields[]) => {
    const known = new Set(itemsOf(operation, field).map((item) => item[key]));
    const fresh = new Map(
      found
        .filter((item) => item[key] !== undefined && !known.has(item[key]))
        .map((item) => [item[key], item]),
    );
    if (fresh.size === 0 || (bundle.errors.has(operation) && !answers.has(operation))) return;
    const added: BundleAnswer = { input: null, output: { [field]: [...fresh.values()] } };
    answers.set(operation, [...(answers.get(operation) ?? []), added]);
  };

  const runs = (answers.get("ssm:GetAutomationExecution") ?? []).flatMap(({ output }) => {
    const run = output.AutomationExecution;
    return isFields(run) ? [run] : [];
  });
  list("ssm:DescribeAutomationExecutions", "AutomationExecutionMetadataList", "AutomationExecutionId", runs);
  const steps = runs.flatMap(({ AutomationExecutionId, StepExecutions }): BundleAnswer[] =>
    StepExecutions === undefined
      ? []
      : [{ input: { AutomationExecutionId }, output: { StepExecutions: listOf(StepExecutions) } }],
  );
  const stepsOf = "ssm:DescribeAutomationStepExecutions";
  if (steps.length > 0) answers.set(stepsOf, [...(answers.get(stepsOf) ?? []), ...steps]);

  const ran = itemsOf("ssm:DescribeAssociationExecutionTargets", "AssociationExecutionTargets").map(
    ({ AssociationId, ExecutionId, LastExecutionDate: CreatedTime }) => ({
      AssociationId,
      ExecutionId,
      CreatedTime,
    }),
  );
  list("ssm:DescribeAssociationExecutions", "AssociationExecutions", "ExecutionId", ran);
  const associations = itemsOf("ssm:DescribeAssociationExecutions", "AssociationExecutions");
  list(
    "ssm:ListAssociations",
    "Associations",
    "AssociationId",
    associations.map(({ AssociationId }) => ({ AssociationId })),
  );
  const windows = itemsOf("ssm:DescribeMaintenanceWindowExecutions", "WindowExecutions");
  list(
    "ssm:DescribeMaintenanceWindows",
    "WindowIdentities",
    "WindowId",
    windows.map(({ WindowId }) => ({ WindowId })),
  );
  return { ...bundle, answers };
}

function listOf(value: unknown): Fields[] {
  return Array.isArray(value) ? value.filter(isFields) : [];
}

function isFields(value: unknown): value is Fields {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
