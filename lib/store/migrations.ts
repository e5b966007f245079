import { type Kysely, sql } from "kysely";
import { FleetError } from "../model/fleet-error.ts";
import type { Engine } from "./engine/engine.ts";
import type { Database } from "./schema.ts";

type Spelling = {
  /** A number that the engine hands out. */
  generatedKey: string;
  /** A number that the store itself hands out. */
  numberKey: string;
  /** Behind a table whose primary key is all that it is read by. */
  byKey: string;
};

const spellings: Record<Engine["dialect"], Spelling> = {
  sqlite: { generatedKey: "integer primary key", numberKey: "integer primary key", byKey: "without rowid" },
  postgres: {
    generatedKey: "bigint generated always as identity primary key",
    numberKey: "bigint primary key",
    byKey: "",
  },
};

/**
 * Version n of the schema is what the first n entries make. A released entry is never changed: a change is a new entry.
 */
const migrations: ((spelling: Spelling) => string[])[] = [
  ({ generatedKey, byKey }) => [
    `create table counters (name text primary key, value bigint not null) ${byKey}`,
    `insert into counters (name, value) values ('nodes', 0)`,
    `create table scopes (key text primary key, partition text not null, account text not null, account_name text,
       region text not null, read_at bigint, next_at bigint, consecutive_failures bigint not null) ${byKey}`,
    `create table reads (scope text not null, kind text not null, started_at bigint not null,
       finished_at bigint not null, outcome text not null, items bigint not null, observed_at bigint,
       first_observed_at bigint, primary key (scope, kind)) ${byKey}`,
    // A version is in exactly one of the two partial indexes, so a first read pays for one of them only.
    `create table documents (key ${generatedKey}, scope text not null, kind text not null, id text not null,
       hash text not null, body_json text not null, valid_from bigint not null, valid_to bigint,
       check (valid_to is null or valid_to > valid_from))`,
    `create unique index documents_current on documents (scope, kind, id) where valid_to is null`,
    `create unique index documents_closed on documents (scope, kind, id, valid_from) where valid_to is not null`,
    `create index documents_begun on documents (scope, valid_from)`,
    `create index documents_ended on documents (valid_to) where valid_to is not null`,
    `create table sightings (scope text not null, kind text not null, id text not null,
       observed_at bigint not null, primary key (scope, kind, id)) ${byKey}`,
    `create table pings (scope text not null, id text not null, last_ping_at bigint not null,
       primary key (scope, id)) ${byKey}`,
    `create table gaps (scope text not null, kind text not null, action text not null, resource text not null,
       reason text not null, message text not null, code text, since bigint not null, at bigint not null,
       primary key (scope, kind, action, resource)) ${byKey}`,
    `create table nodes (scope text not null, id text not null, name text, status text not null,
       certainty text not null, why text, cause_code text, cause_subject_kind text, cause_subject_id text,
       expected_until bigint, status_since bigint not null, state text, ping text, channel text, platform text,
       platform_name text, agent_version text, instance_type text, image_id text, launched_at bigint, vpc text,
       subnet text, zone text, security_groups_json text not null, role text, instance_profile_arn text,
       auto_scaling_group text, private_address text, public_address text, ipv6_address text, computer_name text,
       tags_json text not null, failures bigint, seq bigint not null, primary key (scope, id)) ${byKey}`,
    `create index nodes_seq on nodes (seq)`,
    `create table node_pulses (scope text not null, id text not null, last_ping_at bigint, read_at bigint not null,
       seq bigint not null, primary key (scope, id)) ${byKey}`,
    `create index node_pulses_seq on node_pulses (seq)`,
    `create table node_removals (scope text not null, id text not null, removed_at bigint not null,
       seq bigint not null, primary key (scope, id)) ${byKey}`,
    `create index node_removals_seq on node_removals (seq)`,
    `create table status_history (scope text not null, id text not null, status text not null, why text,
       cause_code text, valid_from bigint not null, valid_to bigint, primary key (scope, id, valid_from)) ${byKey}`,
    `create index status_history_ended on status_history (valid_to) where valid_to is not null`,
    `create table syncs (id text primary key, scope text not null, reason text not null, started_at bigint not null,
       finished_at bigint, outcome text not null, message text, nodes bigint not null,
       changed_documents bigint not null, calls_json text not null, gaps_json text not null)`,
    `create index syncs_scope on syncs (scope, started_at)`,
    `create index syncs_started on syncs (started_at)`,
    `create table sync_requests (id text primary key, target text not null, scope text, node_ids_json text not null,
       requested_at bigint not null, requested_by text not null) ${byKey}`,
    `create table audit (id text primary key, at bigint not null, actor text not null, action text not null,
       target text not null, detail_json text not null, outcome text not null)`,
    `create index audit_at on audit (at)`,
    `create table saved_views (id text primary key, name text not null, page text not null, query text not null,
       actor text not null, at bigint not null) ${byKey}`,
  ],
  ({ byKey }) => [
    `create table causes (scope text not null, code text not null, subject_kind text not null,
       subject_id text not null, since bigint not null, sentence text not null, evidence_json text not null,
       first_seen bigint not null, closed_at bigint, primary key (scope, code, subject_id, first_seen),
       check (closed_at is null or closed_at > first_seen)) ${byKey}`,
    `create unique index causes_open on causes (scope, code, subject_id) where closed_at is null`,
    `create index causes_subject on causes (code, subject_id)`,
    `create index causes_closed on causes (closed_at) where closed_at is not null`,
    `create table exclusions (id text primary key, filter text not null, reason text not null, owner text not null,
       until bigint not null, created_at bigint not null, created_by text not null) ${byKey}`,
    `create table acknowledgements (code text not null, subject_key text not null, until bigint not null,
       reason text not null, at bigint not null, actor text not null, primary key (code, subject_key)) ${byKey}`,
  ],
  ({ numberKey, byKey }) => [
    `insert into counters (name, value) values ('failures', 0)`,
    `create table failure_series (number ${numberKey}, hash text not null unique, scope text not null,
       kind text not null, source text not null, operation text not null, document_name text, caller text,
       cause text not null, subject_kind text, subject_id text, is_silent bigint not null, sentence text not null,
       is_inferred bigint not null, sentence_at bigint not null, seq bigint not null)`,
    `create index failure_series_seq on failure_series (seq)`,
    `create table failure_days (series bigint not null, day bigint not null, count bigint not null,
       first_at bigint not null, last_at bigint not null, primary key (series, day)) ${byKey}`,
    `create table failures (number ${numberKey}, id text not null, series bigint not null, at bigint not null,
       caller text, error_code text not null, message text, request_id text, body_json text not null)`,
    `create unique index failures_id on failures (id)`,
    `create index failures_series on failures (series, at, number)`,
    `create index failures_at on failures (at, number, series)`,
    `create table failure_targets (failure bigint not null, node text not null, scope text not null,
       at bigint not null, series bigint not null, cause text not null, subject_id text,
       primary key (failure, node)) ${byKey}`,
    `create index failure_targets_node on failure_targets (node, at)`,
    `create index failure_targets_series on failure_targets (series, node, at)`,
    `create index failure_targets_subject on failure_targets (subject_id, cause, at)`,
    `create table failure_records (failure bigint not null, record text not null,
       primary key (failure, record)) ${byKey}`,
    `create index failure_records_record on failure_records (record)`,
    `create table failure_links (inner_id text not null, hash text not null, scope text not null,
       records_json text not null, caller text, request_id text, at bigint not null,
       primary key (inner_id, hash)) ${byKey}`,
    `create index failure_links_at on failure_links (at)`,
    `create table failure_reads (scope text not null, source text not null, checkpoint_json text not null,
       read_at bigint, primary key (scope, source)) ${byKey}`,
    `create table failure_gaps (scope text not null, source text not null, action text not null, reason text not null,
       message text not null, code text, since bigint not null, at bigint not null,
       primary key (scope, source, action)) ${byKey}`,
  ],
  ({ byKey }) => [
    `create table walkthroughs (id text primary key, note text, note_at bigint, note_actor text,
       version bigint not null, touched_at bigint not null, touched_by text not null) ${byKey}`,
    `create index walkthroughs_touched on walkthroughs (touched_at, id)`,
    `create table walkthrough_steps (walkthrough text not null, step text not null, at bigint not null,
       actor text not null, primary key (walkthrough, step)) ${byKey}`,
    `create table runs (id text primary key, walkthrough text not null, kind text not null, step text,
       at bigint not null, actor text not null, ended_at bigint, outcome text not null, operation text, resource text,
       scope text, sentence text not null, answer_json text not null, detail_json text not null, hold text)`,
    `create index runs_walkthrough on runs (walkthrough, at)`,
    `create index runs_at on runs (at, id)`,
    `create unique index runs_running on runs (hold) where outcome = 'running'`,
    `create table verifications (walkthrough text primary key, started_at bigint not null, actor text not null,
       state text not null, wait_until bigint not null, skips_wait text, nodes_json text not null, read_at bigint,
       next_read_at bigint, ended_at bigint) ${byKey}`,
    `create index verifications_open on verifications (next_read_at) where ended_at is null`,
  ],
  ({ byKey }) => [
    `create table trail_changes (scope text not null, event_id text not null, event text not null, kind text not null,
       id text not null, field text not null, edit_json text not null, at bigint not null, caller text,
       primary key (scope, event_id, kind, id, field, edit_json)) ${byKey}`,
    `create index trail_changes_at on trail_changes (scope, at)`,
    `create index trail_changes_id on trail_changes (scope, id)`,
    `create index trail_changes_kind on trail_changes (scope, kind)`,
    `create table change_reads (scope text primary key, checkpoint_json text not null) ${byKey}`,
  ],
  () => [
    `alter table walkthroughs add column plan_json text`,
    `alter table verifications add column documents_json text not null default '{}'`,
    `alter table verifications add column fixed_at bigint`,
  ],
  ({ byKey }) => [
    `create table proofs (scope text not null, code text not null, subject_kind text not null,
       subject_id text not null, fix text not null, at bigint not null, proof_json text not null,
       primary key (scope, code, subject_id, fix)) ${byKey}`,
    `create index proofs_cause on proofs (code, subject_id)`,
    `create table plan_steps (scope text not null, place bigint not null, fix text not null, code text not null,
       subject_kind text not null, subject_id text not null, at bigint not null, step_json text not null,
       primary key (scope, place)) ${byKey}`,
  ],
  ({ byKey }) => [
    `create table reference_reads (scope text primary key, read_at bigint not null, holders_json text not null,
       gaps_json text not null) ${byKey}`,
  ],
  () => [
    `alter table reads add column round bigint not null default 0`,
    `alter table nodes add column awaits_cause bigint not null default 0`,
    `alter table nodes add column told_json text`,
    // Of a scope that was never read through, nothing stands in the history of statuses.
    `update nodes set told_json = 'null' where scope in (select key from scopes where read_at is null)`,
  ],
  () => [
    `alter table nodes add column cause_subject_scope text`,
    `alter table causes add column subject_scope text`,
  ],
  () => [`alter table failure_series add column subject_scope text`],
];

