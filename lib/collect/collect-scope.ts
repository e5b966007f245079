import { gapReason, ReadError } from "../aws/errors.ts";
import { type AwsReader, withOptions } from "../aws/reader.ts";
import type { DocumentKind } from "../model/document-kind.ts";
import type { DocumentOf } from "../model/documents/document.ts";
import type { Gap } from "../model/gap.ts";
import { type ScopeKey, scopeKey } from "../model/scope.ts";
import type { CallProgress } from "../model/sync-progress.ts";
import type { Collector, ReadPage } from "./define-collector.ts";
import { collectors } from "./index.ts";
import { endsAll } from "./listing.ts";
import { createNeeded, type Needed } from "./needed.ts";
import { ParseError } from "./parsing.ts";
import { followCalls } from "./progress.ts";
import { explainStop } from "./stop.ts";
import { toStored } from "./stored.ts";

export type CollectedItem = {
  id: string;
  /** As AWS described it, in JSON. */
  body: unknown;
  document: DocumentOf<DocumentKind>;
  /** Fields of `body` that could not be read: what was known of them before still stands. */
  missing: readonly string[];
  /** Of managed nodes: it moves with every heartbeat, so it is no part of the body. */
  lastPingAt: number | null;
};

/** Takes what is read, as it is read. A promise that it returns holds the reading back. */
export type Sink = {
  page(kind: DocumentKind, items: readonly CollectedItem[], observedAt: number): void | Promise<void>;
  /** The kind was read through: what is not among `seenIds` is gone (of the nodes asked for, where some were). */
  done(
    kind: DocumentKind,
    read: { startedAt: number; finishedAt: number; seenIds: ReadonlySet<string> },
  ): void | Promise<void>;
  /**
   * What of the kind could not be read. With a `resource` in each the kind was read through otherwise, and `done` follows;
   * else nothing is said of what was not among the pages.
   */
  gap(kind: DocumentKind, gaps: readonly Gap[]): void | Promise<void>;
  /** What was known before of a resource that could not be read now, and under which id, where anything was. */
  known?(kind: DocumentKind, resource: string): Promise<KnownItem | undefined>;
  /** All that was known before of a kind that could not be read now. */
  allKnown?(kind: DocumentKind): AsyncIterable<DocumentOf<DocumentKind>>;
};

export type KnownItem = { id: string; document: DocumentOf<DocumentKind> };

export type CollectOptions = {
  /** All that are not optional, unless told. */
  kinds?: readonly DocumentKind[];
  /** Read only these nodes again: of the kinds that have one document a node. */
  nodes?: readonly string[];
  signal?: AbortSignal;
  onProgress?(call: CallProgress): void;
  now?(): number;
};

/** How many kinds are read at the same time. Their calls are paced together, whatever their number. */
const kindsTogether = 8;

/**
 * Reads one scope into `sink`: every kind as soon as those that it needs are read. A kind that fails is a gap and hides
 * no other. Only credentials that let nobody in end the whole, with a FleetError; and so does the signal, with its reason.
 */
export async function collectScope(
  reader: AwsReader,
  sink: Sink,
  options: CollectOptions = {},
): Promise<void> {
  const selected = select(options);
  const stop = new AbortController();
  const signal = AbortSignal.any([stop.signal, ...(options.signal ? [options.signal] : [])]);
  const run: Run = {
    reader: withOptions(reader, { signal }),
    sink,
    scope: scopeKey(reader.scope),
    nodes: options.nodes ?? null,
    needed: createNeeded(selected),
    report: options.onProgress ?? (() => undefined),
    now: options.now ?? Date.now,
  };
  const slots = createSlots(kindsTogether);
  const outcomes = new Map<DocumentKind, Promise<readonly Gap[]>>();
  for (const collector of selected) {
    const before = Object.keys(collector.needs).map((kind) => getOutcome(outcomes, kind, collector));
    const outcome = Promise.all(before).then((gaps) =>
      slots(() => collectKind(run, collector, gaps.flat().filter(isOfKind))),
    );
    outcome.catch((error: unknown) => stop.abort(error));
    outcomes.set(collector.kind, outcome);
  }
  const results = await Promise.allSettled(outcomes.values());
  options.signal?.throwIfAborted();
  if (!stop.signal.aborted) return;
  const first: unknown = stop.signal.reason;
  if (results.some((result) => result.status === "rejected")) throw explainStop(first, reader.scope);
}

type Run = {
  reader: AwsReader;
  sink: Sink;
  scope: ScopeKey;
  nodes: readonly string[] | null;
  needed: Needed;
  report(call: CallProgress): void;
  now(): number;
};

/** In the order of `documentKinds`, in which every kind stands after those that it needs. */
function select({ kinds, nodes }: CollectOptions): readonly Collector[] {
  return collectors.filter(
    (collector) =>
      (kinds?.includes(collector.kind) ?? !collector.isOptional) &&
      (nodes === undefined || collector.isOfNodes),
  );
}

