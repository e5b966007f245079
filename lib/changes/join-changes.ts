import { parseBefore } from "../collect/undo-changes.ts";
import type { DocumentKind } from "../model/document-kind.ts";
import type { TrailChange } from "../model/trail-change.ts";
import type { Change } from "../model/world.ts";
import { undoEdit } from "./undo-edit.ts";

/** A document as AWS describes it now, null where it is gone, and when AWS last said so. */
export type DocumentNow = { body: unknown; observedAt: number };

/** What two readings of one document differed in, field by field: seen at `at`, and done after `after`. */
export type SeenChange = {
  kind: DocumentKind;
  id: string;
  after: number | null;
  at: number;
  before: unknown;
  now: unknown;
  changes: readonly Change[];
};

export type JoinOptions = {
  /** What was seen by reading AWS again and again. */
  seen: readonly SeenChange[];
  /** What CloudTrail tells; each of a document by its own id. */
  told: readonly TrailChange[];
  documentNow(kind: DocumentKind, id: string): DocumentNow | undefined;
};

/**
 * One list of what changed: where a reading saw what an event tells, they are one change, with the moment and the caller of
 * the event; what only one of the two knows stands as it is. What happened after a document was last read is left for the
 * reading that will see it.
 */
export function joinChanges({ seen, told, documentNow }: JoinOptions): Change[] {
  const keyOf = ({ kind, id }: { kind: DocumentKind; id: string }) => `${kind} ${id}`;
  const seenBy = Map.groupBy(seen, keyOf);
  const joined: Change[] = [];
  for (const [key, events] of Map.groupBy(told, keyOf)) {
    const [{ kind, id }] = events as [TrailChange];
    joined.push(...joinDocument(seenBy.get(key) ?? [], events, documentNow(kind, id)));
    seenBy.delete(key);
  }
  const others = [...seenBy.values()].flat().flatMap(({ changes }) => changes);
  return [...joined, ...others].sort((one, other) => other.at - one.at);
}

function joinDocument(
  seen: readonly SeenChange[],
  events: readonly TrailChange[],
  now: DocumentNow | undefined,
): Change[] {
  const steps = seen.toSorted((one, other) => other.at - one.at);
  let open = events.toSorted((one, other) => other.at - one.at);
  const joined: Change[] = [];
  const takeAfter = (moment: number) => {
    const taken = open.filter(({ at }) => at > moment);
    open = open.filter(({ at }) => at <= moment);
    return taken;
  };
  const latest = takeAfter(steps[0]?.at ?? Number.NEGATIVE_INFINITY);
  const settled = latest.filter(({ at }) => now === undefined || at <= now.observedAt);
  joined.push(...unroll(settled, now?.body));
  for (const [index, step] of steps.entries()) {
    joined.push(...joinStep(step, takeAfter(step.after ?? Number.NEGATIVE_INFINITY)));
    // Between two steps that do not touch, nothing was seen to change.
    const [next] = steps.slice(index + 1);
    joined.push(...unroll(takeAfter(next?.at ?? Number.NEGATIVE_INFINITY), step.before ?? null));
  }
  return joined;
}

/** The events that led to what was seen, and what was seen and no event tells. */
function joinStep({ before, now, changes }: SeenChange, events: readonly TrailChange[]): Change[] {
  if (events.length === 0) return [...changes];
  const told = unroll(events, now === undefined ? withoutDeletion(events, before) : now);
  const left = changes.filter(({ field }) => !told.some((change) => topOf(change.field) === topOf(field)));
  return [...left, ...told.map((change) => sharpened(change, { before, changes, told }))];
}

/** A document that went was, until then, as it was read last. */
function withoutDeletion(events: readonly TrailChange[], before: unknown): unknown {
  return events.some(({ edit }) => edit.what === "deleted") ? null : before;
}

/** What was read before is better known than what an event lets conclude. */
function sharpened(
  change: Change,
  { before, changes, told }: { before: unknown; changes: readonly Change[]; told: readonly Change[] },
): Change {
  const ofField = told.filter(({ field }) => topOf(field) === topOf(change.field));
  const saw = changes.find(({ field }) => topOf(field) === topOf(change.field));
  if (saw === undefined || ofField.at(-1) !== change) return change;
  const from = change.field === saw.field ? saw.from : change.from;
  const document = told.length === 1 ? parseBefore(change.kind, before ?? null) : undefined;
  return { ...change, from, ...(document === undefined ? {} : { before: document }) };
}

/** Events of one document, the newest first, each taken back in turn. */
function unroll(events: readonly TrailChange[], bodyAfter: unknown): Change[] {
  let body = bodyAfter;
  return events.map((event, index) => {
    const undone = undoEdit(body, event, events.slice(index + 1));
    // What is not told of one field leaves the others as they are.
    if (undone.body !== undefined || event.edit.what === "deleted") body = undone.body;
    const { scope, kind, id, field, at, by } = event;
    const before = undone.body === undefined ? undefined : parseBefore(kind, undone.body);
    return {
      ...{ scope, kind, id, field, from: undone.from, to: undone.to, at, by, event: event.event },
      ...(before === undefined ? {} : { before }),
    };
  });
}

function topOf(field: string): string {
  return field.split(".")[0] ?? field;
}
