import {
  type AutomationExecution,
  type AutomationExecutionMetadata,
  DescribeAutomationExecutions$,
  type DescribeAutomationExecutionsRequest,
  type DescribeAutomationExecutionsResult,
  DescribeAutomationStepExecutions$,
  type DescribeAutomationStepExecutionsRequest,
  type DescribeAutomationStepExecutionsResult,
  GetAutomationExecution$,
  type GetAutomationExecutionRequest,
  type GetAutomationExecutionResult,
  type StepExecution,
} from "@aws-sdk/client-ssm";
import { defineOperation, type OperationContext } from "../operation.ts";
import { after, before, beginsWith, type FilterRules, matcher, multiValued, oneOf } from "./filters.ts";
import { pageOf, upTo50 } from "./paged.ts";

/** GetAutomationExecution prints so many steps and says that there are more. */
const printedSteps = 100;

export const describeAutomationExecutions = defineOperation<
  DescribeAutomationExecutionsRequest,
  DescribeAutomationExecutionsResult
>({
  service: "ssm",
  schema: DescribeAutomationExecutions$,
  action: "ssm:DescribeAutomationExecutions",
  handle(context, input) {
    const { items, NextToken } = pageOf(context, input, {
      items: context.region.ssm.automations,
      keyOf: (execution) => execution.AutomationExecutionId ?? "",
      matches: matcher(context, multiValued(input.Filters), executionRules),
      limits: upTo50,
    });
    return { AutomationExecutionMetadataList: items.map(toMetadata), NextToken };
  },
});

export const getAutomationExecution = defineOperation<
  GetAutomationExecutionRequest,
  GetAutomationExecutionResult
>({
  service: "ssm",
  schema: GetAutomationExecution$,
  action: "ssm:GetAutomationExecution",
  handle(context, { AutomationExecutionId }) {
    const execution = getExecution(context, AutomationExecutionId);
    const steps = execution.StepExecutions ?? [];
    return {
      AutomationExecution: {
        ...execution,
        StepExecutions: steps.slice(0, printedSteps),
        StepExecutionsTruncated: steps.length > printedSteps,
      },
    };
  },
});

export const describeAutomationStepExecutions = defineOperation<
  DescribeAutomationStepExecutionsRequest,
  DescribeAutomationStepExecutionsResult
>({
  service: "ssm",
  schema: DescribeAutomationStepExecutions$,
  action: "ssm:DescribeAutomationStepExecutions",
  handle(context, input) {
    const steps = getExecution(context, input.AutomationExecutionId).StepExecutions ?? [];
    const { items, NextToken } = pageOf(context, input, {
      items: input.ReverseOrder ? steps.toReversed() : steps,
      keyOf: (step) => step.StepExecutionId ?? step.StepName ?? "",
      matches: matcher(context, multiValued(input.Filters), stepRules),
      limits: upTo50,
    });
    return { StepExecutions: items, NextToken };
  },
});

export function getExecution(context: OperationContext, id: string | undefined): AutomationExecution {
  const execution = context.region.ssm.automations.find((each) => each.AutomationExecutionId === id);
  return (
    execution ??
    context.fail(
      "AutomationExecutionNotFoundException",
      `Automation execution with ID: ${id} does not exist or has expired.`,
    )
  );
}

const executionRules: FilterRules<AutomationExecution> = {
  ExecutionStatus: oneOf((execution) => execution.AutomationExecutionStatus),
  ExecutionId: oneOf((execution) => execution.AutomationExecutionId),
  ParentExecutionId: oneOf((execution) => execution.ParentAutomationExecutionId),
  DocumentNamePrefix: beginsWith((execution) => execution.DocumentName),
  CurrentAction: oneOf((execution) => execution.CurrentAction),
  StartTimeAfter: after((execution) => execution.ExecutionStartTime),
  StartTimeBefore: before((execution) => execution.ExecutionStartTime),
  AutomationType: oneOf((execution) => automationType(execution)),
  AutomationSubtype: oneOf((execution) => execution.AutomationSubtype),
  OpsItemId: oneOf((execution) => execution.OpsItemId),
  TargetResourceGroup: (execution, values) =>
    (execution.Targets ?? []).some(
      ({ Key, Values = [] }) => Key === "ResourceGroup" && Values.some((value) => values.includes(value)),
    ),
  TagKey: () => false,
};

const stepRules: FilterRules<StepExecution> = {
  StepExecutionStatus: oneOf((step) => step.StepStatus),
  StepExecutionId: oneOf((step) => step.StepExecutionId),
  StepName: oneOf((step) => step.StepName),
  Action: oneOf((step) => step.Action),
  StartTimeAfter: after((step) => step.ExecutionStartTime),
  StartTimeBefore: before((step) => step.ExecutionStartTime),
};

function automationType({ TargetLocations }: AutomationExecution) {
  return TargetLocations?.length ? "CrossAccount" : "Local";
}

/** The listing leaves out what only the single execution tells: steps, parameters, progress. */
function toMetadata(execution: AutomationExecution): AutomationExecutionMetadata {
  const {
    StepExecutions: _steps,
    StepExecutionsTruncated: _truncated,
    Parameters: _parameters,
    ProgressCounters: _progress,
    TargetLocations: _locations,
    Variables: _variables,
    ...metadata
  } = execution;
  return { ...metadata, AutomationType: automationType(execution), LogFile: "" };
}
