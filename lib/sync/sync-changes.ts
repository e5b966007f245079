import { type AwsReader, withOptions } from "../aws/reader.ts";
import { identityCalls, lookedUpCalls, readChanges } from "../changes/read-changes.ts";
import { isDeciding } from "../diagnosis/deciding-change.ts";
import type { FailureGap } from "../model/failure.ts";
import { scopeKey } from "../model/scope.ts";
import type { Store } from "../store/store.ts";
import { isTroubleWithAws } from "./is-trouble-with-aws.ts";

export type SyncChangesOptions = {
  store: Store;
  reader: AwsReader;
  /** Looks up what was done to IAM, where its Region is not read for its own sake. */
  identityReader?: AwsReader | null;
  signal?: AbortSignal;
  now(): number;
  /** Nothing older is kept. */
  retentionDays: number;
  /** Something came that may change a verdict. Told as it goes, as the first reading of ninety days takes its time. */
  onChanges(): Promise<void>;
};

const dayMs = 86_400_000;

/**
 * Reads what CloudTrail tells of who changed what, page by page. Killed at any moment, the next one goes on after the last
 * saved page. Never throws for trouble with AWS: what could not be read is a gap, and is read the next time. Answers when the
 * oldest change was that came anew; null where none did.
 */
export async function syncChanges(options: SyncChangesOptions): Promise<number | null> {
  const news: News = { oldest: null };
  try {
    const { reader, identityReader = null } = options;
    await readInto(options, { reader, calls: lookedUpCalls(reader.scope) }, news);
    if (identityReader !== null)
      await readInto(options, { reader: identityReader, calls: identityCalls }, news);
  } catch (error) {
    // Credentials that are no good, and a stop, are told by the reading of facts.
    if (!isTroubleWithAws(error) && options.signal?.aborted !== true) throw error;
  }
  return news.oldest;
}

type News = { oldest: number | null };

async function readInto(
  { store, signal, now, retentionDays, onChanges }: SyncChangesOptions,
  { reader, calls }: { reader: AwsReader; calls: readonly string[] },
  news: News,
): Promise<void> {
  const scope = scopeKey(reader.scope);
  const startedAt = now();
  const reading = readChanges(withOptions(reader, { signal }), {
    now: startedAt,
    since: startedAt - retentionDays * dayMs,
    checkpoint: await store.loadChangeCheckpoint(scope),
    calls,
  });
  let isNews = false;
  let pages = 0;
  for await (const page of reading) {
    signal?.throwIfAborted();
    // What explains a refused call and what tells a change is denied by the same permission, and is one gap. That of a
    // scope that is not read would be nobody's.
    const told = calls === identityCalls ? [] : page.gaps;
    const gaps = told.map((gap): FailureGap => ({ ...gap, source: "cloudtrail" }));
    const fresh = await store.saveChangePage({ ...page, scope, gaps, at: now() });
    for (const { at } of fresh) news.oldest = Math.min(news.oldest ?? at, at);
    isNews ||= fresh.some((change) => isDeciding(change) || change.field === "State");
    // As often as each call was looked up once: the newest of all of them come first.
    if (++pages % calls.length !== 0 || !isNews) continue;
    isNews = false;
    await onChanges();
  }
  if (isNews) await onChanges();
}
