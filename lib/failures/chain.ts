import { isDeepStrictEqual } from "node:util";
import type {
  Failure,
  FailureLink,
  FailureRecord,
  FailureSighting,
  FailureSource,
} from "../model/failure.ts";
import { isSilentMiss } from "./silent-misses.ts";

/** What is held already; every answer may have more than was asked for. */
export type HeldFailures = {
  byId(ids: readonly string[]): Promise<readonly Failure[]>;
  /** Failures that have a record of one of these ids in their chain. */
  byRecord(recordIds: readonly string[]): Promise<readonly Failure[]>;
  linksTo(innerIds: readonly string[]): Promise<readonly FailureLink[]>;
};

/**
 * The failures to save for what was just seen: each as one, with the chain of all that is known to stand around it, and
 * only what differs from what is held. It comes to the same in whatever order the sources are read. The links of what was
 * seen have to be kept by the caller.
 */
export async function chainFailures(
  seen: { sightings: readonly FailureSighting[]; links: readonly FailureLink[] },
  held: HeldFailures,
): Promise<Failure[]> {
  const innerIds = [...new Set(seen.links.map(({ innerId }) => innerId))];
  const ids = [...new Set(seen.sightings.map(({ id }) => id))];
  const around = innerIds.length === 0 ? [] : await held.byRecord(innerIds);
  const known = new Map([...(await held.byId(ids)), ...around].map((failure) => [failure.id, failure]));
  const failures = new Map(known);
  for (const sighting of seen.sightings) {
    failures.set(sighting.id, withSighting(failures.get(sighting.id), sighting));
  }
  const links = createLinks(seen.links);
  await links.fetchFor([...failures.values()], held);
  return [...failures.values()]
    .map((failure) => withLinks(failure, links.to))
    .filter((failure) => !isDeepStrictEqual(failure, known.get(failure.id)));
}

/** The source whose record an id is made of knows best; the others add what it leaves out. */
function withSighting(known: Failure | undefined, sighting: FailureSighting): Failure {
  if (known === undefined) return settle({ ...sighting, isSilent: false, explanation: null });
  const [first, second] = isOwner(sighting) ? [sighting, known] : [known, sighting];
  return settle({
    ...known,
    ...first,
    caller: first.caller ?? second.caller,
    documentName: first.documentName ?? second.documentName,
    message: first.message ?? second.message,
    requestId: first.requestId ?? second.requestId,
    targets: first.targets.length > 0 ? first.targets : second.targets,
    records: joinRecords(known.records, sighting.records),
    explanation: known.explanation,
    isSilent: known.isSilent,
  });
}

const owners: Record<string, FailureSource> = {
  request: "cloudtrail",
  command: "run-command",
  automation: "automation",
  association: "state-manager",
  window: "maintenance-window",
};

function isOwner({ id, scope, source }: FailureSighting): boolean {
  const [word = ""] = id.slice(scope.length + 1).split(":", 1);
  return owners[word] === source;
}

/** From what people set up to what AWS made of it. */
const outermostFirst: readonly FailureSource[] = [
  "maintenance-window",
  "state-manager",
  "automation",
  "run-command",
  "cloudtrail",
];

function joinRecords(...lists: readonly (readonly FailureRecord[])[]): FailureRecord[] {
  const byId = new Map<string, FailureRecord>();
  for (const record of lists.flat()) {
    const key = `${record.idName} ${record.id}`;
    const held = byId.get(key);
    byId.set(key, { ...record, isGreen: record.isGreen ?? held?.isGreen ?? null });
  }
  const depth = ({ source }: FailureRecord) => outermostFirst.indexOf(source);
  return [...byId.values()].sort((one, other) => depth(one) - depth(other));
}

function settle(failure: Failure): Failure {
  const records = joinRecords(failure.records);
  return {
    ...failure,
    records,
    source: records[0]?.source ?? failure.source,
    isSilent: isSilentMiss(failure.kind, records),
  };
}

function withLinks(failure: Failure, linksTo: (innerId: string) => readonly FailureLink[]): Failure {
  const applied = new Set<FailureLink>();
  let { records, caller, requestId } = failure;
  for (let before = -1; before < records.length; ) {
    before = records.length;
    for (const { id } of records.toReversed()) {
      for (const link of linksTo(id)) {
        if (applied.has(link)) continue;
        applied.add(link);
        records = joinRecords(link.records, records);
        caller ??= link.caller;
        requestId ??= link.requestId;
      }
    }
  }
  return settle({ ...failure, records, caller, requestId });
}

function createLinks(seen: readonly FailureLink[]) {
  const byInner = new Map<string, FailureLink[]>();
  const add = (link: FailureLink) => {
    const list = byInner.get(link.innerId) ?? [];
    if (!list.includes(link)) byInner.set(link.innerId, [...list, link]);
  };
  seen.forEach(add);
  const to = (innerId: string): readonly FailureLink[] => byInner.get(innerId) ?? [];
  return {
    to,
    /** A link leads to a record that may itself be the inner one of another. */
    async fetchFor(failures: readonly Failure[], held: HeldFailures): Promise<void> {
      const asked = new Set<string>();
      let next = failures.flatMap(({ records }) => records.map(({ id }) => id));
      while (next.length > 0) {
        const fresh = [...new Set(next)].filter((id) => !asked.has(id));
        for (const id of fresh) asked.add(id);
        const found = fresh.length === 0 ? [] : await held.linksTo(fresh);
        found.forEach(add);
        const reached = fresh.flatMap(to).flatMap(({ records }) => records.map(({ id }) => id));
        next = reached.filter((id) => !asked.has(id));
      }
    },
  };
}
