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

export function parseReachSearch(search: string): ReachQuery {
  const raw = new URLSearchParams(search);
  return {
    to: raw.get("to")?.trim() ?? "",
    port: parsePort(raw.get("port") ?? "") ?? reachDefaults.port,
    protocol: protocols.find((protocol) => protocol === raw.get("protocol")) ?? reachDefaults.protocol,
  };
}

/** The parameters that ask it, without a question mark; empty where nothing is asked. */
export function reachSearch({ to, port, protocol }: ReachQuery): string {
  if (to === "") return "";
  const search = new URLSearchParams({ to });
  if (hasPorts(protocol) && port !== reachDefaults.port) search.set("port", String(port));
  if (protocol !== reachDefaults.protocol) search.set("protocol", protocol);
  return search.toString();
}

/** Null where `text` is no port that a packet could carry. */
export function parsePort(text: string): number | null {
  const port = /^\d{1,5}$/.test(text) ? Number(text) : 0;
  return port >= 1 && port <= 65_535 ? port : null;
}

export function hasPorts(protocol: Protocol): boolean {
  return protocol === "tcp" || protocol === "udp";
}
