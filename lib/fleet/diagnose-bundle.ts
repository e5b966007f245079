import type { LookupEventsResponse } from "@aws-sdk/client-cloudtrail";
import { type Bundle, parseBundle } from "../aws/bundle/parse-bundle.ts";
import { createBundleReader } from "../aws/bundle-reader.ts";
import { toTrailChanges } from "../changes/events/index.ts";
import { tellChanges } from "../changes/tell-changes.ts";
import { collectSnapshot } from "../collect/collect-snapshot.ts";
import { undoChanges } from "../collect/undo-changes.ts";
import { type SharedCause, shareCauses } from "../diagnosis/causes.ts";
import { createDiagnosis, type Diagnosis } from "../diagnosis/diagnose.ts";
import type { PastLookup } from "../failures/explain.ts";
import { createThen } from "../failures/held-back-then.ts";
import { pastOfWorld } from "../failures/past-of-world.ts";
import type { CauseCode, Subject } from "../model/cause.ts";
import { type DocumentKind, documentKinds } from "../model/document-kind.ts";
import type { FailureGap } from "../model/failure.ts";
import type { Gap } from "../model/gap.ts";
import type { NodePath } from "../model/path.ts";
import type { ReferenceHolder } from "../model/reference-holder.ts";
import { type ScopeKey, scopeKey } from "../model/scope.ts";
import type { Snapshot } from "../model/snapshot.ts";
import type { Certainty, Status } from "../model/status.ts";
import type { TrailChange } from "../model/trail-change.ts";
import type { Cause, FullVerdict } from "../model/verdict.ts";
import type { Change, World } from "../model/world.ts";
import {
  type BundleFailures,
  type DiagnosedFailure,
  diagnoseFailures,
  readBundleFailures,
} from "./bundle-failures.ts";
import { type DiagnosedReference, diagnoseReferences, readBundleHolders } from "./bundle-references.ts";

/** A file's parsed content, and the name that it is told by. */
export type BundleInput = { json: unknown; file: string };

/** What `muster diagnose --json` prints of one bundle. */
export type BundleDiagnosis = {
  bundle: string;
  scope: ScopeKey;
  /** The moment of the bundle: all ages count from it. */
  at: string;
  /** By id. Each is made when it is asked for: the paths of thousands of nodes are more than a text can hold. */
  nodes: Iterable<DiagnosedNode>;
  causes: { code: CauseCode; subject: Subject; sentence: string; nodes: string[] }[];
  /** What failed in the past because of its targets, where the bundle tells of it; the newest first. */
  failures: DiagnosedFailure[];
  /** What still names nodes that are gone, as far as the bundle tells. */
  staleReferences: DiagnosedReference[];
  gaps: Gap[];
  /** Where AWS records failures, and could not be read: what it alone would tell is missing. */
  failureGaps: FailureGap[];
  /** What stands in the file, and is nothing that Muster reads: a slip in a key, or another tool's answers. */
  ignored: readonly string[];
};

export type DiagnosedNode = {
  id: string;
  name: string | null;
  status: Status;
  sure: Certainty;
  why: string | null;
  cause: Cause | null;
  alsoBroken: Cause[];
  /** The moment until which waiting is right, as ISO 8601. */
  expected: string | null;
  since: string | null;
  /** Who brought it about, as `role/terraform-ci`, where CloudTrail tells. */
  changedBy: string | null;
  checks: Pick<FullVerdict["checks"][number], "id" | "outcome" | "sentence">[];
  path: NodePath | null;
  advice: FullVerdict["advice"];
  suspects: FullVerdict["suspects"];
};

/**
 * Reads bundles as scopes are read, and says of each of their nodes what is known. What one bundle does not have may stand
 * in another: together they are one world, in which a scope that is given twice is judged once with each.
 */
export async function diagnoseBundles(
  inputs: readonly BundleInput[],
  { withProof = true }: { withProof?: boolean } = {},
): Promise<BundleDiagnosis[]> {
  const bundles = await readBundles(inputs);
  return Promise.all(
    bundles.map(async (bundle) =>
      diagnose(bundle, worldAround(bundle, bundles), {
        withProof,
        failed: await readBundleFailures(bundle.bundle),
        holders: await readBundleHolders(bundle.bundle),
      }),
    ),
  );
}

export type ReadBundle = { file: string; bundle: Bundle; snapshot: Snapshot };

export async function readBundles(inputs: readonly BundleInput[]): Promise<ReadBundle[]> {
  const read: ReadBundle[] = [];
  for (const { json, file } of inputs) {
    const bundle = parseBundle(json, file);
    const events = toldIn(bundle);
    const wanted = new Set([...bundle.history, ...events].map(({ kind, id }) => `${kind} ${id}`));
    // IAM's events name no document by its own id.
    const ofIdentity = events.some(({ kind }) => kind === "role" || kind === "instance-profile");
    const found = new Map<string, { kind: DocumentKind; id: string; body: unknown }>();
    const snapshot = await collectSnapshot(createBundleReader(bundle), bundle.at, {
      kinds: documentKinds,
      seen(kind, id, body) {
        const isIdentity = ofIdentity && (kind === "role" || kind === "instance-profile");
        if (isIdentity || wanted.has(`${kind} ${id}`)) found.set(`${kind} ${id}`, { kind, id, body });
      },
    });
    const written = undoChanges(bundle.history, (kind, id) => found.get(`${kind} ${id}`)?.body);
    const history = joinHistory(written, tellChanges(events, found, bundle.at));
    read.push({ file, bundle: { ...bundle, history }, snapshot });
  }
  return read;
}