function getOutcome(
  outcomes: ReadonlyMap<string, Promise<readonly Gap[]>>,
  kind: string,
  { kind: dependent }: Collector,
): Promise<readonly Gap[]> {
  const outcome = outcomes.get(kind);
  if (outcome === undefined) throw new Error(`${dependent} cannot be read without ${kind}`);
  return outcome;
}

const isOfKind = (gap: Gap) => gap.resource === null;

/** Reads one kind to its end, and gives the gaps that it came to. `before` are those of the kinds that it needs. */
async function collectKind(run: Run, collector: Collector, before: readonly Gap[]): Promise<readonly Gap[]> {
  const { kind } = collector;
  const progress = followCalls(collector, run.report);
  const reader = withOptions(run.reader, progress.observer);
  const context = { needed: (of: DocumentKind) => run.needed.of(collector, of), nodes: run.nodes };
  const startedAt = run.now();
  const seenIds = new Set<string>();
  const [aside, own] = partition(before, (gap) => collector.wholeWithout.includes(gap.kind));
  const gaps: Gap[] = own.map((gap) => ({ ...gap, kind }));
  progress.begin();
  await standInFor(run, aside);
  try {
    for await (const page of collector.read(reader, context)) {
      await takePage(run, collector, page, seenIds, gaps);
    }
  } catch (error) {
    if (!(error instanceof ReadError) || endsAll(error)) throw error;
    gaps.push(toGap(run.scope, kind, error, null));
  }
  if (gaps.length > 0) await run.sink.gap(kind, gaps);
  if (!gaps.some(isOfKind)) await run.sink.done(kind, { startedAt, finishedAt: run.now(), seenIds });
  progress.end(gaps);
  return gaps;
}

async function takePage(
  run: Run,
  collector: Collector,
  page: ReadPage<unknown>,
  seenIds: Set<string>,
  gaps: Gap[],
): Promise<void> {
  const { kind } = collector;
  const items: CollectedItem[] = [];
  for (const { id, body: answer, missing = [], lastPingAt = null } of page.items) {
    const body = toStored(answer);
    try {
      const document = collector.parse(body);
      const item = { id: id ?? document.id, body, document, missing, lastPingAt };
      run.needed.note(kind, document);
      seenIds.add(item.id);
      items.push(item);
    } catch (error) {
      if (!(error instanceof ParseError)) throw error;
      if (id !== undefined) seenIds.add(await standIn(run, kind, id));
      gaps.push(toUnparsed(run.scope, collector, id, error));
    }
  }
  for (const { resource, error } of page.failures ?? []) {
    const id = seenIds.has(resource) ? resource : await standIn(run, kind, resource);
    seenIds.add(id);
    gaps.push(toGap(run.scope, kind, error, id));
  }
  if (items.length > 0) await run.sink.page(kind, items, run.now());
}

/**
 * The id under which an unread resource is known. What was known of it stands, and what that leads to is read by it: the
 * role of a profile that could not be read is not gone.
 */
async function standIn(run: Run, kind: DocumentKind, resource: string): Promise<string> {
  const known = await run.sink.known?.(kind, resource);
  if (known === undefined) return resource;
  run.needed.note(kind, known.document);
  return known.id;
}

function partition<Item>(items: readonly Item[], is: (item: Item) => boolean): [Item[], Item[]] {
  return [items.filter(is), items.filter((item) => !is(item))];
}

/** What was known of whole kinds stands as well, and so does what it leads to. */
async function standInFor(run: Run, gaps: readonly Gap[]): Promise<void> {
  for (const kind of new Set(gaps.map((gap) => gap.kind)))
    for await (const document of run.sink.allKnown?.(kind) ?? []) run.needed.note(kind, document);
}

function toGap(scope: ScopeKey, kind: DocumentKind, error: ReadError, resource: string | null): Gap {
  const { operation: action, message, code } = error;
  return { scope, kind, action, reason: gapReason(error), message, code, resource };
}

function toUnparsed(scope: ScopeKey, collector: Collector, id: string | undefined, error: ParseError): Gap {
  const [action] = collector.actions;
  const message = `AWS described ${id ?? "one without an id"} in a way that Muster cannot read: ${error.message}.`;
  const resource = id ?? "(no id)";
  return { scope, kind: collector.kind, action: action!, reason: "failed", message, code: null, resource };
}

/** Runs what it is given, at most `limit` at a time. */
function createSlots(limit: number): <T>(work: () => Promise<T>) => Promise<T> {
  const waiting: (() => void)[] = [];
  let free = limit;
  return async (work) => {
    if (free === 0) await new Promise<void>((resolve) => waiting.push(resolve));
    else free -= 1;
    try {
      return await work();
    } finally {
      const next = waiting.shift();
      if (next === undefined) free += 1;
      else next();
    }
  };
}
