import type { DocumentKind } from "../model/document-kind.ts";
import type { ScopeKey } from "../model/scope.ts";
import type { Engine } from "./engine/engine.ts";

/** A document that came (`before` undefined), changed, or went (`after` undefined). */
export type DocumentChange = {
  kind: DocumentKind;
  id: string;
  at: number;
  before: unknown;
  /** Since when it was as it was before, as far as it was watched. */
  beforeSince: number | null;
  after: unknown;
};

const batchSize = 1_000;

type ChangeRange = { since: number; until: number; ids?: readonly string[]; kinds?: readonly DocumentKind[] };

/**
 * What came, changed or went from `since` to `until`, both included, in order of time. What was there when its kind was
 * read for the first time did not come then, so it is left out.
 */
export async function loadDocumentChanges(
  engine: Engine,
  scope: ScopeKey,
  range: ChangeRange,
): Promise<DocumentChange[]> {
  const changes: DocumentChange[] = [];
  for await (const batch of eachDocumentChange(engine, scope, range)) changes.push(...batch);
  return changes;
}

/** The same in batches: a fleet may change as a whole, and never need all of it be held as it was and as it is. */
export async function* eachDocumentChange(
  engine: Engine,
  scope: ScopeKey,
  range: ChangeRange,
): AsyncGenerator<DocumentChange[]> {
  const steps = await findSteps(engine, scope, range);
  for (let from = 0; from < steps.length; from += batchSize) {
    const batch = steps.slice(from, from + batchSize);
    const bodies = await loadBodies(
      engine,
      batch.flatMap(({ before, after }) => [before, after]),
    );
    const bodyOf = (key: number | null) => (key === null ? undefined : bodies.get(key));
    yield batch.map(({ before, after, ...step }) => ({
      ...step,
      before: bodyOf(before),
      after: bodyOf(after),
    }));
  }
}

/** A change with the keys of the versions that it ended and began. */
type Step = Omit<DocumentChange, "before" | "after"> & { before: number | null; after: number | null };

async function findSteps(
  engine: Engine,
  scope: ScopeKey,
  { since, until, ids, kinds }: ChangeRange,
): Promise<Step[]> {
  const versions = engine.db
    .selectFrom("documents")
    .innerJoin("reads", (join) =>
      join.onRef("reads.scope", "=", "documents.scope").onRef("reads.kind", "=", "documents.kind"),
    )
    .select(["documents.key", "documents.kind", "documents.id", "documents.valid_from", "documents.valid_to"])
    .where("documents.scope", "=", scope)
    .$if(ids !== undefined, (query) => query.where(engine.isOneOf("documents.id", ids ?? [])))
    .$if(kinds !== undefined, (query) => query.where(engine.isOneOf("documents.kind", kinds ?? [])));
  const ended = await versions
    .where("documents.valid_to", ">=", since)
    .where("documents.valid_to", "<=", until)
    .whereRef("documents.valid_to", ">", "reads.first_observed_at")
    .execute();
  const begun = await versions
    .where("documents.valid_from", ">=", since)
    .where("documents.valid_from", "<=", until)
    .whereRef("documents.valid_from", ">", "reads.first_observed_at")
    .execute();

  const steps = new Map<string, Step>();
  for (const { key, kind, id, valid_from, valid_to } of ended) {
    const at = valid_to!;
    steps.set(`${kind} ${id} ${at}`, { kind, id, at, beforeSince: valid_from, before: key, after: null });
  }
  for (const { key, kind, id, valid_from: at } of begun) {
    const step = steps.get(`${kind} ${id} ${at}`);
    if (step) step.after = key;
    else steps.set(`${kind} ${id} ${at}`, { kind, id, at, beforeSince: null, before: null, after: key });
  }
  return [...steps.values()].sort((a, b) => a.at - b.at);
}

async function loadBodies(
  engine: Engine,
  keys: readonly (number | null)[],
): Promise<ReadonlyMap<number, unknown>> {
  const rows = await engine.db
    .selectFrom("documents")
    .select(["key", "body_json"])
    .where(
      engine.isOneOf(
        "key",
        keys.filter((key) => key !== null),
      ),
    )
    .execute();
  return new Map(rows.map(({ key, body_json }) => [key, JSON.parse(body_json) as unknown]));
}

/** SSM's records of instances that are still there and have none any more: the last one of each, and when it went. */
export async function loadForgottenRecords(engine: Engine, scope: ScopeKey): Promise<DocumentChange[]> {
  const rows = await engine.db
    .selectFrom("documents as record")
    .innerJoin("documents as instance", (join) =>
      join
        .onRef("instance.scope", "=", "record.scope")
        .onRef("instance.id", "=", "record.id")
        .on("instance.kind", "=", "instance")
        .on("instance.valid_to", "is", null),
    )
    .select(["record.id", "record.valid_from", "record.valid_to", "record.body_json"])
    .where("record.scope", "=", scope)
    .where("record.kind", "=", "managed-node")
    .where("record.valid_to", "is not", null)
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom("documents as later")
            .select("later.id")
            .whereRef("later.scope", "=", "record.scope")
            .where("later.kind", "=", "managed-node")
            .whereRef("later.id", "=", "record.id")
            .whereRef("later.valid_from", ">=", "record.valid_to"),
        ),
      ),
    )
    .execute();
  return rows.map(({ id, valid_from: beforeSince, valid_to: at, body_json: body }) => ({
    kind: "managed-node",
    id,
    at: at!,
    before: JSON.parse(body) as unknown,
    beforeSince,
    after: undefined,
  }));
}
