import { type Family, parseBlock } from "./address.ts";
import { after, before, type Interval, type Point } from "./interval-set.ts";
import type { Terrain } from "./terrain.ts";

/** Where rules tell the addresses of a subnet apart: after the first one, the block's own. */
export type Split = {
  vpcId: string;
  subnetId: string;
  family: Family;
  /** Null where the block is not known: then each address stands alone. */
  block: Interval | null;
  starts: readonly Point[] | null;
  /** The senders of each range that are known, by what else tells them apart. */
  senders: number[];
};

export function splitOf(terrain: Terrain, vpcId: string, subnetId: string, family: Family): Split {
  const subnet = { vpcId, subnetId, family, senders: [] };
  const [block] = terrain.blocksOfSubnet(subnetId, family);
  if (block === undefined) return { ...subnet, block: null, starts: null };
  const starts = startsOf(terrain, vpcId, family).filter((start) => start > block[0] && start <= block[1]);
  return { ...subnet, block, starts };
}

/** The first addresses on either side of every border that an ACL or a route of the VPC draws. */
function startsOf(terrain: Terrain, vpcId: string, family: Family): readonly Point[] {
  return terrain.once(`borders ${vpcId} ${family}`, () => {
    const acls = terrain.facts.of("vpc", vpcId, "network-acl").value ?? [];
    const tables = terrain.facts.of("vpc", vpcId, "route-table").value ?? [];
    const cidrs = new Set<string | null>();
    for (const { ingress, egress } of acls)
      for (const entry of [...ingress, ...egress])
        cidrs.add(family === 4 ? entry.cidrBlock : entry.ipv6CidrBlock);
    const inside = terrain.blocksOfVpc(vpcId, family);
    const [first, last] = [inside[0], inside.at(-1)];
    const starts = new Set<Point>();
    const addBorders = (interval: Interval) => {
      if (first !== undefined && (interval[1] < first[0] || interval[0] > last![1])) return;
      starts.add(interval[0]);
      starts.add(after(interval[1]));
    };
    for (const cidr of cidrs) {
      const block = cidr === null ? undefined : parseBlock(cidr);
      if (block?.family === family) addBorders(block.interval);
    }
    // Counted by hand: an iterator makes an object a step, and private networks make many thousand routes.
    for (const table of tables) {
      const compiled = terrain.compiledTable(table, family);
      const routes = first === undefined ? compiled.routes : compiled.insideRoutes;
      for (let route = 0; route < routes.length; route += 1) {
        const { addresses } = routes[route]!;
        for (let index = 0; index < addresses.length; index += 1) addBorders(addresses[index]!);
      }
    }
    return [...starts].sort((left, right) => (left < right ? -1 : 1));
  });
}

/** Which of the subnet's ranges the address is in, from 0; -1 where it stands alone. */
export function rangeOf({ block, starts }: Split, address: Point): number {
  if (block === null || starts === null || address < block[0] || address > block[1]) return -1;
  let range = 0;
  while (range < starts.length && starts[range]! <= address) range += 1;
  return range;
}

export function intervalOf({ block, starts }: Split, range: number): Interval {
  const next = starts![range];
  return [range === 0 ? block![0] : starts![range - 1]!, next === undefined ? block![1] : before(next)];
}
