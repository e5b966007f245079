import { type AwsReader, withOptions } from "../aws/reader.ts";
import { kindsBehind, readReferenceHolders } from "../failures/references/read-references.ts";
import { scopeKey } from "../model/scope.ts";
import type { Store } from "../store/store.ts";
import { isTroubleWithAws } from "./is-trouble-with-aws.ts";

/**
 * Reads what in a scope names nodes by their ids. What could not be read stays as it was known, with its gap; never throws for
 * trouble with AWS.
 */
export async function syncReferences({
  store,
  reader,
  signal,
  now,
}: {
  store: Store;
  reader: AwsReader;
  signal?: AbortSignal | undefined;
  now(): number;
}): Promise<void> {
  const scope = scopeKey(reader.scope);
  try {
    const { holders, gaps } = await readReferenceHolders(withOptions(reader, { signal }), now());
    signal?.throwIfAborted();
    const unread = new Set(gaps.flatMap(({ action }) => kindsBehind(action)));
    const [known] = await store.loadStoredReferences(scope);
    const read = new Set(holders.map(({ kind, id }) => `${kind} ${id}`));
    const kept = (known?.holders ?? []).filter(
      ({ kind, id }) => unread.has(kind) && !read.has(`${kind} ${id}`),
    );
    await store.saveReferences({ scope, readAt: now(), holders: [...holders, ...kept], gaps });
  } catch (error) {
    // Credentials that are no good, and a stop, are told by the reading of facts.
    if (!isTroubleWithAws(error) && signal?.aborted !== true) throw error;
  }
}
