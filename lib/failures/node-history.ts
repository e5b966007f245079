import type { CauseCode, Subject } from "../model/cause.ts";
import type { InstanceState } from "../model/node.ts";
import type { ScopeKey } from "../model/scope.ts";
import type { Status } from "../model/status.ts";
import type { HeldBack } from "./held-back-then.ts";

/** How Muster judged a node over some time. */
export type JudgedPeriod = {
  status: Status;
  cause: { code: CauseCode; subject: Subject | null } | null;
  /** What was said of it, where anything was. */
  why: string | null;
  from: number;
  to: number | null;
};

/** What is known of one id in one scope: what Muster saw while it watched, and what AWS still tells. */
export type NodeHistory = {
  scope: ScopeKey;
  id: string;
  /** Oldest first; none from before Muster watched. */
  periods: readonly JudgedPeriod[];
  /** The states it went into, oldest first: from the history of its document, or from CloudTrail. */
  states: readonly { state: InstanceState; at: number }[];
  /** As EC2 lists it now; null where it does not. */
  instance: {
    state: InstanceState;
    launchedAt: number | null;
    /** As "User initiated (2026-11-01 12:00:00 GMT)". */
    stateTransitionReason: string | null;
  } | null;
  /** As Systems Manager lists it now; null where it does not. */
  registration: {
    pingStatus: "Online" | "ConnectionLost" | "Inactive";
    registeredAt: number | null;
    lastPingAt: number | null;
  } | null;
  /** What holds it back now. `since` is null where nobody knows since when. */
  verdict: {
    status: Status;
    cause: { code: CauseCode; subject: Subject; sentence: string } | null;
    since: number | null;
    /** What would stand in its way besides. */
    alsoBroken: readonly { code: CauseCode; subject: Subject; sentence: string }[];
  } | null;
};

/** What an explanation may ask. Everything is of any time; what was true then is the explanation's own matter. */
export type PastLookup = {
  /** Undefined where the scope has never known the id. */
  nodeOf(scope: ScopeKey, id: string): NodeHistory | undefined;
  /** The other scanned scopes in which an instance or managed node of this id is, or was. */
  otherScopesOf(scope: ScopeKey, id: string): readonly ScopeKey[];
  /** What certainly held a node back at a moment, by what is known to have changed since; null where nothing tells. */
  heldBackThen(scope: ScopeKey, id: string, at: number): HeldBack | null;
  /** Whether the scope's instances, or its hybrid nodes, could be read, so that an id that is not there is not there. */
  knowsNodes(scope: ScopeKey, kind: "instance" | "managed-node"): boolean;
};
