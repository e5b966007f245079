import type { FailureAnswer, FailureExportQuery, FailureList, FailureListQuery } from "../../api/failure.ts";
import type { FleetContext } from "../context.ts";
import { type ChosenFailures, chooseFailures, isChosen } from "./choose-failures.ts";
import { countSeries, countTabs } from "./count-series.ts";
import { parseCursor, printCursor } from "./page-by-key.ts";
import { toFailureAnswer } from "./to-failure-answer.ts";

type Place = { at: number; number: number };

/** Single failures under a filter in order of time, a page at a time. */
export async function listFailures(context: FleetContext, query: FailureListQuery): Promise<FailureList> {
  const { failures, store } = context;
  await failures.catchUp(store);
  const chosen = chooseFailures(context, query);
  const { q, since = "", until = "", tab = "", group = "", sort, limit, cursor } = query;
  const question = [q, since, until, tab, group, sort].join("\n");
  const order = sort === "-at" ? "newest" : "oldest";
  const after = cursor === undefined ? null : toPlace(parseCursor(question, cursor));
  const { items, next } = await load(context, chosen, { order, after, limit });
  const counted = await countSeries(context, chosen);
  const told = countTabs(context, chosen, counted);
  const { silent } = told;
  return {
    items,
    total: told.failures + silent,
    silent,
    next: next && printCursor(question, [next.at, next.number]),
  };
}

const exportBatch = 500;

/** A run of failures for an export, the newest first. `after` is where the run before ended; null ends the export. */
export async function exportFailures(
  context: FleetContext,
  { after, ...query }: Omit<FailureExportQuery, "format"> & { after: Place | null },
): Promise<{ items: FailureAnswer[]; after: Place | null }> {
  await context.failures.catchUp(context.store);
  const chosen = chooseFailures(context, query);
  const { items, next } = await load(context, chosen, { order: "newest", after, limit: exportBatch });
  return { items, after: next };
}

async function load(
  context: FleetContext,
  chosen: ChosenFailures,
  page: { order: "newest" | "oldest"; after: Place | null; limit: number },
): Promise<{ items: FailureAnswer[]; next: Place | null }> {
  const { failures, store } = context;
  const all = [...failures.series.values()];
  const meant = all.filter((series) => isChosen(chosen, series));
  const { items, next } = await store.loadFailures({
    ...page,
    since: chosen.since,
    until: Number.isFinite(chosen.until) ? chosen.until : Number.MAX_SAFE_INTEGER,
    series: meant.length === all.length ? null : meant.map(({ number }) => number),
    conditions: chosen.conditions.map(({ condition }) => condition),
  });
  return { items: items.map((failure) => toFailureAnswer(context, failure)), next };
}

function toPlace([at, number]: unknown[]): Place {
  return { at: Number(at), number: Number(number) };
}
