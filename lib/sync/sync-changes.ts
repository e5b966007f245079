import type { AwsReader } from "../aws/reader.ts";
import { changingCalls } from "../changes/events/index.ts";
import { readChanges } from "../changes/read-changes.ts";
import { isDeciding } from "../diagnosis/deciding-change.ts";
import type { FailureGap } from "../model/failure.ts";
import { scopeKey } from "../model/scope.ts";
import type { Store } from "../store/store.ts";

export type SyncChangesOptions = {
  store: Store;
  reader: AwsReader;
  now: number;
  /** Nothing older is kept. */
  retentionDays: number;
  onGap(gap: FailureGap): void;
  /** Something came that may change a verdict. Told as it goes, as the first reading of ninety days takes its time. */
  onChanges(): Promise<void>;
};

const dayMs = 86_400_000;

/**
 * Reads what CloudTrail tells of who changed what, page by page. Killed at any moment, the next one goes on after the last
 * saved page.
 */
export async function syncChanges(options: SyncChangesOptions): Promise<void> {
  const { store, reader, now, retentionDays, onGap, onChanges } = options;
  const scope = scopeKey(reader.scope);
  const checkpoint = await store.loadChangeCheckpoint(scope);
  let isNews = false;
  let pages = 0;
  for await (const page of readChanges(reader, { now, since: now - retentionDays * dayMs, checkpoint })) {
    // What explains a refused call and what tells a change is denied by the same permission, and is one gap.
    const gaps = page.gaps.map((gap): FailureGap => ({ ...gap, source: "cloudtrail" }));
    const fresh = await store.saveChangePage({ ...page, scope, gaps, at: now });
    isNews ||= fresh.some((change) => isDeciding(change) || change.field === "State");
    gaps.forEach(onGap);
    // As often as each call was looked up once: the newest of all of them come first.
    if (++pages % changingCalls.length !== 0 || !isNews) continue;
    isNews = false;
    await onChanges();
  }
  if (isNews) await onChanges();
}
