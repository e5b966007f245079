import {
  DescribeInstances$,
  type DescribeInstancesRequest,
  type DescribeInstancesResult,
  type Instance,
  type Reservation,
} from "@aws-sdk/client-ec2";
import type { OperationContext } from "../operation.ts";
import { defineDescribe } from "./describe.ts";
import { kinds } from "./identifiers.ts";
import { instanceFilters } from "./instance-filters.ts";

export const describeInstances = defineDescribe<DescribeInstancesRequest, DescribeInstancesResult, Instance>({
  schema: DescribeInstances$,
  kind: kinds.instance,
  ids: ({ InstanceIds }) => InstanceIds,
  idsRefusePaging: "instancesSet",
  from: ({ region }) => region.ec2.instances,
  filters: ({ account }) => ({
    ...instanceFilters,
    "owner-id": () => account.id,
    "reservation-id": (instance) => reservationId(instance),
  }),
  tagsOf: ({ Tags }) => Tags,
  answer: (instances, NextToken, context) => ({
    Reservations: instances.map((instance) => reservationOf(instance, context)),
    NextToken,
  }),
});

/** Every instance was launched alone: one reservation each, whose id follows from the instance's. */
function reservationOf(instance: Instance, { account }: OperationContext): Reservation {
  return { ReservationId: reservationId(instance), OwnerId: account.id, Groups: [], Instances: [instance] };
}

function reservationId({ InstanceId = "" }: Instance): string {
  return `r-${[...InstanceId.slice("i-".length)].reverse().join("")}`;
}
