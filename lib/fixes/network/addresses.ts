import type { Instance } from "../../model/documents/instance.ts";
import type { Snapshot } from "../../model/snapshot.ts";

/** Whether all that it sends is IPv6. */
export function isIpv6Alone({ privateAddress, networkInterfaces }: Instance): boolean {
  const primary = networkInterfaces.find(({ deviceIndex }) => deviceIndex === 0) ?? networkInterfaces[0];
  return privateAddress === null && primary !== undefined && primary.privateAddresses.length === 0;
}

/** No narrower block holds a public service: its addresses change, and AWS publishes no list of them for rules. */
export function everywhere(isIpv6: boolean): string {
  return isIpv6 ? "::/0" : "0.0.0.0/0";
}

export function blocksOfSubnets(snapshot: Snapshot, ids: readonly string[], isIpv6: boolean): string[] {
  const subnets = ids.flatMap((id) => snapshot.get("subnet", id) ?? []);
  const blocks = subnets.flatMap(({ cidrBlock, ipv6CidrBlocks }) =>
    isIpv6 ? ipv6CidrBlocks : (cidrBlock ?? []),
  );
  return [...new Set(blocks)];
}