/** What CloudTrail tells in a bundle, up to its moment. */
function toldIn({ scope, at, answers }: Bundle): TrailChange[] {
  const events = (answers.get("cloudtrail:LookupEvents") ?? []).flatMap(
    ({ output }) => (output as LookupEventsResponse).Events ?? [],
  );
  const told = events.flatMap((event) => toTrailChanges(scope, event)).filter((change) => change.at <= at);
  return [...new Map(told.map((change) => [JSON.stringify(change), change])).values()];
}

/** What the file's own history tells of a field is better than what CloudTrail lets conclude, but for who did it. */
function joinHistory(written: readonly Change[], told: readonly Change[]): Change[] {
  const isSame = (one: Change, other: Change) =>
    one.kind === other.kind &&
    one.id === other.id &&
    topOf(one.field) === topOf(other.field) &&
    Math.abs(one.at - other.at) <= sameChangeWithinMs;
  const signed = written.map((change) => {
    const event = told.find((each) => isSame(change, each));
    return event === undefined ? change : { ...change, by: change.by ?? event.by, event: event.event };
  });
  const others = told.filter((event) => !written.some((change) => isSame(change, event)));
  return [...signed, ...others].sort((one, other) => other.at - one.at);
}

/** Whoever wrote a history by reading again and again saw a change one reading late. */
const sameChangeWithinMs = 60 * 60_000;

function topOf(field: string): string {
  return field.split(".")[0] ?? field;
}

/** One bundle, and of each other scope the bundle whose moment is nearest to it. */
export function worldAround({ bundle, snapshot }: ReadBundle, all: readonly ReadBundle[]): World {
  const own = scopeKey(bundle.scope);
  const others = all.filter((other) => scopeKey(other.bundle.scope) !== own);
  const distance = (other: ReadBundle) => Math.abs(other.bundle.at - bundle.at);
  const nearest = new Map<ScopeKey, ReadBundle>();
  // Of two with one key the later entry counts.
  for (const other of others.toSorted((a, b) => distance(b) - distance(a)))
    nearest.set(scopeKey(other.bundle.scope), other);
  const histories = [bundle.history, ...[...nearest.values()].map((other) => other.bundle.history)];
  return {
    snapshots: new Map([
      [own, snapshot],
      ...[...nearest].map(([key, other]) => [key, other.snapshot] as const),
    ]),
    changes: histories.flat().sort((a, b) => b.at - a.at),
  };
}

function diagnose(
  { file, bundle, snapshot }: ReadBundle,
  world: World,
  {
    withProof,
    failed,
    holders,
  }: { withProof: boolean; failed: BundleFailures; holders: readonly ReferenceHolder[] },
): BundleDiagnosis {
  const scope = scopeKey(bundle.scope);
  const diagnosis = createDiagnosis(world);
  const judgements = [...diagnosis.judgeScope(scope)].sort(([a], [b]) => (a < b ? -1 : 1));
  // Checks and paths are most of the work, and nobody reads them in a table.
  const proofless = { checks: [], path: null, advice: [], suspects: [] };
  return {
    bundle: file,
    scope,
    at: new Date(bundle.at).toISOString(),
    nodes: {
      *[Symbol.iterator]() {
        for (const [id, judgement] of judgements) {
          const verdict = withProof
            ? diagnosis.diagnoseNode(scope, id)
            : { ...diagnosis.explain(scope, id, judgement), ...proofless };
          yield toNode(snapshot, id, verdict);
        }
      },
    },
    causes: shareCauses(judgements.map(([id, judgement]) => ({ scope, id, judgement }))).map(toCause),
    failures: diagnoseFailures(failed.failures, pastOf(world, diagnosis)),
    staleReferences: diagnoseReferences(scope, world, holders),
    gaps: [...snapshot.gaps],
    failureGaps: failed.gaps,
    ignored: bundle.ignored,
  };
}

/** The past as the world of the bundles tells it. */
function pastOf(world: World, diagnosis: Diagnosis): PastLookup {
  const verdictOf = (scope: ScopeKey, id: string) => {
    const snapshot = world.snapshots.get(scope);
    const isThere = (["instance", "managed-node"] as const).some(
      (kind) => snapshot?.observedAt(kind, id) !== undefined,
    );
    return isThere ? diagnosis.explain(scope, id, diagnosis.judgeNode(scope, id)) : undefined;
  };
  return pastOfWorld(world, verdictOf, createThen(world));
}

function toNode(snapshot: Snapshot, id: string, verdict: FullVerdict): DiagnosedNode {
  const { status, sure, why, cause, alsoBroken, expected, since, changedBy, checks, path, advice, suspects } =
    verdict;
  return {
    id,
    name: nameOf(snapshot, id),
    ...{ status, sure, why, cause, alsoBroken },
    expected: toIso(expected),
    since: toIso(since),
    changedBy,
    checks: checks.map((check) => ({ id: check.id, outcome: check.outcome, sentence: check.sentence })),
    ...{ path, advice, suspects },
  };
}

function nameOf(snapshot: Snapshot, id: string): string | null {
  const find = (kind: "instance" | "managed-node") =>
    snapshot.gapOf(kind, id) === undefined ? snapshot.observedAt(kind, id) : undefined;
  const instance = find("instance") === undefined ? undefined : snapshot.get("instance", id);
  const record = find("managed-node") === undefined ? undefined : snapshot.get("managed-node", id);
  return instance?.tags.Name || record?.name || null;
}

function toIso(time: number | null): string | null {
  return time === null ? null : new Date(time).toISOString();
}

function toCause({ code, subject, sentence, nodes }: SharedCause): BundleDiagnosis["causes"][number] {
  return { code, subject, sentence, nodes: nodes.map(({ id }) => id) };
}
