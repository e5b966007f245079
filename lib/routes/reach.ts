import type { RawParameters } from "./fleet.ts";

export const protocols = ["tcp", "udp", "icmp", "all"] as const;
export type Protocol = (typeof protocols)[number];

/** "Can it reach …?", as the address of a node's page says it. Defaults never appear in it. */
export type ReachQuery = {
  /** An address, or a service by its short name; empty where nothing is asked. */
  to: string;
  /** Counts only for protocols that have ports. */
  port: number;
  protocol: Protocol;
};

export const reachDefaults: ReachQuery = { to: "", port: 443, protocol: "tcp" };

export function parseReachQuery(raw: RawParameters): ReachQuery {
  const one = (key: keyof ReachQuery) => [raw[key]].flat()[0] ?? "";
  return {
    to: one("to").trim(),
    port: parsePort(one("port")) ?? reachDefaults.port,
    protocol: protocols.find((protocol) => protocol === one("protocol")) ?? reachDefaults.protocol,
  };
}

/** Null where `text` is no port that a packet could carry. */
export function parsePort(text: string): number | null {
  const port = /^\d{1,5}$/.test(text) ? Number(text) : 0;
  return port >= 1 && port <= 65_535 ? port : null;
}

export function hasPorts(protocol: Protocol): boolean {
  return protocol === "tcp" || protocol === "udp";
}
