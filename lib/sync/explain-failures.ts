import { isDeepStrictEqual } from "node:util";
import { explain, type PastLookup } from "../failures/explain.ts";
import { createThen } from "../failures/held-back-then.ts";
import type { Failure } from "../model/failure.ts";
import { type Scope, type ScopeKey, scopeKey } from "../model/scope.ts";
import type { StoredFailure } from "../store/failure-rows.ts";
import type { FailurePageQuery } from "../store/load-failures.ts";
import type { Store } from "../store/store.ts";
import { trailScopes } from "./join-trail.ts";
import type { NodeWorlds } from "./load-node-world.ts";
import { loadPast } from "./load-past.ts";

/** How much of the past's worlds is loaded at once. */
const nodesAtOnce = 200;

export type ExplainOptions = {
  store: Store;
  scope: Scope;
  worlds: NodeWorlds;
  now: number;
};

/**
 * Failures of a scope with why they happened, by what the store knows: first what Muster saw and what AWS still tells; where
 * that leaves it to be inferred, by what CloudTrail tells of what changed since.
 */
export async function explainFailures(
  { store, scope, worlds, now }: ExplainOptions,
  failures: readonly Failure[],
): Promise<Failure[]> {
  if (failures.length === 0) return [];
  const past = await loadPast(store, [...new Set(failures.flatMap(({ targets }) => targets))]);
  const explained = failures.map((failure) => ({ ...failure, explanation: explain(failure, past) }));
  const open = explained.filter(({ explanation }) => explanation.targets.some((target) => target.isInferred));
  const oldest = open.reduce((least, { at }) => Math.min(least, at), now);
  if (open.length === 0 || !(await store.hasTrailChangesSince(trailScopes(scope), oldest))) return explained;
  const ids = open.flatMap(({ explanation }) =>
    explanation.targets.flatMap(({ id, isInferred }) =>
      isInferred && isListed(past, scopeKey(scope), id) ? [id] : [],
    ),
  );
  const withChanges = await withTheirChanges(past, { store, scope, worlds, now }, [...new Set(ids)]);
  return explained.map((failure) =>
    open.includes(failure) ? { ...failure, explanation: explain(failure, withChanges) } : failure,
  );
}

/** A node that EC2 or SSM does not list stands in no world that could be judged. */
function isListed(past: PastLookup, scope: ScopeKey, id: string): boolean {
  const node = past.nodeOf(scope, id);
  return node !== undefined && (node.instance !== null || node.registration !== null);
}

async function withTheirChanges(
  past: PastLookup,
  { scope, worlds, now }: ExplainOptions,
  ids: readonly string[],
): Promise<PastLookup> {
  const thenOf = new Map<string, PastLookup["heldBackThen"]>();
  for (let start = 0; start < ids.length; start += nodesAtOnce) {
    const some = ids.slice(start, start + nodesAtOnce);
    // However old the facts are, they are the last that is known.
    const world = await worlds.load(scope, some, { at: now, maxAgeMs: Number.POSITIVE_INFINITY });
    const then = createThen(world);
    for (const id of some) thenOf.set(id, then);
  }
  return { ...past, heldBackThen: (key, id, at) => thenOf.get(id)?.(key, id, at) ?? null };
}

const atOnce = 500;

/** Explains those of the failures that were asked for once more which are the scope's, and saves what is another now. */
export async function explainAgain(
  options: ExplainOptions,
  asked: Pick<FailurePageQuery, "since" | "series">,
): Promise<void> {
  const { store, scope, now } = options;
  const query = { ...asked, until: now, conditions: [], order: "oldest" as const, limit: atOnce };
  for (let after: FailurePageQuery["after"] = null; ; ) {
    const page = await store.loadFailures({ ...query, after });
    const before = page.items.filter((failure) => failure.scope === scopeKey(scope)).map(withoutSeries);
    const explained = await explainFailures(options, before);
    await store.replaceFailures(
      explained.filter((failure, index) => !isDeepStrictEqual(failure, before[index])),
    );
    after = page.next;
    if (after === null) return;
  }
}

export function withoutSeries({ series: _, ...failure }: StoredFailure): Failure {
  return failure;
}

/**
 * What failed before anybody watched, explained once more by what CloudTrail has told meanwhile of that time: the past of a
 * new store is read from both ends at once.
 */
export async function explainInferredAgain(options: ExplainOptions): Promise<void> {
  const { series } = await options.store.loadFailureSeriesSince(0);
  const own = scopeKey(options.scope);
  const inferred = series.filter(({ scope, isInferred }) => scope === own && isInferred);
  if (inferred.length === 0) return;
  await explainAgain(options, { since: 0, series: inferred.map(({ number }) => number) });
}
