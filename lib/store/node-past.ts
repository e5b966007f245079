import type { CauseCode, Subject } from "../model/cause.ts";
import type { Node } from "../model/node.ts";
import type { ScopeKey } from "../model/scope.ts";
import type { DocumentVersion } from "./document-history.ts";
import type { Engine } from "./engine/engine.ts";
import { toNode, toSubject } from "./node-row.ts";
import type { StatusPeriod } from "./status-history.ts";

type Of<Fact> = Fact & { scope: ScopeKey; id: string };

/** Everything that is kept of some ids, whatever their scope. */
export type KeptPast = {
  nodes: Node[];
  /** The oldest first. */
  statuses: Of<StatusPeriod>[];
  /** Versions of the instances and of SSM's records, the oldest first. */
  versions: Of<DocumentVersion & { kind: "instance" | "managed-node" }>[];
  pings: Of<{ lastPingAt: number }>[];
};

export async function loadKeptPast(
  engine: Engine,
  scopes: readonly ScopeKey[],
  ids: readonly string[],
): Promise<KeptPast> {
  if (ids.length === 0) return { nodes: [], statuses: [], versions: [], pings: [] };
  const of = (table: string) => ({
    scope: engine.isOneOf(`${table}.scope`, scopes),
    id: engine.isOneOf(`${table}.id`, ids),
  });
  const nodes = await engine.db
    .selectFrom("nodes")
    .innerJoin("node_pulses", (join) =>
      join.onRef("node_pulses.scope", "=", "nodes.scope").onRef("node_pulses.id", "=", "nodes.id"),
    )
    .selectAll("nodes")
    .select(["node_pulses.last_ping_at", "node_pulses.read_at"])
    .where(of("nodes").scope)
    .where(of("nodes").id)
    .execute();
  const statuses = await engine.db
    .selectFrom("status_history")
    .selectAll()
    .where(of("status_history").scope)
    .where(of("status_history").id)
    .orderBy("valid_from")
    .execute();
  const pings = await engine.db
    .selectFrom("pings")
    .selectAll()
    .where(of("pings").scope)
    .where(of("pings").id)
    .execute();
  return {
    nodes: nodes.map(toNode),
    statuses: statuses.map((row) => ({
      ...{ scope: row.scope, id: row.id, status: row.status, why: row.why, causeCode: row.cause_code },
      ...{ from: row.valid_from, to: row.valid_to },
    })),
    versions: await loadVersions(engine, scopes, ids),
    pings: pings.map(({ scope, id, last_ping_at: lastPingAt }) => ({ scope, id, lastPingAt })),
  };
}

async function loadVersions(
  engine: Engine,
  scopes: readonly ScopeKey[],
  ids: readonly string[],
): Promise<KeptPast["versions"]> {
  const versions = engine.db
    .selectFrom("documents")
    .select(["scope", "kind", "id", "valid_from", "valid_to", "body_json"])
    .where(engine.isOneOf("scope", scopes))
    .where("kind", "in", ["instance", "managed-node"])
    .where(engine.isOneOf("id", ids));
  const rows = await versions
    .where("valid_to", "is not", null)
    .unionAll(versions.where("valid_to", "is", null))
    .execute();
  return rows
    .map((row) => ({
      ...{ scope: row.scope, id: row.id, kind: row.kind as "instance" | "managed-node" },
      ...{ validFrom: row.valid_from, validTo: row.valid_to, body: JSON.parse(row.body_json) as unknown },
    }))
    .sort((a, b) => a.validFrom - b.validFrom);
}

/** What was to blame in some scopes, period by period: by it a node's former cause finds its subject again. */
export async function loadCausePeriods(
  engine: Engine,
  scopes: readonly ScopeKey[],
  codes: readonly string[],
): Promise<
  {
    scope: ScopeKey;
    code: CauseCode;
    subject: Subject;
    since: number;
    firstSeen: number;
    closedAt: number | null;
  }[]
> {
  const rows = await engine.db
    .selectFrom("causes")
    .select(["scope", "code", "subject_kind", "subject_id", "subject_scope"])
    .select(["since", "first_seen", "closed_at"])
    .where(engine.isOneOf("scope", scopes))
    .where(engine.isOneOf("code", codes))
    .execute();
  return rows.map((row) => ({
    ...{ scope: row.scope, code: row.code },
    subject: toSubject(row.subject_kind, row.subject_id, row.subject_scope),
    ...{ since: row.since, firstSeen: row.first_seen, closedAt: row.closed_at },
  }));
}
