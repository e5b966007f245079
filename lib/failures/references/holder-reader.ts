import type { OperationName } from "../../aws/operations.ts";
import type { AwsReader } from "../../aws/reader.ts";
import type { FailureGap } from "../../model/failure.ts";
import type { HolderKind, ReferenceHolder } from "../../model/reference-holder.ts";
import { scopeKey } from "../../model/scope.ts";
import type { Tolerance } from "../sources/tolerance.ts";

export type HolderReading = {
  reader: AwsReader;
  tolerance: Tolerance<Omit<FailureGap, "source">>;
  now: number;
};

/** Reads one kind of what names nodes. Those that name none may be among them. */
export type ReadHolders = {
  kind: HolderKind;
  /** The operations that it calls. */
  actions: readonly OperationName[];
  read(reading: HolderReading): Promise<ReferenceHolder[]>;
};

/** What most holders have in common. */
export function plain({ scope }: AwsReader) {
  return { scope: scopeKey(scope), windowId: null, windowTargetIds: [] };
}

/** All items of all pages; of at most so many pages where that is told. */
export async function allItems<Answer, Item>(
  pages: AsyncIterable<Answer>,
  itemsOf: (answer: Answer) => readonly Item[] | undefined,
  mostPages = Number.POSITIVE_INFINITY,
): Promise<Item[]> {
  const items: Item[] = [];
  let read = 0;
  for await (const answer of pages) {
    items.push(...(itemsOf(answer) ?? []));
    if (++read >= mostPages) break;
  }
  return items;
}
