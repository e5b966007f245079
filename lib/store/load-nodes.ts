import type { Conclusion, Node } from "../model/node.ts";
import type { ScopeKey } from "../model/scope.ts";
import type { Engine } from "./engine/engine.ts";
import { type NodePulse, toConclusion, toNode } from "./node-row.ts";

/**
 * Some of what happened to nodes after a sequence number. `pulses` are nodes whose last ping or read moved and nothing else,
 * to be laid over the rows that the reader holds.
 */
export type NodeChanges = {
  rows: Node[];
  pulses: NodePulse[];
  removed: { scope: ScopeKey; id: string }[];
};

const batchSize = 5_000;

/** All nodes, or those of a scope, in batches. Ask `loadNodeSeq` first, then catch up with `loadNodesSince`. */
export async function* loadNodes(engine: Engine, scope?: ScopeKey): AsyncGenerator<Node[]> {
  let last: { scope: ScopeKey; id: string } | undefined;
  for (;;) {
    const after = last;
    const rows = await nodesWithPulses(engine)
      .$if(scope !== undefined, (query) => query.where("nodes.scope", "=", scope!))
      .$if(after !== undefined, (query) =>
        query.where(({ eb, refTuple, tuple }) =>
          eb(refTuple("nodes.scope", "nodes.id"), ">", tuple(after!.scope, after!.id)),
        ),
      )
      .orderBy("nodes.scope")
      .orderBy("nodes.id")
      .limit(batchSize)
      .execute();
    if (rows.length > 0) yield rows.map(toNode);
    if (rows.length < batchSize) return;
    last = rows.at(-1)!;
  }
}

/** What the rows of a scope's nodes say of how they are, and why: of all, or of those named. */
export async function loadConclusions(
  engine: Engine,
  scope: ScopeKey,
  ids?: readonly string[],
): Promise<Map<string, Conclusion>> {
  const rows = await engine.db
    .selectFrom("nodes")
    .select(["id", "status", "certainty", "why", "expected_until", "awaits_cause"])
    .select(["cause_code", "cause_subject_kind", "cause_subject_id", "cause_subject_scope"])
    .where("scope", "=", scope)
    .$if(ids !== undefined, (query) => query.where(engine.isOneOf("id", ids ?? [])))
    .execute();
  return new Map(rows.map((row) => [row.id, toConclusion(row)]));
}

export async function loadNodeSeq(engine: Engine): Promise<number> {
  const row = await engine.db
    .selectFrom("counters")
    .select("value")
    .where("name", "=", "nodes")
    .executeTakeFirstOrThrow();
  return row.value;
}

/**
 * All that happened to nodes after a sequence number, in batches: what is gone first, and each node in one batch. Ask
 * `loadNodeSeq` first: what is saved meanwhile may be among it already, and then comes again with the next time.
 */
export async function* loadNodesSince(engine: Engine, seq: number): AsyncGenerator<NodeChanges> {
  const removed = await engine.db
    .selectFrom("node_removals")
    .select(["scope", "id"])
    .where("seq", ">", seq)
    .execute();
  if (removed.length > 0) yield { rows: [], pulses: [], removed };
  const changed = new Set<string>();
  for (const [scope, keys] of await loadKeysSince(engine, "nodes", seq)) {
    for (const some of inBatches(keys)) {
      const rows = await nodesWithPulses(engine)
        .where("nodes.scope", "=", scope)
        .where(engine.isOneOf("nodes.id", some))
        .execute();
      for (const { id } of rows) changed.add(`${scope} ${id}`);
      yield { rows: rows.map(toNode), pulses: [], removed: [] };
    }
  }
  for (const [scope, keys] of await loadKeysSince(engine, "node_pulses", seq)) {
    for (const some of inBatches(keys.filter(({ id }) => !changed.has(`${scope} ${id}`)))) {
      const rows = await engine.db
        .selectFrom("node_pulses")
        .selectAll()
        .where("scope", "=", scope)
        .where(engine.isOneOf("id", some))
        .execute();
      const pulses = rows.map(({ id, last_ping_at: lastPingAt, read_at: readAt }) => ({
        scope,
        id,
        lastPingAt,
        readAt,
      }));
      yield { rows: [], pulses, removed: [] };
    }
  }
}

type NodeId = { scope: ScopeKey; id: string };

/** By their scopes. */
async function loadKeysSince(
  engine: Engine,
  table: "nodes" | "node_pulses",
  seq: number,
): Promise<Map<ScopeKey, NodeId[]>> {
  const keys = await engine.db.selectFrom(table).select(["scope", "id"]).where("seq", ">", seq).execute();
  return Map.groupBy(keys, ({ scope }) => scope);
}

function* inBatches(keys: readonly NodeId[]): Generator<string[]> {
  for (let start = 0; start < keys.length; start += batchSize)
    yield keys.slice(start, start + batchSize).map(({ id }) => id);
}

export async function findNode(engine: Engine, scope: ScopeKey, id: string): Promise<Node | undefined> {
  const row = await nodesWithPulses(engine)
    .where("nodes.scope", "=", scope)
    .where("nodes.id", "=", id)
    .executeTakeFirst();
  return row && toNode(row);
}

function nodesWithPulses(engine: Engine) {
  return engine.db
    .selectFrom("nodes")
    .innerJoin("node_pulses", (join) =>
      join.onRef("node_pulses.scope", "=", "nodes.scope").onRef("node_pulses.id", "=", "nodes.id"),
    )
    .selectAll("nodes")
    .select(["node_pulses.last_ping_at", "node_pulses.read_at"]);
}
