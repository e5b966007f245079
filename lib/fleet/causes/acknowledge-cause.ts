import type { Acknowledgement, NewAcknowledgement } from "../../api/cause.ts";
import type { CauseCode } from "../../model/cause.ts";
import { FleetError } from "../../model/fleet-error.ts";
import { parseSubjectKey, type SubjectKey } from "../../model/subject-key.ts";
import type { FleetContext } from "../context.ts";
import { findSharedCause } from "../node-index/share-causes.ts";
import { requireUntil } from "../require-until.ts";
import { tellExclusions } from "../tell-exclusions.ts";

type Asked = { code: CauseCode; key: SubjectKey };

/** Somebody knows of the cause: it stands apart in the list until a date, and comes back by itself. */
export async function acknowledgeCause(
  context: FleetContext,
  { code, key, until, reason }: Asked & NewAcknowledgement,
): Promise<Acknowledgement> {
  const { store, index, actor, now } = context;
  if (!parseSubjectKey(key) || !findSharedCause(index, { code, key })) {
    throw new FleetError("not-found", `No node has the cause ${code} of ${key} now.`, {
      field: "subjectKey",
    });
  }
  requireUntil(until, now());
  const acknowledgement = { until, reason, by: actor.name, at: now() };
  await store.saveAcknowledgement({ code, key, ...acknowledgement });
  await store.appendAudit({
    at: acknowledgement.at,
    actor: actor.name,
    action: "cause.acknowledge",
    target: `${code} ${key}`,
    detail: { until, reason },
    outcome: "done",
  });
  await tellExclusions(context);
  return acknowledgement;
}

/** Ends it before its date. */
export async function withdrawAcknowledgement(context: FleetContext, { code, key }: Asked): Promise<null> {
  const { store, actor, now } = context;
  if (!(await store.deleteAcknowledgement({ code, key }))) {
    throw new FleetError("not-found", "This cause is not acknowledged; that may have ended meanwhile.", {
      field: "subjectKey",
    });
  }
  await store.appendAudit({
    at: now(),
    actor: actor.name,
    action: "cause.withdraw-acknowledgement",
    target: `${code} ${key}`,
    detail: null,
    outcome: "done",
  });
  await tellExclusions(context);
  return null;
}
