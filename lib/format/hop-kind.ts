import { type HopKind, hopKinds } from "../model/path.ts";

/** `noun` is the thing in a sentence; `head` and `way` stand above its column. */
type Words = { head: string; way: "in" | "out" | null; noun: string };

const words: Record<HopKind, Words> = {
  instance: { head: "Instance", way: null, noun: "instance" },
  name: { head: "Name", way: null, noun: "DNS answer" },
  interface: { head: "Interface", way: null, noun: "interface" },
  "security-group-out": { head: "Security group", way: "out", noun: "group" },
  "network-acl-out": { head: "Network ACL", way: "out", noun: "network ACL" },
  route: { head: "Route", way: null, noun: "route table" },
  "nat-network-acl-in": { head: "Network ACL", way: "in", noun: "network ACL" },
  "nat-gateway": { head: "NAT gateway", way: null, noun: "NAT gateway" },
  "nat-route": { head: "Its route", way: null, noun: "route table" },
  "nat-network-acl-out": { head: "Network ACL", way: "out", noun: "network ACL" },
  "internet-gateway": { head: "Internet gateway", way: null, noun: "internet gateway" },
  "egress-only-gateway": { head: "Egress-only gateway", way: null, noun: "egress-only gateway" },
  "peering-connection": { head: "Peering", way: null, noun: "peering connection" },
  "transit-gateway": { head: "Transit gateway", way: null, noun: "transit gateway" },
  "virtual-private-gateway": { head: "VPN gateway", way: null, noun: "virtual private gateway" },
  appliance: { head: "Appliance", way: null, noun: "appliance" },
  "network-acl-in": { head: "Network ACL", way: "in", noun: "network ACL" },
  "security-group-in": { head: "Its group", way: "in", noun: "group" },
  endpoint: { head: "Endpoint", way: null, noun: "endpoint" },
  service: { head: "Service", way: null, noun: "service" },
};

export function explainHopKind(kind: HopKind): Words {
  return words[kind];
}

/** A kind of hop where no column says the rest: "Security group, out". What left by it comes `back` the other way. */
export function formatHopKind(kind: HopKind, direction: "out" | "back" = "out"): string {
  const { head, way } = words[kind];
  if (way === null) return head;
  const isOut = (way === "out") === (direction === "out");
  return `${head}, ${isOut ? "out" : "in"}`;
}

/** The place of a kind of hop in the order of drawing. */
export function hopRank(kind: HopKind): number {
  return hopKinds.indexOf(kind);
}
