import type { NodeView } from "../node-view.ts";
import { defineObstacleCheck } from "../obstacle-check.ts";

export const vpcDnsSupportDisabled = defineObstacleCheck({
  id: "vpc-dns-support-disabled",
  title: "The VPC resolves no names",
  passTitle: "The VPC resolves names",
  why: `The agent knows services by their names. With DNS support off the VPC's resolver answers nothing, and where no other
    server is configured no name resolves.`,
  rows: ["DNS-01"],
  cause: "vpc-dns-disabled",
  hops: ["name"],
  isMeant: isSupportOff,
});

/** Support and hostnames off are one cause, and blamed on one VPC; what is off tells which of the two it is. */
export function isSupportOff({ instance, snapshot }: NodeView): boolean {
  const vpc = instance?.vpcId == null ? undefined : snapshot.get("vpc", instance.vpcId);
  return vpc?.enableDnsSupport === false;
}
