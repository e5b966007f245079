import type { CauseCode } from "../model/cause.ts";
import type { Gap } from "../model/gap.ts";
import { type HopKind, hopKinds } from "../model/path.ts";
import type { Certainty, Status } from "../model/status.ts";
import { networkLayer } from "./cause-order.ts";
import type { FoundCause } from "./check.ts";
import type { NodeView } from "./node-view.ts";
import { gapsOf, obstaclesOf, requiredPaths } from "./required-services.ts";
import type { CheckRun } from "./run-checks.ts";
import { readSignal, type Signal } from "./signal.ts";
import { layerOf, sortOut, type Trouble } from "./sort-out.ts";
import { expectedUntil } from "./waiting.ts";

/** A verdict without its words, which most of 100,000 nodes need nobody to say. */
export type Judgement = {
  status: Status;
  sure: Certainty;
  cause: FoundCause | null;
  alsoBroken: readonly FoundCause[];
  expected: number | null;
  /** The signals that the status stands on. */
  signal: Signal;
  /** Where no cause can be named because of them: the reads that are missing. */
  missing: readonly Gap[];
};

/**
 * One verdict from what all checks found. EC2's state and SSM's signals give the status (design.md, Status); the first
 * failing layer in the order of ssm-targets section 8 is the root cause, and what fails behind it is broken besides. What
 * only says that the node is silent is a consequence then, and the cause where nothing else is.
 */
export function decide(node: NodeView, runs: readonly CheckRun[]): Judgement {
  const signal = readSignal(node);
  const trouble = sortOut(node, runs);
  switch (signal.kind) {
    case "unreadable":
      return {
        ...{ status: "unknown", sure: "undecided", cause: null, expected: null, signal },
        ...{ alsoBroken: trouble.blocker, missing: [signal.gap] },
      };
    case "absent":
    case "gone":
      return ofTarget("gone", signal, trouble);
    case "off":
      return ofTarget("off", signal, trouble);
    case "answering":
      return whileAnswering(node, signal, trouble);
    case "unregistered":
      return inTrouble("unregistered", node, signal, trouble);
    case "lost":
      return inTrouble("lost", node, signal, trouble);
    case "stale":
    case "half":
      return inTrouble("degraded", node, signal, trouble);
  }
}

function ofTarget(status: Status, signal: Signal, { target, gaps }: Trouble): Judgement {
  const [cause = null] = target;
  const hidesAnother = cause !== null && gaps.some(({ layer }) => layer < layerOf(cause));
  const sure = cause?.isCertain === false || hidesAnother ? "likely" : "decided";
  return { ...plain(status, signal), sure, cause };
}

function whileAnswering(
  node: NodeView,
  signal: Extract<Signal, { kind: "answering" }>,
  trouble: Trouble,
): Judgement {
  const [root, ...rest] = [...trouble.blocker, ...trouble["side-path"]];
  if (root === undefined)
    return { ...plain("reachable", signal), sure: signal.isChannelKnown ? "decided" : "likely" };
  const sure = howSure(root, node, signal, trouble);
  return { ...plain("degraded", signal), sure, cause: root, alsoBroken: rest };
}

function inTrouble(status: Status, node: NodeView, signal: Signal, trouble: Trouble): Judgement {
  const [root, ...others] = trouble.blocker;
  const rest = [...others, ...trouble["side-path"]];
  const launching = trouble.waiting.find(({ code }) => code === "instance-launching");
  if (launching !== undefined && !trouble.blocker.some(isProvable)) {
    const waiting = waitingFor(launching, status, node, signal, [
      ...trouble.blocker,
      ...trouble["side-path"],
    ]);
    // What was not read may hold what waiting would not mend.
    return trouble.gaps.length > 0 ? { ...waiting, sure: "likely" } : waiting;
  }
  if (root !== undefined) {
    const sure = howSure(root, node, signal, trouble);
    return { ...plain(status, signal), sure, cause: root, alsoBroken: rest };
  }
  const [open, ...moreOpen] = trouble.undecided;
  if (open !== undefined) {
    const alsoBroken = [...moreOpen, ...rest];
    return { ...plain(status, signal), sure: "undecided", cause: open, alsoBroken };
  }
  // Of a machine outside of EC2 nothing that could be read would clear the network that it stands in.
  if (trouble.gaps.length > 0 && !trouble.host.some(({ code }) => code === "hybrid-node-silent")) {
    const missing = trouble.gaps.map(({ gap }) => gap);
    return { ...plain(status, signal), sure: "undecided", alsoBroken: rest, missing };
  }
  return whereAllPasses(status, node, signal, trouble);
}

function whereAllPasses(status: Status, node: NodeView, signal: Signal, trouble: Trouble): Judgement {
  const rest = trouble["side-path"];
  const backingOff = trouble.waiting.find(({ code }) => code === "agent-backing-off");
  if (backingOff !== undefined) return waitingFor(backingOff, status, node, signal, rest);
  const quota = status === "lost" ? trouble.quota[0] : undefined;
  const cause = quota ?? trouble.host[0] ?? null;
  return { ...plain(status, signal), sure: "likely", cause, alsoBroken: rest };
}

function waitingFor(
  cause: FoundCause,
  status: Status,
  node: NodeView,
  signal: Signal,
  alsoBroken: readonly FoundCause[],
): Judgement {
  const sure = cause.isCertain ? "decided" : "likely";
  return { ...plain(status, signal), sure, cause, alsoBroken, expected: expectedUntil(node, cause.code) };
}

function plain(status: Status, signal: Signal): Judgement {
  return {
    ...{ status, sure: "decided", cause: null, alsoBroken: [], expected: null, signal, missing: [] },
  };
}

/** Evaluations of policies never see everything that AWS evaluates, so what they find is not proved by one fact. */
const evaluated: ReadonlySet<CauseCode> = new Set([
  "role-actions-missing",
  "role-actions-denied",
  "permissions-boundary-denies",
  "organization-policy-denies",
  "endpoint-policy-denies",
  "default-host-management-shadowed",
]);

function isProvable({ code, isCertain }: FoundCause): boolean {
  return isCertain && !evaluated.has(code);
}

function howSure(root: FoundCause, node: NodeView, signal: Signal, { gaps }: Trouble): Certainty {
  if (!isProvable(root) || signal.kind === "stale") return "likely";
  const layer = layerOf(root);
  if (gaps.some((gap) => gap.layer < layer)) return "likely";
  return layer === networkLayer && !isOnlyWay(root, node, signal) ? "likely" : "decided";
}

/**
 * Whether the path proves that this obstacle is the reason: nothing before it went unread, and it stands in the way of what
 * is missing. A heartbeat is not proved lost by a channel that another service would carry.
 */
function isOnlyWay(root: FoundCause, node: NodeView, signal: Signal): boolean {
  const paths = requiredPaths(node);
  const shared = obstaclesOf(paths).find(
    ({ obstacle }) => obstacle.cause === root.code && obstacle.subject.id === root.subject.id,
  );
  if (shared === undefined) return true;
  const isSilent = signal.kind === "lost" || signal.kind === "unregistered";
  if (isSilent && !shared.services.includes("ssm")) return false;
  const { obstacle } = shared;
  const own = paths.filter(({ service }) => shared.services.includes(service));
  return !gapsOf(own).some(({ hop }) => obstacle.isBack || orderOf(hop) < orderOf(obstacle.hop));
}

/** The name comes first: it chooses the way. */
function orderOf(hop: HopKind): number {
  return hop === "name" ? -1 : hopKinds.indexOf(hop);
}
