import {
  DescribeInstances$,
  type DescribeInstancesRequest,
  type DescribeInstancesResult,
  type Instance,
  type Reservation,
  type Tag,
} from "@aws-sdk/client-ec2";
import type { OperationContext } from "../operation.ts";
import type { Region } from "../world.ts";
import { defineDescribe } from "./describe.ts";
import { kinds } from "./identifiers.ts";
import { instanceFilters } from "./instance-filters.ts";

export const describeInstances = defineDescribe<DescribeInstancesRequest, DescribeInstancesResult, Instance>({
  schema: DescribeInstances$,
  kind: kinds.instance,
  ids: ({ InstanceIds }) => InstanceIds,
  idsRefusePaging: "instancesSet",
  from: ({ region }) => region.ec2.instances,
  filters: ({ account, region }) => ({
    ...instanceFilters,
    "network-interface.tag-key": (instance) => interfaceTags(region, instance).map(({ Key }) => Key),
    "network-interface.tag-value": (instance) => interfaceTags(region, instance).map(({ Value }) => Value),
    "owner-id": () => account.id,
    "reservation-id": (instance) => reservationId(instance),
  }),
  tagsOf: ({ Tags }) => Tags,
  answer: (instances, NextToken, context) => ({
    Reservations: instances.map((instance) => reservationOf(instance, context)),
    NextToken,
  }),
});

function interfaceTags({ ec2 }: Region, { NetworkInterfaces = [] }: Instance): Tag[] {
  return NetworkInterfaces.flatMap(
    ({ NetworkInterfaceId = "" }) => ec2.networkInterfaces.get(NetworkInterfaceId)?.TagSet ?? [],
  );
}

/** Every instance was launched alone: one reservation each, whose id follows from the instance's. */
function reservationOf(instance: Instance, { account }: OperationContext): Reservation {
  return { ReservationId: reservationId(instance), OwnerId: account.id, Groups: [], Instances: [instance] };
}

function reservationId({ InstanceId = "" }: Instance): string {
  return `r-${[...InstanceId.slice("i-".length)].reverse().join("")}`;
}
