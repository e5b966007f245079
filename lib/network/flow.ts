import type { Family } from "./address.ts";
import type { Interval, IntervalSet } from "./interval-set.ts";

/** What is sent: the first packet of a connection, which decides for all that follow in its direction. */
export type Flow = {
  family: Family;
  protocol: "tcp" | "udp" | "icmp" | "all";
  /** The port that is called; null where the protocol has none, or where every port is meant. */
  port: number | null;
};

export const allPorts: readonly [Interval] = [[0, 65_535]];

const numbers: Record<string, number> = { tcp: 6, 6: 6, udp: 17, 17: 17, icmp: 1, 1: 1, icmpv6: 58, 58: 58 };

/** The protocol as a number, whether AWS gave its name or its number; null stands for every protocol. */
export function protocolNumber(text: string): number | null {
  if (text === "-1" || text === "all") return null;
  return numbers[text] ?? numbers[text.toLowerCase()] ?? Number(text);
}

export function protocolOf(flow: Flow): number | null {
  return flow.protocol === "icmp" && flow.family === 6 ? 58 : (numbers[flow.protocol] ?? null);
}

/** A ping, as that is what people ask about when they ask about ICMP. */
export function echoType(family: Family): number {
  return family === 4 ? 8 : 128;
}

export function hasPorts(flow: Flow): boolean {
  return flow.protocol === "tcp" || flow.protocol === "udp";
}

/** The ports that must be open for the flow at its destination. */
export function portsOf(flow: Flow): readonly [Interval] {
  return flow.port === null ? allPorts : [[flow.port, flow.port]];
}

/** The same for the same flow, as a number: a text would have to be made for each of many thousand look-ups. */
export function numberOf({ family, protocol, port }: Flow): number {
  return ((port ?? -1) + 1) * 8 + protocols.indexOf(protocol) * 2 + (family === 4 ? 0 : 1);
}

const protocols: readonly Flow["protocol"][] = ["tcp", "udp", "icmp", "all"];

/** As people write it: `TCP 443`. */
export function formatFlow({ protocol, port }: Pick<Flow, "protocol" | "port">): string {
  const name = protocol === "all" ? "all traffic" : protocol.toUpperCase();
  return port === null ? name : `${name} ${port}`;
}

/** The ports from which clients call, and to which answers go (network-path 3.2). */
export const ephemeralPorts = {
  linux: [[32_768, 60_999]],
  windows: [[49_152, 65_535]],
  macos: [[49_152, 65_535]],
  translated: [[1_024, 65_535]],
} as const satisfies Record<string, IntervalSet>;
export type Client = keyof typeof ephemeralPorts;
