import type { CauseCode, Subject } from "./cause.ts";
import type { Gap } from "./gap.ts";
import type { Evidence } from "./verdict.ts";

/** A regional AWS service by the last part of its endpoint's name, as `ssm` or `ssmmessages`. */
export type ServiceName = string;

/**
 * Whether a connection is possible, on the way there and back: one certain blocker outweighs any number of unknowns, and
 * what could decide and was not read, or stands outside of what configuration shows, leaves it undecided.
 */
export type Answer = "reachable" | "blocked" | "undecided";

/** What a packet meets, in the words of the drawing's columns. */
export const hopKinds = [
  "instance",
  "name",
  "interface",
  "security-group-out",
  "network-acl-out",
  "route",
  "nat-network-acl-in",
  "nat-gateway",
  "nat-route",
  "nat-network-acl-out",
  "internet-gateway",
  "egress-only-gateway",
  "peering-connection",
  "transit-gateway",
  "virtual-private-gateway",
  "appliance",
  "network-acl-in",
  "security-group-in",
  "endpoint",
  "service",
] as const;
export type HopKind = (typeof hopKinds)[number];

/** `partial`: some addresses or ports pass. `unknown`: it cannot be judged. */
export type HopState = "pass" | "block" | "partial" | "unknown" | "not-applicable";

/** One rule or route of a hop's resource, as the AWS console words it, and why it does or does not decide. */
export type RuleLine = { rule: string; peer: string; effect: string; isDeciding: boolean };

export type Hop = {
  /** Unique in its trace, as `out/security-group-out` or `back/network-acl-in`. */
  id: string;
  kind: HopKind;
  direction: "out" | "back";
  /** The thing itself: interface, group, ACL, table, gateway, endpoint. More than one where a set decides together. */
  resources: Subject[];
  state: HopState;
  /** False behind the first block: it was judged all the same, and the packet never gets there. */
  isReached: boolean;
  /** At most four words, as "no rule for 443" or "rule 100". */
  brief: string;
  /** One plain sentence with the fact that decides. */
  sentence: string;
  /** A code of Reachability Analyzer, or one of ours where AWS has no word (network-path 6.1). Null where it passes. */
  code: string | null;
  rules: RuleLine[];
  evidence: Evidence[];
};

/** One certain thing in the way. */
export type Blocker = {
  cause: CauseCode;
  subject: Subject;
  /** A code of Reachability Analyzer, or one of ours (network-path 6.1). */
  code: string;
  sentence: string;
  hopId: string;
  evidence: Evidence[];
};

/** What keeps a path from being decided: a read that failed, or something that no configuration shows. */
export type Doubt =
  | { because: "gap"; gap: Gap; hopId: string; sentence: string }
  | {
      because: "unprovable";
      cause: "path-unprovable" | "resolver-unprovable";
      subject: Subject;
      code: string;
      /** Who or what could tell. */
      whoCanTell: string;
      hopId: string;
      sentence: string;
      evidence: Evidence[];
    };

/** It works, but: a narrow port range, only some of several addresses, another zone. */
export type PathWarning = { code: string; hopId: string; sentence: string };

export type TraceSource = { instanceId: string | null; interfaceId: string; address: string };

export type Trace = {
  source: TraceSource | null;
  /** `endpoint` is the id of the one that was asked for, where one was. */
  destination: { service: ServiceName | null; endpoint?: string; addresses: string[] };
  protocol: "tcp" | "udp" | "icmp" | "all";
  port: number | null;
  family: "ipv4" | "ipv6";
  answer: Answer;
  /** The way there and, after it, the way back. */
  hops: Hop[];
  /** All of them, in path order: the first one is the headline. */
  blockers: Blocker[];
  doubts: Doubt[];
  warnings: PathWarning[];
};

/** One lane of a node's drawing: a service that it needs, or could use. */
export type Lane = {
  service: ServiceName;
  isRequired: boolean;
  /** What it is needed for, as "heartbeat" or "commands, sessions". */
  purpose: string;
  trace: Trace;
};

export type NodePath = { lanes: Lane[] };
