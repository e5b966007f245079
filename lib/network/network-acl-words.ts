import type { NetworkAcl, NetworkAclEntry } from "../model/documents/network-acl.ts";
import type { RuleLine } from "../model/path.ts";
import type { Flow } from "./flow.ts";
import { protocolNumber } from "./flow.ts";
import type { AclDecision } from "./network-acl-rules.ts";

/** The entries of one direction as the console lists them, with what each does to the packet in question. */
export function aclLines(
  acl: NetworkAcl,
  direction: "ingress" | "egress",
  flow: Flow,
  decisions: readonly AclDecision[],
): RuleLine[] {
  const deciders = new Set(decisions.flatMap((decision) => decision.deciders));
  return acl[direction]
    .toSorted((left, right) => left.ruleNumber - right.ruleNumber)
    .map((entry) => ({
      rule: `${ruleName(entry)} ${trafficOf(entry)}`,
      peer: entry.cidrBlock ?? entry.ipv6CidrBlock ?? "",
      effect: effectOf(entry, flow, deciders.has(entry)),
      isDeciding: deciders.has(entry),
    }));
}

/** The unnumbered last entry is shown with a star, as in the console. */
export function ruleName({ ruleNumber }: Pick<NetworkAclEntry, "ruleNumber">): string {
  return ruleNumber >= 32_767 ? "*" : String(ruleNumber);
}

export function trafficOf({ protocol, fromPort, toPort, icmpType = -1 }: NetworkAclEntry): string {
  const number = protocolNumber(protocol);
  if (number === null) return "all traffic";
  const name = { 1: "ICMP", 6: "TCP", 17: "UDP", 58: "ICMPv6" }[number] ?? `protocol ${number}`;
  if (icmpType !== -1) return `${name} type ${icmpType}`;
  if (fromPort === null || fromPort === -1) return name;
  return fromPort === toPort ? `${name} ${fromPort}` : `${name} ${fromPort} - ${toPort}`;
}

function effectOf(entry: NetworkAclEntry, flow: Flow, isDeciding: boolean): string {
  const word = entry.action === "allow" ? "Allows" : "Denies";
  if (isDeciding) return `${word} it`;
  const isFamily = flow.family === 4 ? entry.cidrBlock !== null : entry.ipv6CidrBlock !== null;
  return `${word}, and does not decide${isFamily ? "" : ": other address family"}`;
}
