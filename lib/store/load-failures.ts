import { type SelectQueryBuilder, sql } from "kysely";
import type { FailureLink, FailureRecord } from "../model/failure.ts";
import type { ScopeKey } from "../model/scope.ts";
import type { Engine } from "./engine/engine.ts";
import { dayMs, type StoredFailure, toFailure } from "./failure-rows.ts";
import type { FailureDayRow } from "./failure-schema.ts";
import type { Database } from "./schema.ts";

/** What a failure must have: it is of one of these series, was aimed at one of these nodes, or has one of these ids. */
export type FailureCondition = {
  series: readonly number[];
  nodes: readonly string[];
  ids: readonly string[];
  negated: boolean;
};

/** Failures from `since` until, not including, `until`. */
export type FailureRange = { since: number; until: number };

export type FailurePageQuery = FailureRange & {
  /** Null: of whatever series. */
  series: readonly number[] | null;
  conditions: readonly FailureCondition[];
  order: "newest" | "oldest";
  after: { at: number; number: number } | null;
  limit: number;
};

export type FailurePage = { items: StoredFailure[]; next: { at: number; number: number } | null };

/** Among so few series each is asked for its own first ones; among more, time is walked through. */
const fewSeries = 24;

/** Failures in order of time, a page at a time. */
export async function loadFailures(engine: Engine, query: FailurePageQuery): Promise<FailurePage> {
  const { series, limit, order } = query;
  const parts =
    series === null || series.length > fewSeries
      ? [await pageOf(engine, query, series)]
      : await Promise.all(series.map((number) => pageOf(engine, query, [number])));
  const direction = order === "newest" ? -1 : 1;
  const found = parts
    .flat()
    .sort((a, b) => direction * (a.at - b.at || a.number - b.number))
    .slice(0, limit + 1);
  const last = found[limit - 1];
  const next = found.length > limit && last ? { at: last.at, number: last.number } : null;
  return { items: await withBodies(engine, found.slice(0, limit)), next };
}

type Place = { number: number; at: number };

async function pageOf(
  engine: Engine,
  { since, until, conditions, order, after, limit }: FailurePageQuery,
  series: readonly number[] | null,
): Promise<Place[]> {
  const isNewestFirst = order === "newest";
  return matching(engine, { since, until }, conditions)
    .$if(series?.length === 1, (query) => query.where("failures.series", "=", series![0]!))
    .$if(series !== null && series.length !== 1, (query) =>
      query.where(engine.isOneOf("failures.series", series ?? [])),
    )
    .$if(after !== null, (query) =>
      query.where(({ eb, refTuple, tuple }) =>
        eb(
          refTuple("failures.at", "failures.number"),
          isNewestFirst ? "<" : ">",
          tuple(after!.at, after!.number),
        ),
      ),
    )
    .select(["failures.number", "failures.at"])
    .orderBy("failures.at", isNewestFirst ? "desc" : "asc")
    .orderBy("failures.number", isNewestFirst ? "desc" : "asc")
    .limit(limit + 1)
    .execute();
}

async function withBodies(engine: Engine, places: readonly Place[]): Promise<StoredFailure[]> {
  const numbers = places.map(({ number }) => number);
  const rows = await failuresWithSeries(engine).where(engine.isOneOf("failures.number", numbers)).execute();
  const byNumber = new Map(rows.map((row) => [row.number, row]));
  return numbers.flatMap((number) => {
    const row = byNumber.get(number);
    return row ? toFailure(row) : [];
  });
}

/** How many failures match, by series and day of UTC. */
export async function countFailures(
  engine: Engine,
  range: FailureRange,
  conditions: readonly FailureCondition[] = [],
): Promise<FailureDayRow[]> {
  const day = sql<number>`${sql.ref("failures.at")} / ${sql.lit(dayMs)}`;
  return matching(engine, range, conditions)
    .select(({ fn }) => [
      "failures.series",
      day.as("day"),
      fn.countAll<number>().as("count"),
      fn.min("failures.at").as("first_at"),
      fn.max("failures.at").as("last_at"),
    ])
    .groupBy(["failures.series", day])
    .execute();
}

