import { createDiagnosis } from "../diagnosis/diagnose.ts";
import type { Fix, FixContext } from "../fixes/fix.ts";
import { type CauseCode, isCauseCode, type Subject } from "../model/cause.ts";
import { scopeKey } from "../model/scope.ts";
import type { Snapshot } from "../model/snapshot.ts";

const known = new WeakMap<Snapshot, Map<string, string[]>>();

/** What stands in a node's way, as `code kind/id`: its cause, and what is broken besides. */
export function troublesOf(snapshot: Snapshot): Map<string, string[]> {
  const troubles = known.get(snapshot) ?? findTroubles(snapshot);
  known.set(snapshot, troubles);
  return troubles;
}

function findTroubles(snapshot: Snapshot): Map<string, string[]> {
  const scope = scopeKey(snapshot.scope);
  const diagnosis = createDiagnosis({ snapshots: new Map([[scope, snapshot]]), changes: [] });
  return new Map(
    [...diagnosis.judgeScope(scope)].map(([id, { cause, alsoBroken }]) => {
      const all = [...(cause === null ? [] : [cause]), ...alsoBroken];
      return [id, all.map(({ code, subject }) => `${code} ${subject.kind}/${subject.id}`)];
    }),
  );
}

/** What stands in the way in AWS: what only the host could be blamed for is said where nothing else is found any more. */
export function pathTroublesOf(snapshot: Snapshot): Map<string, string[]> {
  const hostAlone = /^(agent-|session-channel-closed)/;
  return new Map(
    [...troublesOf(snapshot)].map(([id, troubles]) => [
      id,
      troubles.filter((trouble) => !hostAlone.test(trouble)).sort(),
    ]),
  );
}

/** A fix's context: the nodes that have the cause are found by the engine. */
export function contextOf(snapshot: Snapshot, code: CauseCode, subject: Subject): FixContext {
  const name = `${code} ${subject.kind}/${subject.id}`;
  const nodeIds = [...troublesOf(snapshot)].flatMap(([id, troubles]) => (troubles.includes(name) ? id : []));
  return { scope: snapshot.scope, snapshot, code, subject, nodeIds };
}

/** What the engine says of a fix: the nodes that it frees of the cause, those that keep it, and causes that are new to a node. */
export function tryFix(fix: Fix, context: FixContext) {
  const { snapshot, code, subject, nodeIds } = context;
  const effect = fix.effect(context);
  if (effect === null) throw new Error(`${fix.id} has no effect`);
  const before = pathTroublesOf(snapshot);
  const after = pathTroublesOf(snapshot.patched(effect));
  const name = `${code} ${subject.kind}/${subject.id}`;
  const has = (id: string) => after.get(id)?.includes(name) === true;
  return {
    freed: nodeIds.filter((id) => !has(id)),
    kept: nodeIds.filter(has),
    // A way beside Systems Manager is told by itself once the one to it is open: what blocks it is the next block, and not new.
    added: [...after].flatMap(([id, troubles]) =>
      troubles
        .filter((trouble) => !trouble.includes(" service/"))
        .filter((trouble) => !before.get(id)?.includes(trouble))
        .map((trouble) => `${id}: ${trouble}`),
    ),
  };
}

/** What every fix could be asked about in a snapshot: each cause that stands in some node's way, first or behind another one. */
export function contextsOf(snapshot: Snapshot): FixContext[] {
  const names = new Set([...troublesOf(snapshot).values()].flat());
  return [...names].sort().flatMap((name) => {
    const [, code = "", kind = "", id = ""] = /^(\S+) ([^/]+)\/(.*)$/s.exec(name) ?? [];
    return isCauseCode(code) ? contextOf(snapshot, code, { kind, id }) : [];
  });
}
