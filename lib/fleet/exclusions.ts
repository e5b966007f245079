import { randomUUID } from "node:crypto";
import type { Exclusion, NewExclusion } from "../api/exclusion.ts";
import { FleetError } from "../model/fleet-error.ts";
import { parseFilter } from "../routes/filter.ts";
import type { FleetContext } from "./context.ts";
import { type KnownExclusion, loadExclusions } from "./load-exclusions.ts";
import { countMatching } from "./node-index/count-facets.ts";
import { maxTerms } from "./node-index/match.ts";
import { requireUntil } from "./require-until.ts";
import { tellExclusions } from "./tell-exclusions.ts";

/** Who is not meant to answer, and why: first what holds, by its end; then what has ended. */
export async function listExclusions(
  context: FleetContext,
): Promise<{ items: Exclusion[]; total: number; next: null }> {
  const now = context.now();
  const items = context.exclusions.map((exclusion) => toExclusion(context, exclusion, now));
  items.sort(
    (a, b) => Number(b.isActive) - Number(a.isActive) || a.until - b.until || (a.id < b.id ? -1 : 1),
  );
  return { items, total: items.length, next: null };
}

/** From now on the nodes that the filter finds are not meant to answer, until a date. */
export async function excludeNodes(
  context: FleetContext,
  { filter, reason, owner, until }: NewExclusion,
): Promise<Exclusion> {
  const { store, actor, now } = context;
  requireFilter(filter);
  requireUntil(until, now());
  const exclusion = {
    id: randomUUID(),
    filter,
    reason,
    owner,
    until,
    createdAt: now(),
    createdBy: actor.name,
  };
  await store.saveExclusion(exclusion);
  await store.appendAudit({
    at: exclusion.createdAt,
    actor: actor.name,
    action: "exclusion.make",
    target: exclusion.id,
    detail: { filter, reason, owner, until },
    outcome: "done",
  });
  await loadExclusions(context);
  await tellExclusions(context);
  return toExclusion(context, { ...exclusion, source: "screen" }, now());
}

/** Its nodes are meant to answer again. One that has ended by itself is thereby forgotten. */
export async function endExclusion(context: FleetContext, { id }: { id: string }): Promise<null> {
  const { store, actor, now } = context;
  const known = context.exclusions.find((exclusion) => exclusion.id === id);
  if (known?.source === "config") {
    throw new FleetError(
      "conflict",
      "This exclusion stands in the configuration. Take it out of muster.config.json and start Muster again.",
      { field: "id" },
    );
  }
  if (!known || !(await store.deleteExclusion(id))) {
    throw new FleetError("not-found", "There is no such exclusion; it may have been ended meanwhile.", {
      field: "id",
    });
  }
  const { filter, reason, owner, until } = known;
  await store.appendAudit({
    at: now(),
    actor: actor.name,
    action: "exclusion.end",
    target: id,
    detail: { filter, reason, owner, until },
    outcome: "done",
  });
  await loadExclusions(context);
  await tellExclusions(context);
  return null;
}

function requireFilter(text: string): void {
  const filter = parseFilter(text);
  const problem = problemOf(filter);
  if (problem !== null) throw new FleetError("invalid-input", problem, { field: "filter" });
}

function problemOf(filter: ReturnType<typeof parseFilter>): string | null {
  if (filter.length === 0) return "The filter is empty, which would exclude every node. Say which ones.";
  if (filter.length > maxTerms) return `A filter can have ${maxTerms} terms. Join values with commas.`;
  if (filter.some(({ key }) => key === "excluded"))
    return "An exclusion cannot build on other exclusions. Leave the term excluded: out.";
  return null;
}

function toExclusion({ index }: FleetContext, exclusion: KnownExclusion, now: number): Exclusion {
  const { id, filter, reason, owner, until, source, createdAt, createdBy } = exclusion;
  const nodes = countMatching(index.match(parseFilter(filter)), 0);
  return { id, filter, reason, owner, until, source, createdAt, by: createdBy, isActive: until > now, nodes };
}
