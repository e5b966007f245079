import {
  type AssociationExecution,
  type AssociationExecutionTarget,
  DescribeAssociationExecutions$,
  type DescribeAssociationExecutionsRequest,
  type DescribeAssociationExecutionsResult,
  DescribeAssociationExecutionTargets$,
  type DescribeAssociationExecutionTargetsRequest,
  type DescribeAssociationExecutionTargetsResult,
} from "@aws-sdk/client-ssm";
import { defineOperation } from "../operation.ts";
import { matcher, oneOf } from "./filters.ts";
import { pageOf, upTo50 } from "./paged.ts";
import { getAssociation } from "./read-associations.ts";

export const describeAssociationExecutions = defineOperation<
  DescribeAssociationExecutionsRequest,
  DescribeAssociationExecutionsResult
>({
  service: "ssm",
  schema: DescribeAssociationExecutions$,
  action: "ssm:DescribeAssociationExecutions",
  handle(context, input) {
    const { AssociationId = "" } = getAssociation(context, input);
    const tests = (input.Filters ?? []).map(({ Key, Value = "", Type }) => {
      const value = Key === "CreatedTime" ? Date.parse(Value) : Value;
      return (execution: AssociationExecution) => compares(Type, valueOfKey(execution, Key), value);
    });
    const { items, NextToken } = pageOf(context, input, {
      items: context.region.ssm.associationExecutions.get(AssociationId) ?? [],
      keyOf: (execution) => execution.ExecutionId ?? "",
      matches: (execution) => tests.every((test) => test(execution)),
      limits: upTo50,
    });
    return { AssociationExecutions: items, NextToken };
  },
});

export const describeAssociationExecutionTargets = defineOperation<
  DescribeAssociationExecutionTargetsRequest,
  DescribeAssociationExecutionTargetsResult
>({
  service: "ssm",
  schema: DescribeAssociationExecutionTargets$,
  action: "ssm:DescribeAssociationExecutionTargets",
  handle(context, input) {
    const { ssm } = context.region;
    const { AssociationId = "" } = getAssociation(context, input);
    const executions = ssm.associationExecutions.get(AssociationId) ?? [];
    if (!executions.some(({ ExecutionId }) => ExecutionId === input.ExecutionId))
      context.fail(
        "AssociationExecutionDoesNotExist",
        `Association execution ${input.ExecutionId} does not exist.`,
      );
    const filters = (input.Filters ?? []).map(({ Key = "", Value = "" }) => ({ key: Key, values: [Value] }));
    const passes = matcher<AssociationExecutionTarget>(context, filters, {
      Status: oneOf((target) => target.Status),
      ResourceId: oneOf((target) => target.ResourceId),
      ResourceType: oneOf((target) => target.ResourceType),
    });
    const { items, NextToken } = pageOf(context, input, {
      items: ssm.associationExecutionTargets.get(input.ExecutionId ?? "") ?? [],
      keyOf: (target) => target.ResourceId ?? "",
      matches: passes,
      limits: upTo50,
    });
    return { AssociationExecutionTargets: items, NextToken };
  },
});

function valueOfKey(execution: AssociationExecution, key: string | undefined): string | number | undefined {
  if (key === "CreatedTime") return execution.CreatedTime?.getTime();
  return key === "Status" ? execution.Status : execution.ExecutionId;
}

function compares(
  type: string | undefined,
  value: string | number | undefined,
  wanted: string | number,
): boolean {
  if (value === undefined) return false;
  if (type === "GREATER_THAN") return value > wanted;
  return type === "LESS_THAN" ? value < wanted : value === wanted;
}
