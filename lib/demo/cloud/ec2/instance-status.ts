import {
  DescribeInstanceStatus$,
  type DescribeInstanceStatusRequest,
  type DescribeInstanceStatusResult,
  type Instance,
  type InstanceStatus,
} from "@aws-sdk/client-ec2";
import type { OperationContext } from "../operation.ts";
import { defineDescribe } from "./describe.ts";
import { at, type FilterTable } from "./filters.ts";
import { kinds } from "./identifiers.ts";

/** More than these are listed and filtered. */
const mostIds = 100;

export const describeInstanceStatus = defineDescribe<
  DescribeInstanceStatusRequest,
  DescribeInstanceStatusResult,
  Instance
>({
  schema: DescribeInstanceStatus$,
  kind: kinds.instance,
  ids: ({ InstanceIds }) => InstanceIds,
  idsRefusePaging: "instancesSet",
  check(context, { InstanceIds = [] }) {
    if (InstanceIds.length > mostIds)
      context.fail(
        "InvalidParameterValue",
        `The number of instance IDs, ${InstanceIds.length}, exceeds the maximum of ${mostIds}`,
      );
  },
  from: ({ region }) => region.ec2.instances,
  shows: (instance, { IncludeAllInstances }) =>
    IncludeAllInstances === true || instance.State?.Name === "running",
  filters: (context) => statusFilters(context),
  answer: (instances, NextToken, context) => ({
    InstanceStatuses: instances.map((instance) => statusOf(instance, context)),
    NextToken,
  }),
});

function statusFilters(context: OperationContext): FilterTable<Instance> {
  return {
    "application-status.status": (instance) => at("ApplicationStatus.Status")(statusOf(instance, context)),
    "attached-ebs-status.status": (instance) => statusOf(instance, context).AttachedEbsStatus?.Status,
    "availability-zone": (instance) => instance.Placement?.AvailabilityZone,
    "availability-zone-id": (instance) => instance.Placement?.AvailabilityZoneId,
    "event.code": (instance) => statusOf(instance, context).Events?.map(({ Code }) => Code),
    "event.description": (instance) => at("Events.Description")(statusOf(instance, context)),
    "event.instance-event-id": (instance) => at("Events.InstanceEventId")(statusOf(instance, context)),
    "event.not-after": (instance) => at("Events.NotAfter")(statusOf(instance, context)),
    "event.not-before": (instance) => at("Events.NotBefore")(statusOf(instance, context)),
    "event.not-before-deadline": (instance) => at("Events.NotBeforeDeadline")(statusOf(instance, context)),
    "instance-state-code": (instance) => instance.State?.Code,
    "instance-state-name": (instance) => instance.State?.Name,
    "instance-status.reachability": (instance) =>
      statusOf(instance, context).InstanceStatus?.Details?.map(({ Status }) => Status),
    "instance-status.status": (instance) => statusOf(instance, context).InstanceStatus?.Status,
    "operator.managed": (instance) => instance.Operator?.Managed ?? false,
    "operator.principal": at("Operator.Principal"),
    "system-status.reachability": (instance) =>
      statusOf(instance, context).SystemStatus?.Details?.map(({ Status }) => Status),
    "system-status.status": (instance) => statusOf(instance, context).SystemStatus?.Status,
  };
}

/** The world only keeps the status of instances about which there is something to say: the others are well. */
function statusOf(instance: Instance, { region }: OperationContext): InstanceStatus {
  const isRunning = instance.State?.Name === "running";
  const known = isRunning ? region.ec2.instanceStatuses.get(instance.InstanceId ?? "") : undefined;
  const summary = isRunning
    ? { Status: "ok" as const, Details: [{ Name: "reachability" as const, Status: "passed" as const }] }
    : { Status: "not-applicable" as const };
  return {
    InstanceStatus: summary,
    SystemStatus: summary,
    ...known,
    InstanceId: instance.InstanceId,
    AvailabilityZone: instance.Placement?.AvailabilityZone,
    InstanceState: instance.State,
  };
}
