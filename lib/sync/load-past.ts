import { parseBefore } from "../collect/undo-changes.ts";
import type { JudgedPeriod, NodeHistory, PastLookup } from "../failures/explain.ts";
import type { Subject } from "../model/cause.ts";
import { isCauseCode } from "../model/cause.ts";
import type { Instance } from "../model/documents/instance.ts";
import type { ManagedNode } from "../model/documents/managed-node.ts";
import type { ScopeKey } from "../model/scope.ts";
import type { loadCausePeriods, loadKeptPast } from "../store/node-past.ts";
import type { StatusPeriod } from "../store/status-history.ts";
import type { Store } from "../store/store.ts";

type Kept = Awaited<ReturnType<typeof loadKeptPast>>;
type CausePeriods = Awaited<ReturnType<typeof loadCausePeriods>>;

/** What the store knows of these ids, in every scope that is read: what explains past failures that name them. */
export async function loadPast(store: Store, ids: readonly string[]): Promise<PastLookup> {
  const scopes = (await store.loadScopes()).map(({ key }) => key);
  const kept = await store.loadKeptPast(scopes, ids);
  const codes = new Set([
    ...kept.statuses.flatMap(({ causeCode }) => causeCode ?? []),
    ...kept.nodes.flatMap(({ cause }) => cause?.code ?? []),
  ]);
  const causes = await store.loadCausePeriods(scopes, [...codes]);
  const readable = new Set<string>();
  for (const scope of scopes) {
    for (const { kind, observedAt } of await store.loadReads(scope))
      if (observedAt !== null) readable.add(`${scope} ${kind}`);
  }
  const histories = toHistories(kept, causes);
  return {
    nodeOf: (scope, id) => histories.get(`${scope} ${id}`),
    otherScopesOf: (scope, id) =>
      scopes.filter((other) => {
        const history = other === scope ? undefined : histories.get(`${other} ${id}`);
        return history !== undefined && wasThere(history);
      }),
    heldBackThen: () => null,
    knowsNodes: (scope, kind) => readable.has(`${scope} ${kind}`),
  };
}

/** A row alone may come from a mere reference to the id. */
function wasThere({ instance, registration, states }: NodeHistory): boolean {
  return instance !== null || registration !== null || states.length > 0;
}

function toHistories(kept: Kept, causes: CausePeriods): Map<string, NodeHistory> {
  const keyOf = ({ scope, id }: { scope: ScopeKey; id: string }) => `${scope} ${id}`;
  const statuses = Map.groupBy(kept.statuses, keyOf);
  const versions = Map.groupBy(kept.versions, keyOf);
  const nodes = new Map(kept.nodes.map((node) => [keyOf(node), node]));
  const pings = new Map(kept.pings.map((ping) => [keyOf(ping), ping.lastPingAt]));
  const keys = new Set([...statuses.keys(), ...versions.keys(), ...nodes.keys()]);
  return new Map(
    [...keys].map((key): [string, NodeHistory] => {
      const [scope, id] = key.split(" ") as [ScopeKey, string];
      const node = nodes.get(key);
      const own = causes.filter((cause) => cause.scope === scope);
      const history: NodeHistory = {
        ...{ scope, id },
        periods: (statuses.get(key) ?? []).map((period) => toPeriod(period, own, node)),
        ...toFacts(versions.get(key) ?? [], pings.get(key) ?? null),
        verdict: node ? toVerdict(node, own) : null,
      };
      return [key, history];
    }),
  );
}

type KnownNode = Kept["nodes"][number];

function toVerdict(node: KnownNode, causes: CausePeriods): NodeHistory["verdict"] {
  const { status, cause, why } = node;
  const open = causes.find(
    ({ code, subject, closedAt }) =>
      closedAt === null && code === cause?.code && subject.id === cause.subject.id,
  );
  return {
    status,
    cause: cause && { ...cause, sentence: why ?? "" },
    // That Muster noticed it at some time says nothing of when it began.
    since: open && open.since < open.firstSeen ? open.since : null,
    alsoBroken: [],
  };
}

function toPeriod(
  { status, causeCode, why, from, to }: StatusPeriod,
  causes: CausePeriods,
  node: KnownNode | undefined,
): JudgedPeriod {
  if (causeCode === null || !isCauseCode(causeCode)) return { status, cause: null, why, from, to };
  const subject = findSubject(causeCode, { from, to }, causes, node);
  return { status, cause: { code: causeCode, subject }, why, from, to };
}

/** The history of a node has its causes' codes alone; who was to blame is said by the scope's causes, where it was one. */
function findSubject(
  code: string,
  { from, to }: { from: number; to: number | null },
  causes: CausePeriods,
  node: KnownNode | undefined,
): Subject | null {
  if (to === null && node?.cause?.code === code) return node.cause.subject;
  const then = causes.filter(
    (cause) => cause.code === code && cause.firstSeen <= (to ?? from) && (cause.closedAt ?? Infinity) >= from,
  );
  const [first, ...others] = new Map(then.map(({ subject }) => [subject.id, subject])).values();
  return first !== undefined && others.length === 0 ? first : null;
}

function toFacts(
  versions: Kept["versions"],
  lastPingAt: number | null,
): Pick<NodeHistory, "states" | "instance" | "registration"> {
  const ofInstance = versions.filter(({ kind }) => kind === "instance");
  const instance = current<Instance>(ofInstance);
  const record = current<ManagedNode>(versions.filter(({ kind }) => kind === "managed-node"));
  return {
    states: toStates(ofInstance),
    instance: instance ?? null,
    registration: record
      ? {
          pingStatus: record.pingStatus,
          registeredAt: record.registeredAt,
          lastPingAt: lastPingAt ?? record.lastPingAt,
        }
      : null,
  };
}

function current<Document>(versions: Kept["versions"]): Document | undefined {
  const version = versions.find(({ validTo }) => validTo === null);
  return version && ((parseBefore(version.kind, version.body) as Document | null | undefined) ?? undefined);
}

/** The first version tells the state that it was found in; EC2 forgets an instance only after it was terminated. */
function toStates(versions: Kept["versions"]): NodeHistory["states"] {
  const states: { state: Instance["state"]; at: number }[] = versions.flatMap(
    ({ kind, body, validFrom: at }) => {
      const instance = parseBefore(kind, body) as Instance | null | undefined;
      return instance ? [{ state: instance.state, at }] : [];
    },
  );
  const last = versions.at(-1);
  if (last && last.validTo !== null) states.push({ state: "terminated", at: last.validTo });
  return states.filter(({ state }, index) => state !== states[index - 1]?.state);
}
