import type { DocumentKind } from "../model/document-kind.ts";
import type { DocumentOf } from "../model/documents/document.ts";
import type { Collector } from "./define-collector.ts";

/**
 * What the selected collectors need of one another's documents. Only that is kept while a scope is read: the documents
 * themselves go past, and there may be a hundred thousand of them.
 */
export type Needed = {
  note<Kind extends DocumentKind>(kind: Kind, document: DocumentOf<Kind>): void;
  /** What `collector` needed of the documents of `kind` that went past. */
  of(collector: Collector, kind: DocumentKind): ReadonlySet<string>;
};

export function createNeeded(selected: readonly Collector[]): Needed {
  const wants = selected.flatMap((collector) =>
    (Object.keys(collector.needs) as DocumentKind[]).map((kind) => ({
      collector,
      kind,
      found: new Set<string>(),
    })),
  );
  return {
    note(kind, document) {
      for (const want of wants) {
        if (want.kind !== kind) continue;
        // The compiler does not see that `kind` picks the function for its own documents.
        const of = want.collector.needs[kind] as ((document: unknown) => readonly string[]) | undefined;
        for (const value of of?.(document) ?? []) want.found.add(value);
      }
    },
    of: (collector, kind) =>
      wants.find((want) => want.collector === collector && want.kind === kind)?.found ?? new Set(),
  };
}
