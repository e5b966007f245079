import { type Family, intervalsOf, parseBlock } from "./address.ts";
import type { Flow } from "./flow.ts";
import { contains, type IntervalSet, type Point, toSet } from "./interval-set.ts";

/** What the VPC answers itself, unfiltered (network-path 3.1). */
export type SystemService = {
  name: "dns" | "time" | "metadata" | "other";
  /** In a sentence, as "the VPC's DNS". */
  label: string;
  /** The protocols and the one port at which it answers; null where that is not told. */
  door: { protocols: readonly Flow["protocol"][]; port: number } | null;
};

type Listed = SystemService & { addresses: { [Each in Family]: IntervalSet } };

const dns: SystemService = {
  name: "dns",
  label: "the VPC's DNS",
  door: { protocols: ["tcp", "udp"], port: 53 },
};

const listed: readonly Listed[] = [
  { ...dns, addresses: at("169.254.169.253", "fd00:ec2::253") },
  {
    name: "time",
    label: "the time service",
    door: { protocols: ["udp"], port: 123 },
    addresses: at("169.254.169.123", "fd00:ec2::123"),
  },
  {
    name: "metadata",
    label: "instance metadata",
    door: { protocols: ["tcp"], port: 80 },
    addresses: at("169.254.169.254", "fd00:ec2::254"),
  },
  {
    name: "other",
    label: "Windows activation",
    door: { protocols: ["tcp"], port: 1688 },
    addresses: at("169.254.169.250", "169.254.169.251", "fd00:ec2::250", "fd00:ec2::251"),
  },
  {
    name: "other",
    label: "the credentials of containers",
    door: { protocols: ["tcp"], port: 80 },
    addresses: at("169.254.170.2", "169.254.170.23", "fd00:ec2::23"),
  },
  {
    name: "other",
    label: "a service of the VPC itself",
    door: null,
    addresses: { 4: at("169.254.169.249")[4], 6: toSet(intervalsOf(["fd00:ec2::/32"], 6)) },
  },
];

function at(...addresses: string[]): Listed["addresses"] {
  return {
    4: toSet(
      intervalsOf(
        addresses.map((each) => `${each}/32`),
        4,
      ),
    ),
    6: toSet(
      intervalsOf(
        addresses.map((each) => `${each}/128`),
        6,
      ),
    ),
  };
}

/** The VPC's DNS also answers at the base of the VPC's first block plus two. */
export function systemServiceAt(address: Point, primaryBlock: string | undefined): SystemService | undefined {
  const family = typeof address === "bigint" ? 6 : 4;
  const base = primaryBlock === undefined ? undefined : parseBlock(primaryBlock)?.interval[0];
  if (base !== undefined && typeof base === "number" && address === base + 2) return dns;
  return listed.find(({ addresses }) => contains(addresses[family], address));
}
