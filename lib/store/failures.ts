import { hash } from "node:crypto";
import type { Failure, FailureCheckpoint, FailureGap, FailureLink, FailureSource } from "../model/failure.ts";
import type { ScopeKey } from "../model/scope.ts";
import type { Engine, Writing } from "./engine/engine.ts";
import { type Cell, countIn, recount } from "./failure-days.ts";
import { saveFailureGaps } from "./failure-reads.ts";
import {
  dayOf,
  hashOf,
  type SeriesFacts,
  sayingOf,
  toFailureRow,
  toSeriesFacts,
  toTargetRows,
} from "./failure-rows.ts";
import type { FailureLinkRow, FailureSeriesRow } from "./failure-schema.ts";

/** What one page of a source came to, and how far the source has been read with it. */
export type FailurePageToSave = {
  scope: ScopeKey;
  source: FailureSource;
  failures: readonly Failure[];
  links: readonly FailureLink[];
  gaps: readonly FailureGap[];
  checkpoint: FailureCheckpoint;
  at: number;
};

/**
 * Saves a page whole or not at all: its failures (new ones, and those that are there already as they are now), its links,
 * its gaps and its checkpoint. Counts by day go with it, so that they are always those of the failures.
 */
export function saveFailurePage(engine: Engine, page: FailurePageToSave): Promise<void> {
  return engine.write(async (trx) => {
    await saveFailures(engine, trx, page.failures);
    const links = new Map(page.links.map((link) => [JSON.stringify(link), toLinkRow(link)]));
    await engine.saveRows(trx, "failure_links", [...links.values()], ["inner_id", "hash"]);
    await saveFailureGaps(engine, trx, page);
    const { scope, source, checkpoint } = page;
    await trx
      .insertInto("failure_reads")
      .values({ scope, source, checkpoint_json: JSON.stringify(checkpoint), read_at: null })
      .onConflict((conflict) =>
        conflict.columns(["scope", "source"]).doUpdateSet({ checkpoint_json: JSON.stringify(checkpoint) }),
      )
      .execute();
  });
}

/** Failures alone, without a source's page around them: those that are explained anew. */
export function replaceFailures(engine: Engine, failures: readonly Failure[]): Promise<void> {
  return engine.write((trx) => saveFailures(engine, trx, failures));
}

type Held = { number: number; series: number; at: number };

async function saveFailures(engine: Engine, trx: Writing, given: readonly Failure[]): Promise<void> {
  // The last one of an id counts, as if they had come one after the other.
  const failures = [...new Map(given.map((failure) => [failure.id, failure])).values()];
  if (failures.length === 0) return;
  // The counter's row makes writers wait for each other, so that no reader sees a later number first.
  const seq = await take(trx, failures.length * 2 + 1);
  let next = seq;
  const held = await loadHeld(
    engine,
    trx,
    failures.map(({ id }) => id),
  );
  const series = await saveSeries(engine, trx, failures, { seq, take: () => ++next });
  const placed = failures.map((failure) => ({
    failure,
    number: held.get(failure.id)?.number ?? ++next,
    series: series.get(hashOf(toSeriesFacts(failure)))!,
  }));
  await forgetParts(engine, trx, [...held.values()]);
  await engine.saveRows(
    trx,
    "failures",
    placed.map(({ failure, number, series }) => toFailureRow(failure, number, series)),
    ["number"],
  );
  await engine.saveRows(
    trx,
    "failure_targets",
    placed.flatMap(({ failure, number, series }) => toTargetRows(failure, number, series)),
  );
  await engine.saveRows(
    trx,
    "failure_records",
    placed.flatMap(({ failure, number }) =>
      [...new Set(failure.records.map(({ id }) => id))].map((record) => ({ failure: number, record })),
    ),
  );
  await settleDays(engine, trx, placed, held, seq);
}