export const schemaVersion = migrations.length;

/**
 * Brings the schema to this version of Muster, whole or not at all; processes that start together wait for each other.
 * Refuses a store that a newer version has written.
 */
export async function migrate(engine: Engine): Promise<void> {
  await engine.write(
    async (trx) => {
      if (engine.schema !== null) await trx.schema.createSchema(engine.schema).ifNotExists().execute();
      await sql`create table if not exists meta (name text primary key, value text not null)`.execute(trx);
      const found = await loadSchemaVersion(trx);
      refuseNewer(found);
      if (found === schemaVersion) return;
      for (const step of migrations.slice(found)) {
        for (const statement of step(spellings[engine.dialect])) await sql.raw(statement).execute(trx);
      }
      await trx
        .insertInto("meta")
        .values({ name: "schema-version", value: String(schemaVersion) })
        .onConflict((conflict) => conflict.column("name").doUpdateSet({ value: String(schemaVersion) }))
        .execute();
    },
    { aloneIn: "migrations" },
  );
}

/** For a process that reads a store which another one keeps: it must find the schema that it knows. */
export async function requireSchema(engine: Engine): Promise<void> {
  const found = await loadSchemaVersion(engine.db).catch(() => 0);
  refuseNewer(found);
  if (found < schemaVersion) {
    throw new FleetError(
      "conflict",
      `The store has schema ${found} and this version of Muster needs ${schemaVersion}. Start Muster once so that it brings the store up to date.`,
    );
  }
}

async function loadSchemaVersion(db: Kysely<Database>): Promise<number> {
  const row = await db
    .selectFrom("meta")
    .select("value")
    .where("name", "=", "schema-version")
    .executeTakeFirst();
  return row ? Number(row.value) : 0;
}

function refuseNewer(found: number): void {
  if (found <= schemaVersion) return;
  throw new FleetError(
    "store-newer",
    `The store was written by a newer version of Muster (schema ${found}; this one knows ${schemaVersion}), so it is left untouched. Start the newer version, or choose another folder with MUSTER_DATA.`,
  );
}
