import type { InstanceStatus as AwsInstanceStatus, InstanceStatusSummary } from "@aws-sdk/client-ec2";
import type { InstanceStatus } from "../model/documents/instance-status.ts";
import { readByIds } from "./bisect.ts";
import { defineCollector } from "./define-collector.ts";
import { listed } from "./listing.ts";
import { required, toTime } from "./parsing.ts";
import type { Stored } from "./stored.ts";

const pageSize = 500;
/** AWS takes a hundred ids and no more. */
const idsPerCall = 100;

export const instanceStatuses = defineCollector({
  kind: "instance-status",
  actions: ["ec2:DescribeInstanceStatus"],
  isOfNodes: true,
  async *read(reader, { nodes }) {
    // Without IncludeAllInstances AWS leaves out whatever does not run.
    const IncludeAllInstances = true;
    if (nodes === null) {
      const input = { IncludeAllInstances, MaxResults: pageSize };
      yield* listed(
        reader.pages("ec2:DescribeInstanceStatus", input),
        (answer) => answer.InstanceStatuses,
        (status) => status.InstanceId,
      );
      return;
    }
    const ids = nodes.filter((id) => id.startsWith("i-"));
    const found = await readByIds(ids, idsPerCall, async (InstanceIds) => {
      const answer = await reader.call("ec2:DescribeInstanceStatus", { IncludeAllInstances, InstanceIds });
      return answer.InstanceStatuses ?? [];
    });
    const asked = found.filter(({ InstanceId: id = "" }) => nodes.includes(id));
    yield { items: asked.map((status) => ({ id: status.InstanceId, body: status })) };
  },
  parse: toInstanceStatus,
});

export function toInstanceStatus(status: Stored<AwsInstanceStatus>): InstanceStatus {
  return {
    id: required(status.InstanceId, "InstanceId"),
    zone: status.AvailabilityZone ?? null,
    systemStatus: status.SystemStatus?.Status ?? null,
    instanceStatus: status.InstanceStatus?.Status ?? null,
    attachedEbsStatus: status.AttachedEbsStatus?.Status ?? null,
    impairedSince: earliest([impairedSince(status.SystemStatus), impairedSince(status.InstanceStatus)]),
    events: (status.Events ?? []).map(({ Code, Description, NotBefore }) => ({
      code: Code ?? null,
      description: Description ?? null,
      notBefore: toTime(NotBefore),
    })),
  };
}

function impairedSince(summary: Stored<InstanceStatusSummary> | undefined): number | null {
  return earliest((summary?.Details ?? []).map(({ ImpairedSince }) => toTime(ImpairedSince)));
}

function earliest(times: readonly (number | null)[]): number | null {
  const known = times.filter((time) => time !== null);
  return known.length === 0 ? null : Math.min(...known);
}