async function take(trx: Writing, many: number): Promise<number> {
  const row = await trx
    .updateTable("counters")
    .set((counter) => ({ value: counter("value", "+", many) }))
    .where("name", "=", "failures")
    .returning("value")
    .executeTakeFirstOrThrow();
  return row.value - many + 1;
}

async function loadHeld(engine: Engine, trx: Writing, ids: readonly string[]): Promise<Map<string, Held>> {
  const rows = await trx
    .selectFrom("failures")
    .select(["id", "number", "series", "at"])
    .where(engine.isOneOf("id", ids))
    .execute();
  return new Map(rows.map(({ id, ...row }) => [id, row]));
}

async function forgetParts(engine: Engine, trx: Writing, held: readonly Held[]): Promise<void> {
  if (held.length === 0) return;
  const numbers = held.map(({ number }) => number);
  await trx.deleteFrom("failure_targets").where(engine.isOneOf("failure", numbers)).execute();
  await trx.deleteFrom("failure_records").where(engine.isOneOf("failure", numbers)).execute();
}

/** Hash → number of each series that the failures belong to; a series says what the newest of its failures says. */
async function saveSeries(
  engine: Engine,
  trx: Writing,
  failures: readonly Failure[],
  { seq, take }: { seq: number; take(): number },
): Promise<Map<string, number>> {
  const newest = new Map<string, { facts: SeriesFacts; failure: Failure }>();
  for (const failure of failures) {
    const facts = toSeriesFacts(failure);
    const hash = hashOf(facts);
    const known = newest.get(hash);
    if (!known || known.failure.at <= failure.at) newest.set(hash, { facts, failure });
  }
  const rows = await trx
    .selectFrom("failure_series")
    .selectAll()
    .where(engine.isOneOf("hash", [...newest.keys()]))
    .execute();
  const held = new Map(rows.map((row) => [row.hash, row]));
  const saved = [...newest].map(([hash, { facts, failure }]): FailureSeriesRow => {
    const before = held.get(hash);
    const saying = before && before.sentence_at > failure.at ? pickSaying(before) : sayingOf(failure);
    return { ...facts, ...saying, hash, number: before?.number ?? take(), seq };
  });
  await engine.saveRows(trx, "failure_series", saved, ["number"]);
  return new Map(saved.map(({ hash, number }) => [hash, number]));
}

function pickSaying({ sentence, is_inferred, sentence_at }: FailureSeriesRow) {
  return { sentence, is_inferred, sentence_at };
}

/** What is new is added to its day; a day that lost one is counted anew. */
async function settleDays(
  engine: Engine,
  trx: Writing,
  placed: readonly { failure: Failure; series: number }[],
  held: ReadonlyMap<string, Held>,
  seq: number,
): Promise<void> {
  const added: { series: number; at: number }[] = [];
  const lost = new Map<string, Cell>();
  for (const { failure, series } of placed) {
    const before = held.get(failure.id);
    if (before?.series === series && before.at === failure.at) continue;
    added.push({ series, at: failure.at });
    if (before)
      lost.set(`${before.series} ${dayOf(before.at)}`, { series: before.series, day: dayOf(before.at) });
  }
  await countIn(
    engine,
    trx,
    added.filter(({ series, at }) => !lost.has(`${series} ${dayOf(at)}`)),
  );
  await recount(trx, [...lost.values()]);
  if (lost.size === 0) return;
  const left = [...new Set([...lost.values()].map(({ series }) => series))];
  await trx.updateTable("failure_series").set({ seq }).where(engine.isOneOf("number", left)).execute();
}

function toLinkRow(link: FailureLink): FailureLinkRow {
  const { scope, innerId, records, caller, requestId, at } = link;
  const records_json = JSON.stringify(records);
  return {
    inner_id: innerId,
    hash: hash("sha256", JSON.stringify([scope, records_json, caller, requestId])).slice(0, 24),
    scope,
    records_json,
    caller,
    request_id: requestId,
    at,
  };
}
