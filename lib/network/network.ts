import type { ServiceName, Trace } from "../model/path.ts";
import type { Snapshot } from "../model/snapshot.ts";
import { Judge } from "./judge.ts";
import type { PathVerdict } from "./path-verdict.ts";
import { Terrain } from "./terrain.ts";
import { traceConnection } from "./trace.ts";

/** A connection that somebody asks about. An address, or a service of the scope's Region by its short name. */
export type TraceQuestion = {
  /** An instance (its primary interface is asked) or an interface. */
  from: string;
  to: { service: ServiceName } | { address: string };
  protocol: "tcp" | "udp" | "icmp" | "all";
  /** Null where the protocol has none. */
  port: number | null;
};

/** The network of one scope: whether its interfaces can open connections, and what stops them. */
export type Network = {
  /** TCP 443 from an instance's primary interface to a service. Cheap: parts that nodes share are judged once. */
  judge(instanceId: string, service: ServiceName): PathVerdict;
  /** The same question, or any other, with every hop and its reason. */
  trace(question: TraceQuestion): Trace;
};

export function createNetwork(snapshot: Snapshot): Network {
  const terrain = new Terrain(snapshot);
  const judge = new Judge(terrain);
  return {
    judge: (instanceId, service) => judge.judge(instanceId, service),
    trace: (question) => traceConnection(terrain, question),
  };
}