/** The nodes that these series were aimed at, each once a series, with when it was the last time. */
export async function loadFailureNodes(
  engine: Engine,
  series: readonly number[],
  range?: FailureRange & { conditions: readonly FailureCondition[] },
): Promise<{ series: number; scope: ScopeKey; node: string; lastAt: number }[]> {
  if (series.length === 0) return [];
  const rows = await engine.db
    .selectFrom("failure_targets")
    .select(({ fn }) => [
      "failure_targets.series",
      "failure_targets.node",
      fn.min("failure_targets.scope").as("scope"),
      fn.max("failure_targets.at").as("last_at"),
    ])
    .where(engine.isOneOf("failure_targets.series", series))
    // Expressions are targets too, and no nodes.
    .where((where) =>
      where.or([where("failure_targets.node", "like", "i-%"), where("failure_targets.node", "like", "mi-%")]),
    )
    .$if(range !== undefined, (query) =>
      query
        .where("failure_targets.at", ">=", range!.since)
        .where("failure_targets.at", "<", range!.until)
        .$if(range!.conditions.length > 0, (narrowed) =>
          narrowed.where(
            "failure_targets.failure",
            "in",
            matching(engine, range!, range!.conditions).select("failures.number"),
          ),
        ),
    )
    .groupBy(["failure_targets.series", "failure_targets.node"])
    .execute();
  return rows.map((row) => ({
    series: row.series,
    scope: row.scope as ScopeKey,
    node: row.node,
    lastAt: Number(row.last_at),
  }));
}

export async function findFailures(engine: Engine, ids: readonly string[]): Promise<StoredFailure[]> {
  if (ids.length === 0) return [];
  const rows = await failuresWithSeries(engine).where(engine.isOneOf("failures.id", ids)).execute();
  return rows.map(toFailure);
}

/** Failures of a scope that have one of these records in their chain. */
export async function findFailuresByRecord(
  engine: Engine,
  scope: ScopeKey,
  recordIds: readonly string[],
): Promise<StoredFailure[]> {
  if (recordIds.length === 0) return [];
  const numbers = engine.db
    .selectFrom("failure_records")
    .select("failure")
    .where(engine.isOneOf("record", recordIds));
  const rows = await failuresWithSeries(engine)
    .where("failures.number", "in", numbers)
    .where("failure_series.scope", "=", scope)
    .execute();
  return rows.map(toFailure);
}

export async function findFailureLinks(
  engine: Engine,
  scope: ScopeKey,
  innerIds: readonly string[],
): Promise<FailureLink[]> {
  if (innerIds.length === 0) return [];
  const rows = await engine.db
    .selectFrom("failure_links")
    .selectAll()
    .where(engine.isOneOf("inner_id", innerIds))
    .where("scope", "=", scope)
    .orderBy("inner_id")
    .orderBy("hash")
    .execute();
  return rows.map((row) => ({
    scope: row.scope,
    innerId: row.inner_id,
    records: JSON.parse(row.records_json) as FailureRecord[],
    caller: row.caller,
    requestId: row.request_id,
    at: row.at,
  }));
}

function failuresWithSeries(engine: Engine) {
  return engine.db
    .selectFrom("failures")
    .innerJoin("failure_series", "failure_series.number", "failures.series")
    .selectAll("failures")
    .select([
      "failure_series.scope",
      "failure_series.kind",
      "failure_series.source",
      "failure_series.operation",
      "failure_series.document_name",
      "failure_series.is_silent",
    ]);
}

type Matching = SelectQueryBuilder<Database, "failures", Record<never, never>>;

function matching(engine: Engine, range: FailureRange, conditions: readonly FailureCondition[]): Matching {
  let query: Matching = engine.db
    .selectFrom("failures")
    .where("failures.at", ">=", range.since)
    .where("failures.at", "<", range.until);
  for (const condition of conditions) query = satisfying(engine, query, condition);
  return query;
}

function satisfying(engine: Engine, query: Matching, condition: FailureCondition): Matching {
  const { series, nodes, ids, negated } = condition;
  const { db } = engine;
  return query.where(({ eb, or, not }) => {
    const ways = [
      ...(series.length === 0 ? [] : [engine.isOneOf("failures.series", series)]),
      ...(nodes.length === 0
        ? []
        : [
            eb(
              "failures.number",
              "in",
              db.selectFrom("failure_targets").select("failure").where(engine.isOneOf("node", nodes)),
            ),
          ]),
      ...(ids.length === 0
        ? []
        : [
            engine.isOneOf("failures.request_id", ids),
            engine.isOneOf("failures.id", ids),
            eb(
              "failures.number",
              "in",
              db.selectFrom("failure_records").select("failure").where(engine.isOneOf("record", ids)),
            ),
          ]),
    ];
    // Where request ids are null, so would the negation be.
    const holds = sql<boolean>`coalesce(${or(ways)}, ${sql.lit(engine.dialect === "sqlite" ? 0 : false)})`;
    return negated ? not(holds) : holds;
  });
}
