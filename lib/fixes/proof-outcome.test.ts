import { expect, onTestFinished, test } from "vitest";
import { connectForWriting } from "../aws/write-connection.ts";
import { collectSnapshot } from "../collect/collect-snapshot.ts";
import type { Condition } from "../demo/cloud/condition.ts";
import { settle } from "../demo/cloud/due.ts";
import { demoAccounts, demoCredentials } from "../demo/fleet/demo-accounts.ts";
import type { Judgement } from "../diagnosis/decide.ts";
import { createDiagnosis } from "../diagnosis/diagnose.ts";
import { type Scope, scopeKey } from "../model/scope.ts";
import { type DemoEndpoint, startDemoEndpoint } from "../testing/endpoint.ts";
import { fixesOf } from "./catalogue/index.ts";
import { contextOf } from "./choose-fix.ts";
import { fillAnswers } from "./fill-answers.ts";
import type { Fix, FixContext, Step } from "./fix.ts";
import { type JudgedScope, judgedScope } from "./judged-scope.ts";
import { OpenCauses } from "./open-causes.ts";
import { type Proof, prove } from "./prove.ts";
import { keyOfCause } from "./standing.ts";
import { writeOperations } from "./written-call.ts";

const minute = 60_000;

let demo: DemoEndpoint;
let aheadMs = 0;

async function openDemo(): Promise<void> {
  demo = await startDemoEndpoint({ nodes: 300, clock: { now: () => Date.now() + aheadMs, speed: 1 } });
  onTestFinished(() => demo.close());
}

/** What AWS itself needs comes about when it is due, and only then agents find it. */
function letPass(wholeMs: number): void {
  for (const wait of [5 * minute, wholeMs]) {
    aheadMs += wait;
    settle(demo.world);
  }
}

type Reading = { judged: JudgedScope; judgements: ReadonlyMap<string, Judgement> };

/** Sessions end by the demo's clock, which leaps: so each reading has its own. */
async function readScope(scope: Scope): Promise<Reading> {
  const connection = demo.connect({ sharedAnswersMs: 0 });
  try {
    const snapshot = await collectSnapshot(connection.reader(scope), demo.world.clock.now());
    const key = scopeKey(scope);
    const world = { snapshots: new Map([[key, snapshot]]), changes: [] };
    const quota = demo.world.accounts.get(scope.account)?.regions.get(scope.region)?.ssm.managedNodeQuota;
    const diagnosis = createDiagnosis(world, { managedNodeQuotaOf: () => quota });
    const judgements = diagnosis.judgeScope(key);
    return { judged: judgedScope(diagnosis, world, key, judgements), judgements };
  } finally {
    connection.close();
  }
}

async function make({ account, region }: Scope, steps: readonly Step[]): Promise<void> {
  const connection = connectForWriting({
    operations: writeOperations,
    endpoint: demo.url,
    credentials: async () => demoCredentials,
    accounts: demoAccounts.map(({ id, applyRoleArn, externalId }) => ({
      ...{ account: id, roleArn: applyRoleArn, externalId },
    })),
  });
  const answers: Record<string, unknown> = {};
  try {
    for (const { id, call } of steps) {
      const { operation, input } = call!;
      answers[id] = await connection.writer({ account, region }).send(operation, fillAnswers(input, answers));
    }
  } finally {
    connection.close();
  }
}

type Attempt = { fix: Fix; context: FixContext; steps: readonly Step[]; proof: Proof };

/** The fixes of a cause that can be made by calls alone, with what each promises. */
function attemptsOn({ judged }: Reading, held: Parameters<typeof contextOf>[1]): Attempt[] {
  const context = contextOf(judged, held);
  return fixesOf(held.code).flatMap((fix): Attempt[] => {
    const patch = fix.fits(context) ? fix.effect(context) : null;
    if (patch === null) return [];
    const steps = fix.steps(context);
    if (steps.some(({ call }) => call === null)) return [];
    return [{ fix, context, steps, proof: prove(judged, patch, held.nodeIds) }];
  });
}

const causeOf = (judgement: Judgement | undefined) => judgement?.cause && keyOfCause(judgement.cause);

/** Where the world with the fix made is another one than the proof said; nothing where it kept its word. */
function brokenPromises({ proof }: Attempt, before: Reading, after: Reading): string[] {
  const told = new Map([
    ...proof.freed.map((id) => [id, "free"] as const),
    ...proof.meetNext.flatMap(({ cause, nodeIds }) => nodeIds.map((id) => [id, keyOfCause(cause)] as const)),
  ]);
  const harmed = new Set(proof.harmed.flatMap(({ nodeIds }) => nodeIds));
  return [...before.judgements].flatMap(([id, { status }]) => {
    const now = after.judgements.get(id);
    const outcome = now?.status === "reachable" ? "free" : (causeOf(now) ?? String(now?.status));
    const promise = told.get(id) ?? (status === "reachable" && !harmed.has(id) ? "free" : undefined);
    return promise === undefined || promise === outcome
      ? []
      : [`${id} was promised ${promise} and is ${outcome}`];
  });
}

type Mending = { made: string[]; broken: string[] };

/** One fix of every cause of the scope after another, each promise held against what came of it. */
async function mendAll(scope: Scope, choose: (attempts: Attempt[]) => Attempt | undefined): Promise<Mending> {
  const tried = new Set<string>();
  const mending: Mending = { made: [], broken: [] };
  let before = await readScope(scope);
  for (;;) {
    const causes = new OpenCauses(before.judgements);
    const cause = causes.keys().find((each) => !tried.has(each));
    if (cause === undefined) return mending;
    tried.add(cause);
    const attempt = choose(attemptsOn(before, causes.get(cause)!));
    if (attempt === undefined) continue;
    const { fix, context, steps } = attempt;
    await make(scope, steps);
    letPass(fix.takesEffect(context).withinMs + 5 * minute);
    const after = await readScope(scope);
    mending.made.push(cause);
    mending.broken.push(...brokenPromises(attempt, before, after).map((each) => `${fix.id}: ${each}`));
    before = after;
  }
}

/** By the demo's own word, as the engine names causes. */
const placeOf = ({ account, region, code, subject }: Condition) =>
  `${account}:${region} ${code} ${subject.kind}/${subject.id}`;

const choices: [which: string, choose: Parameters<typeof mendAll>[1]][] = [
  ["first", (attempts) => attempts[0]],
  ["last", (attempts) => attempts.at(-1)],
];

test.each(choices)(
  "what a proof predicts is what comes of it, for every cause of the demo by the %s of its fixes",
  async (_, choose) => {
    await openDemo();
    const made = new Set<string>();
    const broken: string[] = [];
    for (const scope of demo.scopes) {
      const mending = await mendAll(scope, choose);
      for (const cause of mending.made) made.add(`${scopeKey(scope)} ${cause}`);
      broken.push(...mending.broken);
    }
    expect(broken).toEqual([]);
    const mended = [...demo.world.conditions.values()].filter((condition) => made.has(placeOf(condition)));
    expect(new Set(mended.map(({ code }) => code)).size).toBeGreaterThan(20);
    expect(mended.filter((condition) => !condition.isMended(demo.world)).map(({ id }) => id)).toEqual([]);
  },
  300_000,
);
