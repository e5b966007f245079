import type { CauseCode, Subject } from "../model/cause.ts";
import type { ScopeKey } from "../model/scope.ts";
import type { Engine } from "./engine/engine.ts";
import type { PlanStepRow, ProofRow } from "./fix-schema.ts";

export type CountedCause = { code: CauseCode; subject: Subject; nodes: number };

/** A proof as numbers. */
export type ProofNumbers = {
  nodes: number;
  freed: number;
  meetNext: CountedCause[];
  cannotTell: number;
  dropped: number;
  /** Left out of what was proved before this was told. */
  besides?: number;
  harmed: CountedCause[];
};

/** A fix that a sync found to fit a cause of its scope, with what it has proved of it: null where it changes nothing in AWS. */
export type NewProof = { code: CauseCode; subject: Subject; fixId: string; proved: ProofNumbers | null };
export type StoredProof = NewProof & { scope: ScopeKey; at: number };

/** One step of a scope's plan. `after` are places of earlier steps, from 0. */
export type NewPlanStep = {
  fixId: string;
  code: CauseCode;
  subject: Subject;
  title: string;
  cost: { monthlyUsd: number | null; sentence: string } | null;
  freed: { after: number[]; nodeIds: string[] }[];
};
export type StoredPlanStep = NewPlanStep & { scope: ScopeKey; place: number; at: number };

/** The proofs and the plan of a scope are now these: of what was proved before nothing is kept. */
export async function saveProofs(
  engine: Engine,
  scope: ScopeKey,
  { proofs, steps }: { proofs: readonly NewProof[]; steps: readonly NewPlanStep[] },
  at: number,
): Promise<void> {
  await engine.write(
    async (trx) => {
      await trx.deleteFrom("proofs").where("scope", "=", scope).execute();
      await trx.deleteFrom("plan_steps").where("scope", "=", scope).execute();
      await engine.saveRows(
        trx,
        "proofs",
        proofs.map((proof) => toProofRow(scope, proof, at)),
      );
      await engine.saveRows(
        trx,
        "plan_steps",
        steps.map((step, place) => toStepRow(scope, step, { place, at })),
      );
    },
    { aloneIn: `proofs ${scope}` },
  );
}

/** Of all causes, or of one; of all scopes unless one is named. */
export async function loadProofs(
  engine: Engine,
  only?: { code: CauseCode; subjectId: string; scope: ScopeKey | null },
): Promise<StoredProof[]> {
  const rows = await engine.db
    .selectFrom("proofs")
    .selectAll()
    .$if(only !== undefined, (query) =>
      query.where("code", "=", only!.code).where("subject_id", "=", only!.subjectId),
    )
    .$if(only?.scope != null, (query) => query.where("scope", "=", only!.scope!))
    .orderBy("scope")
    .orderBy("code")
    .orderBy("subject_id")
    .orderBy("fix")
    .execute();
  return rows.map(({ scope, at, proof_json: json, ...row }) => {
    const proved = JSON.parse(json) as NewProof["proved"];
    return { scope, at, ...toSubject(row), proved };
  });
}

/** The plans of all scopes, each in its order. */
export async function loadPlanSteps(engine: Engine): Promise<StoredPlanStep[]> {
  const rows = await engine.db
    .selectFrom("plan_steps")
    .selectAll()
    .orderBy("scope")
    .orderBy("place")
    .execute();
  return rows.map(({ scope, place, at, step_json: json, ...row }) => {
    const told = JSON.parse(json) as Pick<NewPlanStep, "title" | "cost" | "freed">;
    return { scope, place, at, ...toSubject(row), ...told };
  });
}

type Named = Pick<ProofRow, "code" | "subject_kind" | "subject_id" | "fix">;

function toSubject({ code, subject_kind: kind, subject_id: id, fix }: Named) {
  return { code, subject: { kind, id }, fixId: fix };
}

function toProofRow(scope: ScopeKey, proof: NewProof, at: number): ProofRow {
  const { code, subject, fixId, proved } = proof;
  return {
    ...{ scope, code, subject_kind: subject.kind, subject_id: subject.id, fix: fixId, at },
    proof_json: JSON.stringify(proved),
  };
}

function toStepRow(
  scope: ScopeKey,
  { fixId, code, subject, ...told }: NewPlanStep,
  { place, at }: { place: number; at: number },
): PlanStepRow {
  return {
    ...{ scope, place, fix: fixId, code, subject_kind: subject.kind, subject_id: subject.id, at },
    step_json: JSON.stringify(told),
  };
}
