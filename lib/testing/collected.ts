import type { AwsReader } from "../aws/reader.ts";
import { type CollectedItem, type CollectOptions, collectScope } from "../collect/collect-scope.ts";
import type { DocumentKind } from "../model/document-kind.ts";
import type { Gap } from "../model/gap.ts";

export type Collected = {
  items: Map<DocumentKind, Map<string, CollectedItem>>;
  done: Map<DocumentKind, ReadonlySet<string>>;
  gaps: Gap[];
};

/** All that one reading of a scope gives, in memory. */
export async function collected(reader: AwsReader, options?: CollectOptions): Promise<Collected> {
  const result: Collected = { items: new Map(), done: new Map(), gaps: [] };
  await collectScope(
    reader,
    {
      page(kind, items) {
        const ofKind = result.items.get(kind) ?? new Map();
        result.items.set(kind, ofKind);
        for (const item of items) ofKind.set(item.id, item);
      },
      done(kind, { seenIds }) {
        result.done.set(kind, seenIds);
      },
      gap(_, gaps) {
        result.gaps.push(...gaps);
      },
    },
    options,
  );
  return result;
}
