import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
  failureGroupListQuerySchema,
  failureHistogramQuerySchema,
  failureListQuerySchema,
  failureQuerySchema,
} from "../api/failure.ts";
import { loadConfig } from "../config.ts";
import { type OpenContext, openContext } from "../fleet/open-context.ts";
import { verbs } from "../fleet/verbs.ts";
import type { CauseCode } from "../model/cause.ts";
import type { Failure } from "../model/failure.ts";
import type { ScopeKey } from "../model/scope.ts";
import { aFailure, anExplanation } from "./a-failure.ts";
import { aNode } from "./a-node.ts";

/** Milliseconds of each question, asked over and over under other filters and times. */
export type FailureFigures = { groups: number[]; list: number[]; facets: number[]; histogram: number[] };

const dayMs = 86_400_000;
const days = 90;
const scopes = ["eu-west-1", "us-east-1", "eu-central-1", "ap-southeast-2"].map(
  (region): ScopeKey => `123456789012:${region}`,
);
const nodesAScope = 25_000;
const batchSize = 2_000;

const kinds: [kind: string, source: Failure["source"], cause: CauseCode][] = [
  ["InvalidInstanceId", "cloudtrail", "instance-terminated"],
  ["DeliveryTimedOut", "state-manager", "security-group-egress-blocks"],
  ["TargetNotConnected", "cloudtrail", "session-channel-closed"],
  ["Undeliverable", "run-command", "instance-stopped"],
  ["NoInstancesInTag", "run-command", "target-matches-nothing"],
  ["InvalidTarget", "automation", "instance-stopped"],
  ["AccessDenied", "cloudtrail", "caller-not-authorized"],
];

/** Fills a store with `many` failures of 90 days over 100,000 nodes, and asks it as the page of failures does. */
export async function measureFailures(many: number, { turns = 60 } = {}): Promise<FailureFigures> {
  const folder = mkdtempSync(join(tmpdir(), "muster-failures-"));
  const config = loadConfig({ env: { MUSTER_DATA: folder }, folder });
  const context = await openContext({ config, actor: { name: "bench", role: "operator" }, version: "0" });
  try {
    await fill(context, many);
    return await ask(context, turns);
  } finally {
    await context.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

async function fill(context: OpenContext, many: number): Promise<void> {
  const { store } = context;
  const now = context.now();
  for (const scope of scopes) {
    const nodes = Array.from({ length: nodesAScope }, (_, at) =>
      aNode({ scope, id: nodeId(at), tags: { Team: `team-${at % 40}` } }),
    );
    await store.saveNodes(scope, nodes, now);
  }
  await context.catchUp();
  for (let start = 0; start < many; start += batchSize) {
    const scope = scopes[(start / batchSize) % scopes.length]!;
    const failures = Array.from({ length: Math.min(batchSize, many - start) }, (_, at) =>
      generated(scope, start + at, now),
    );
    await store.saveFailurePage({
      ...{ scope, source: "cloudtrail", failures, links: [], gaps: [], checkpoint: {}, at: now },
    });
  }
}

/** Spread without chance: few groups have most of the failures, and most groups have few. */
function generated(scope: ScopeKey, number: number, now: number): Failure {
  const spread = (salt: number) => ((Math.imul(number + salt, 2_654_435_761) >>> 0) % 1_000_003) / 1_000_003;
  const [kind, source, cause] = kinds[Math.floor(spread(1) ** 2 * kinds.length)]!;
  const group = Math.floor(spread(2) ** 3 * 60);
  const target = nodeId(Math.floor(spread(3) * nodesAScope));
  const subject =
    cause === "security-group-egress-blocks"
      ? { kind: "security-group", id: `sg-${group}` }
      : { kind: "instance", id: target };
  const hasTarget = kind !== "NoInstancesInTag";
  return aFailure({
    ...{ id: `${scope}:request:${number}`, scope, kind, source, errorCode: kind },
    ...{ at: Math.floor(now - spread(4) * days * dayMs), requestId: `request-${number}` },
    ...{ documentName: `Document-${group % 12}`, targets: [hasTarget ? target : `tag:Role=batch-${group}`] },
    caller: `arn:aws:sts::123456789012:assumed-role/ci-${group}/run-${number}`,
    records: [{ source, idName: "EventId", id: `event-${number}`, isGreen: null }],
    isSilent: number % 9 === 0,
    explanation: anExplanation(cause, hasTarget ? subject : null, hasTarget ? [target] : []),
  });
}

function nodeId(at: number): string {
  return `i-${at.toString(16).padStart(17, "0")}`;
}

async function saveMore({ store, now }: OpenContext, turn: number): Promise<void> {
  const scope = scopes[turn % scopes.length]!;
  const failures = Array.from({ length: 50 }, (_, at) =>
    generated(scope, 10_000_000 + turn * 50 + at, now()),
  );
  await store.saveFailurePage({
    ...{ scope, source: "cloudtrail", failures, links: [], gaps: [], checkpoint: {}, at: now() },
  });
}

async function ask(context: OpenContext, turns: number): Promise<FailureFigures> {
  const figures: FailureFigures = { groups: [], list: [], facets: [], histogram: [] };
  const timed = async (of: keyof FailureFigures, work: () => Promise<unknown>) => {
    const startedAt = performance.now();
    await work();
    figures[of].push(performance.now() - startedAt);
  };
  // As the server does while nobody asks yet; meanwhile its scheduler goes on saving.
  await context.failures.warmUp(context.store);
  for (let turn = 0; turn < turns; turn++) {
    if (turn % 10 === 0) await saveMore(context, turn);
    const query = { q: questions[turn % questions.length]!, since: `${[7, 30, 60, 90][turn % 4]}d` };
    const [groups, list] = [failureGroupListQuerySchema.parse(query), failureListQuerySchema.parse(query)];
    await timed("groups", () => verbs.listFailureGroups(context, groups));
    await timed("list", () => verbs.listFailures(context, list));
    await timed("facets", () => verbs.countFailureFacets(context, failureQuerySchema.parse(query)));
    await timed("histogram", () =>
      verbs.countFailureHistogram(context, failureHistogramQuerySchema.parse(query)),
    );
  }
  return figures;
}

const questions = [
  "",
  "kind:InvalidInstanceId",
  "source:state-manager cause:security-group-egress-blocks",
  "document:Document-3",
  "caller:ci-4,ci-5",
  "-kind:InvalidTarget region:eu-west-1",
  "document-1",
  "cause:instance-stopped,instance-terminated",
];
