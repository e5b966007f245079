import type { DocumentKind } from "../model/document-kind.ts";
import type { Collector } from "./define-collector.ts";
import { collectors } from "./index.ts";

const byKind = new Map<DocumentKind, Collector>(collectors.map((collector) => [collector.kind, collector]));

export function collectorOf<Kind extends DocumentKind>(kind: Kind): Collector<Kind> {
  const collector = byKind.get(kind);
  if (!collector) throw new Error(`No collector reads ${kind}`);
  return collector as Collector<Kind>;
}
