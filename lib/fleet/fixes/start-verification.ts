import { changedDocuments } from "../../fixes/changed-documents.ts";
import type { DocumentKind } from "../../model/document-kind.ts";
import type { ScopeKey } from "../../model/scope.ts";
import type { StoredVerification } from "../../store/verifications.ts";
import type { FleetContext } from "../context.ts";
import { loadDoneSteps } from "./load-done-steps.ts";
import type { Plan } from "./load-plan.ts";
import type { RunDetail } from "./prepare-call.ts";
import { tellWalkthrough } from "./tell-walkthrough.ts";

/** Once the last step is done, by whatever way, the nodes are watched until they are back. */
export async function verifyIfComplete(context: FleetContext, id: string, plan: Plan): Promise<void> {
  const done = await loadDoneSteps(context, id, plan);
  if (plan.steps.every((step) => done.has(step.id))) await startVerification(context, id, plan);
}

/** Has the nodes and what was changed read now, and on the schedule that agents need. */
export async function startVerification(
  context: FleetContext,
  id: string,
  plan: Plan,
): Promise<StoredVerification> {
  const { actor, now } = context;
  const at = now();
  const verification: StoredVerification = {
    ...{ walkthroughId: id, startedAt: at, by: actor.name, state: "reading" },
    waitUntil: at + plan.fix.takesEffect.withinMs,
    skipsTheWait: plan.fix.takesEffect.skipsTheWait,
    nodes: plan.nodes,
    documents: await documentsOf(context, id, plan),
    ...{ readAt: null, nextReadAt: at, endedAt: null, fixedAt: null },
  };
  await save(context, verification);
  return verification;
}

/** The nodes are read once more, and told of as they are then. */
export async function readAgainAfterUndo(context: FleetContext, id: string, scope: ScopeKey): Promise<void> {
  const at = context.now();
  const last = await context.store.loadVerification(id);
  if (last) {
    const state = { state: "reading", startedAt: at, waitUntil: at, nextReadAt: at } as const;
    await save(context, { ...last, ...state, by: context.actor.name, endedAt: null, fixedAt: null });
    return;
  }
  await context.store.requestSync({ kind: "scope", scope }, context.actor.name, at);
  await wakeScheduler(context);
}

async function wakeScheduler({ store }: FleetContext): Promise<void> {
  await store.notify("sync-requests", "");
}

async function save(context: FleetContext, verification: StoredVerification): Promise<void> {
  const { walkthroughId, startedAt } = verification;
  await tellWalkthrough(
    context,
    walkthroughId,
    await context.store.saveVerification(verification, startedAt),
  );
  await wakeScheduler(context);
}

/** What was changed, by scope. A scope that is not there is read as a whole: nobody can name what somebody made there. */
async function documentsOf(
  { store }: FleetContext,
  id: string,
  { steps, nodes }: Plan,
): Promise<StoredVerification["documents"]> {
  const outputs = new Map(
    (await store.loadLastChanges(id)).map(({ step, detail }) => [step, (detail as RunDetail).output]),
  );
  const scopes = Object.keys(nodes) as ScopeKey[];
  const known = new Map<ScopeKey, { kind: DocumentKind; id: string }[] | null>(
    scopes.map((scope) => [scope, []]),
  );
  for (const { id: step, scope, call } of steps) {
    if (call === null) continue;
    const changed = changedDocuments(call, outputs.get(step) ?? null);
    // What is IAM's is in the picture of every scope.
    for (const each of call.operation.startsWith("iam:") ? scopes : [scope]) {
      const before = known.get(each);
      known.set(each, changed === null || before === null ? null : [...(before ?? []), ...changed]);
    }
  }
  return Object.fromEntries(
    [...known].flatMap(([scope, documents]) => (documents === null ? [] : [[scope, documents]])),
  );
}
