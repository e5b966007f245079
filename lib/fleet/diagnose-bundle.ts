import { parseBundle } from "../aws/bundle/parse-bundle.ts";
import { createBundleReader } from "../aws/bundle-reader.ts";
import { collectScope } from "../collect/collect-scope.ts";
import type { DocumentKind } from "../model/document-kind.ts";
import type { Gap } from "../model/gap.ts";
import type { Node } from "../model/node.ts";
import { type ScopeKey, scopeKey } from "../model/scope.ts";
import { deriveNodes } from "../sync/derive-nodes.ts";
import { type RowKind, rowKinds, ScopeFacts } from "../sync/scope-facts.ts";

/** What `muster diagnose --json` prints of one bundle. */
export type BundleDiagnosis = {
  bundle: string;
  scope: ScopeKey;
  nodes: {
    id: string;
    status: Node["status"];
    sure: Node["certainty"];
    why: string | null;
    cause: { code: string; subject: { kind: string; id: string } } | null;
    expected: number | null;
    checks: { id: string; outcome: string }[];
    path: null;
  }[];
  causes: { code: string; subject: { kind: string; id: string }; nodes: string[] }[];
  failures: never[];
  gaps: Gap[];
};

/** A bundle that says nothing younger can be too old: its facts are all of its own moment. */
const maxAgeMs = Number.POSITIVE_INFINITY;

/** Reads a bundle as a scope is read, and says of each of its nodes what is known. `json` is the file's parsed content. */
export async function diagnoseBundle(json: unknown, file: string): Promise<BundleDiagnosis> {
  const bundle = parseBundle(json, file);
  const scope = scopeKey(bundle.scope);
  const { facts, gaps } = await collectFacts(createBundleReader(bundle), bundle.at);
  const nodes = deriveNodes(facts, { scope, at: bundle.at, maxAgeMs }).sort((a, b) => (a.id < b.id ? -1 : 1));
  return {
    bundle: file,
    scope,
    nodes: nodes.map(toDiagnosis),
    causes: shareCauses(nodes),
    failures: [],
    gaps,
  };
}

async function collectFacts(
  reader: ReturnType<typeof createBundleReader>,
  at: number,
): Promise<{ facts: ScopeFacts; gaps: Gap[] }> {
  const pings = new Map<string, number>();
  const gaps: Gap[] = [];
  const reads: { kind: DocumentKind; observedAt: number | null }[] = [];
  const pages: { kind: RowKind; id: string; body: unknown }[] = [];
  await collectScope(
    reader,
    {
      page(kind, items) {
        for (const { id, body, lastPingAt } of items) {
          if (lastPingAt !== null) pings.set(id, lastPingAt);
          if (isRowKind(kind)) pages.push({ kind, id, body });
        }
      },
      done: (kind) => void reads.push({ kind, observedAt: at }),
      gap: (_kind, found) => void gaps.push(...found),
    },
    { now: () => at },
  );
  const facts = new ScopeFacts(reads, gaps, pings);
  for (const { kind, id, body } of pages) facts.add(kind, { id, body, observedAt: at });
  return { facts, gaps };
}

function isRowKind(kind: DocumentKind): kind is RowKind {
  return (rowKinds as readonly DocumentKind[]).includes(kind);
}

function toDiagnosis({
  id,
  status,
  certainty,
  why,
  cause,
  expectedUntil,
}: Node): BundleDiagnosis["nodes"][number] {
  return {
    id,
    status,
    sure: certainty,
    why,
    cause,
    expected: expectedUntil,
    checks: [],
    path: null,
  };
}

function shareCauses(nodes: readonly Node[]): BundleDiagnosis["causes"] {
  const shared = new Map<string, BundleDiagnosis["causes"][number]>();
  for (const { id, cause } of nodes) {
    if (!cause) continue;
    const key = `${cause.code} ${cause.subject.kind} ${cause.subject.id}`;
    const known = shared.get(key) ?? {
      code: cause.code,
      subject: cause.subject,
      nodes: [],
    };
    known.nodes.push(id);
    shared.set(key, known);
  }
  return [...shared.values()];
}
