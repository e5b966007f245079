import type { AutoScalingInstanceDetails } from "@aws-sdk/client-auto-scaling";
import type { AutoScalingInstance } from "../model/documents/auto-scaling-instance.ts";
import { defineCollector } from "./define-collector.ts";
import { listed } from "./listing.ts";
import { required } from "./parsing.ts";
import type { Stored } from "./stored.ts";

export const autoScalingInstances = defineCollector({
  kind: "auto-scaling-instance",
  actions: ["autoscaling:DescribeAutoScalingInstances"],
  read: (reader) =>
    listed(
      reader.pages("autoscaling:DescribeAutoScalingInstances", {}),
      (answer) => answer.AutoScalingInstances,
      (instance) => instance.InstanceId,
    ),
  parse: toAutoScalingInstance,
});

export function toAutoScalingInstance(instance: Stored<AutoScalingInstanceDetails>): AutoScalingInstance {
  return {
    id: required(instance.InstanceId, "InstanceId"),
    autoScalingGroup: required(instance.AutoScalingGroupName, "AutoScalingGroupName"),
    lifecycleState: instance.LifecycleState ?? null,
    healthStatus: instance.HealthStatus ?? null,
    zone: instance.AvailabilityZone ?? null,
    isProtectedFromScaleIn: instance.ProtectedFromScaleIn ?? null,
    launchTemplateId: instance.LaunchTemplate?.LaunchTemplateId ?? null,
  };
}
