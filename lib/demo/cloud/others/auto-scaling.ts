import {
  type AutoScalingInstancesType,
  DescribeAutoScalingInstances$,
  type DescribeAutoScalingInstancesType,
  DescribeLifecycleHooks$,
  type DescribeLifecycleHooksAnswer,
  type DescribeLifecycleHooksType,
} from "@aws-sdk/client-auto-scaling";
import { defineOperation } from "../operation.ts";

export const describeAutoScalingInstances = defineOperation<
  DescribeAutoScalingInstancesType,
  AutoScalingInstancesType
>({
  service: "autoscaling",
  schema: DescribeAutoScalingInstances$,
  action: "autoscaling:DescribeAutoScalingInstances",
  handle(context, { InstanceIds = [], MaxRecords, NextToken }) {
    const all = context.region.autoScalingInstances;
    const page = context.page({
      // An id that no group has is left out without a word.
      items: InstanceIds.length === 0 ? [...all.values()] : InstanceIds.flatMap((id) => all.get(id) ?? []),
      keyOf: (instance) => instance.InstanceId,
      maxResults: MaxRecords,
      nextToken: NextToken,
      filters: InstanceIds,
      limits: { minimum: 1, maximum: 50, sizeName: "MaxRecords" },
    });
    return { AutoScalingInstances: page.items, NextToken: page.nextToken };
  },
});

export const describeLifecycleHooks = defineOperation<
  DescribeLifecycleHooksType,
  DescribeLifecycleHooksAnswer
>({
  service: "autoscaling",
  schema: DescribeLifecycleHooks$,
  action: "autoscaling:DescribeLifecycleHooks",
  handle(context, { AutoScalingGroupName = "", LifecycleHookNames = [] }) {
    const { autoScalingInstances, lifecycleHooks = [] } = context.region;
    const isKnown =
      lifecycleHooks.some((hook) => hook.AutoScalingGroupName === AutoScalingGroupName) ||
      [...autoScalingInstances.values()].some((each) => each.AutoScalingGroupName === AutoScalingGroupName);
    if (!isKnown)
      context.fail(
        "ValidationError",
        `AutoScalingGroup name not found - AutoScalingGroup '${AutoScalingGroupName}' not found`,
      );
    return {
      LifecycleHooks: lifecycleHooks.filter(
        (hook) =>
          hook.AutoScalingGroupName === AutoScalingGroupName &&
          (LifecycleHookNames.length === 0 || LifecycleHookNames.includes(hook.LifecycleHookName ?? "")),
      ),
    };
  },
});
