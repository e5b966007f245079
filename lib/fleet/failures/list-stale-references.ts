import type {
  StaleReferenceAnswer,
  StaleReferenceList,
  StaleReferenceListQuery,
} from "../../api/stale-reference.ts";
import { kindsBehind } from "../../failures/references/read-references.ts";
import { findStaleReferences, type StaleReference } from "../../failures/stale-references.ts";
import { resourceConsoleUrl } from "../../format/console-url.ts";
import { recordConsoleUrl } from "../../format/record-console-url.ts";
import type { GapReason } from "../../model/gap.ts";
import type { HolderKind } from "../../model/reference-holder.ts";
import { parseScopeKey, scopeKey } from "../../model/scope.ts";
import { failureFilter } from "../../routes/failures.ts";
import { isTagTerm, isTextTerm } from "../../routes/filter.ts";
import type { StoredReferences } from "../../store/references.ts";
import { factAge } from "../../sync/fact-age.ts";
import { loadReferences } from "../../sync/load-references.ts";
import type { FleetContext } from "../context.ts";
import type { FailureTerm } from "./choose-failures.ts";
import { pageByKey } from "./page-by-key.ts";

/** What still names nodes that are gone, where it lives, and who uses it. */
export async function listStaleReferences(
  context: FleetContext,
  query: StaleReferenceListQuery,
): Promise<StaleReferenceList> {
  const { store, config, now } = context;
  const scopes = (await store.loadScopes()).map(({ partition, account, region }) => ({
    partition,
    account,
    region,
  }));
  const readings = await store.loadReadingCalls(scopes.map(scopeKey));
  const keys = new Set(scopes.map(scopeKey));
  const read = (await store.loadStoredReferences()).filter(({ scope }) => keys.has(scope));
  const others = read.flatMap(({ holders }) => holders);
  const snapshots = await loadReferences(store, scopes, {
    ...{ at: now(), others },
    maxAgeMs: Math.max(...[...readings.values(), []].map((calls) => factAge(config, calls).maxAgeMs)),
  });
  const terms = failureFilter.parse(query.q);
  const keyed = findStaleReferences(snapshots, others)
    .map((reference) => ({ key: keyOf(reference), told: toAnswer(reference) }))
    .filter(({ told }) => terms.every((term) => matches(told, term)))
    .sort((a, b) => (a.key < b.key ? -1 : Number(a.key > b.key)));
  const { items, total, next } = pageByKey(keyed, query, query.q);
  return { items: items.map(({ told }) => told), total, next, gaps: describeGaps(read) };
}

/** What could not be read, action by action. What was known of it before still stands. */
function describeGaps(read: readonly StoredReferences[]): StaleReferenceList["gaps"] {
  const gaps = read.flatMap((each) => each.gaps);
  return [...Map.groupBy(gaps, ({ action, reason }) => `${action} ${reason}`).values()].map((alike) => {
    const { action, reason, message } = alike[0]!;
    const scopes = alike.map(({ scope }) => scope as string);
    return { action, reason, scopes, sentence: sentenceOf(action, reason, scopes), message };
  });
}

function sentenceOf(action: string, reason: GapReason, scopes: readonly string[]): string {
  const kinds = [...new Set(kindsBehind(action).map((kind) => kindNames[kind]))].join(" and ");
  const where = scopes.length === 1 ? scopes[0] : `${scopes.length} scopes`;
  const advice = reason === "denied" ? ` Grant ${action}.` : "";
  return `${action} could not be read in ${where}: ${kinds} that name nodes may be missing.${advice}`;
}

const kindNames: Record<HolderKind, string> = {
  association: "associations",
  "maintenance-window-target": "targets of maintenance windows",
  "maintenance-window-task": "tasks of maintenance windows",
  automation: "automations",
  "resource-group": "resource groups",
  "event-rule": "rules of EventBridge",
};

function keyOf({ holder }: StaleReference): string {
  return [holder.scope, holder.kind, holder.windowId ?? "", holder.id].join(" ");
}

function toAnswer({ holder, gone, elsewhere, dangling }: StaleReference): StaleReferenceAnswer {
  const { scope, kind, id, name, windowId, usedBy } = holder;
  const { region } = parseScopeKey(scope)!;
  const home = windowId === null ? { kind, id } : { kind: "maintenance-window", id: windowId };
  const run = { idName: "AutomationExecutionId", id };
  return {
    ...{ scope, kind, id, name, windowId },
    nodes: [
      ...gone.map(({ id: node, state }) => ({
        id: node,
        state,
        why: state === "terminated" ? "It was terminated." : "No scope that is read has it.",
      })),
      ...elsewhere.map(({ id: node, scopes }) => ({
        id: node,
        state: "elsewhere" as const,
        why: `It is in ${scopes.join(" and ")}, and is never reached from here.`,
      })),
    ],
    dangling,
    usedBy: [...usedBy],
    consoleUrl: kind === "automation" ? recordConsoleUrl(region, run) : resourceConsoleUrl(region, home),
  };
}

function matches(reference: StaleReferenceAnswer, term: FailureTerm): boolean {
  return holds(reference, term) !== term.negated;
}

function holds({ scope, id, name, nodes, kind }: StaleReferenceAnswer, term: FailureTerm): boolean {
  const [account = "", region = ""] = scope.split(":");
  if (isTagTerm(term)) return false;
  if (isTextTerm(term)) {
    const text = [scope, id, name, kind, ...nodes.map((node) => node.id)].join("\n").toLowerCase();
    return text.includes(term.values[0].toLowerCase());
  }
  switch (term.key) {
    case "scope":
      return term.values.includes(scope);
    case "account":
      return term.values.includes(account);
    case "region":
      return term.values.includes(region);
    case "node":
      return nodes.some((node) => term.values.includes(node.id));
    default:
      // The other keys are of failures, and leave references alone.
      return !term.negated;
  }
}
