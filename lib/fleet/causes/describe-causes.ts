import type { Acknowledgement, SharedCauseAnswer } from "../../api/cause.ts";
import { parseSubjectKey } from "../../model/subject-key.ts";
import type { FleetContext } from "../context.ts";
import { keepsFromAnswering, type SharedCause } from "../node-index/share-causes.ts";
import { countExplained } from "./count-explained.ts";
import { nameSubject } from "./name-subject.ts";
import { titleOfCause } from "./title-of-cause.ts";

/** What is said of shared causes: the sentence and the beginning as the sync saved them, the subject's name, who knows of it. */
export async function describeCauses(
  context: FleetContext,
  causes: readonly SharedCause[],
): Promise<SharedCauseAnswer[]> {
  const { store, now } = context;
  const asked = causes.map(({ code, subject }) => ({ code, subjectId: subject.id }));
  const [open, acknowledged] = await Promise.all([
    store.loadOpenCauses(asked),
    store.loadAcknowledgements(now()),
  ]);
  const storedOf = Map.groupBy(open, ({ code, subject }) => `${code} ${subject.id}`);
  const explained = await countExplained(context, causes);
  return Promise.all(
    causes.map(async (cause): Promise<SharedCauseAnswer> => {
      const home = parseSubjectKey(cause.key)?.scope ?? cause.example.scope;
      const name = await nameSubject(context, home, cause.subject);
      const stored = (storedOf.get(`${cause.code} ${cause.subject.id}`) ?? []).filter(({ scope }) =>
        cause.scopes.includes(scope),
      );
      const { code, key, subject } = cause;
      return {
        code,
        key,
        title: titleOfCause(code),
        subject: { ...subject, name },
        sentence: standAlone(stored[0]?.sentence ?? sentenceOf(cause), name ?? subject.id),
        scopes: cause.scopes,
        nodes: { total: cause.nodes, byStatus: cause.byStatus },
        keepsFromAnswering: keepsFromAnswering(cause),
        certainty: cause.certainty,
        since: Math.min(...(stored.length > 0 ? stored.map(({ since }) => since) : [cause.statusSince])),
        failures30d: explained(cause),
        acknowledged: toAcknowledgement(acknowledged.find((one) => one.code === code && one.key === key)),
      };
    }),
  );
}

export function toAcknowledgement(
  stored: (Acknowledgement & { code: string; key: string }) | undefined,
): Acknowledgement | null {
  if (stored === undefined) return null;
  const { until, reason, by, at } = stored;
  return { until, reason, by, at };
}

/** A sentence that is about its node says which one, where no node stands beside it. */
function standAlone(sentence: string, name: string): string {
  return sentence.replace(/^It (?=[a-z])/, `${name} `);
}

/** Until its sync has saved what is said of it: what one of its nodes says, where it has no other. */
function sentenceOf({ code, subject, nodes, example }: SharedCause): string {
  return (nodes === 1 && example.why) || `${titleOfCause(code)}: ${subject.id}.`;
}
