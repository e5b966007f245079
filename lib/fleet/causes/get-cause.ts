import type { CauseDetail, SharedCauseAnswer } from "../../api/cause.ts";
import type { CauseCode } from "../../model/cause.ts";
import { FleetError } from "../../model/fleet-error.ts";
import { parseSubjectKey, type SubjectKey } from "../../model/subject-key.ts";
import { causeFilter } from "../../routes/causes.ts";
import { parseFilter } from "../../routes/filter.ts";
import type { StoredCause } from "../../store/causes.ts";
import type { FleetContext } from "../context.ts";
import { findFittingFixes } from "../fixes/find-fitting-fixes.ts";
import { getNode } from "../get-node.ts";
import { countMatching } from "../node-index/count-facets.ts";
import { listNodes } from "../node-index/list-nodes.ts";
import { findSharedCause, type SharedCause } from "../node-index/share-causes.ts";
import { toNodeSummary } from "../to-node-summary.ts";
import { countExplained } from "./count-explained.ts";
import { describeCauses, toAcknowledgement } from "./describe-causes.ts";
import { nameSubject } from "./name-subject.ts";
import { titleOfCause } from "./title-of-cause.ts";

const shownNodes = 50;

type Asked = { code: CauseCode; key: SubjectKey };

/** One shared cause with its evidence, its first nodes and the path that they share; one that is over as it was. */
export async function getCause(context: FleetContext, asked: Asked): Promise<CauseDetail> {
  const subject = parseSubjectKey(asked.key);
  if (!subject) throw noCause(asked);
  const { scope, id } = subject;
  const history = await context.store.loadCauseHistory({ code: asked.code, subjectId: id, scope });
  const shared = findSharedCause(context.index, asked);
  if (!shared && history.length === 0) throw noCause(asked);
  const filter = causeFilter(asked.code, asked.key);
  return {
    ...(shared ? await openCause(context, shared, history) : await closedCause(context, asked, history)),
    filter,
    excludedNodes: countExcluded(context, filter),
    first: firstNodes(context, filter),
    history: history.map(({ scope, since, closedAt, sentence }) => ({
      scope,
      from: since,
      to: closedAt,
      sentence,
    })),
  };
}

type Told = SharedCauseAnswer &
  Pick<CauseDetail, "isOpen" | "closedAt" | "evidence" | "example" | "fixes" | "path"> & {
    certainty: CauseDetail["certainty"];
  };

async function openCause(
  context: FleetContext,
  shared: SharedCause,
  history: readonly StoredCause[],
): Promise<Told> {
  const [described, node, fixes] = await Promise.all([
    describeCauses(context, [shared]).then(([first]) => first!),
    getNode(context, shared.example),
    findFittingFixes(context, shared),
  ]);
  const told = node.cause?.code === shared.code && node.cause.evidence.length > 0 ? node.cause : history[0];
  return {
    ...described,
    isOpen: true,
    closedAt: null,
    evidence: told?.evidence ?? [],
    example: { scope: node.scope, id: node.id, name: node.name },
    fixes,
    path: node.path,
  };
}

async function closedCause(
  context: FleetContext,
  { code, key }: Asked,
  history: readonly StoredCause[],
): Promise<Omit<Told, "certainty"> & { certainty: null }> {
  const last = history[0]!;
  const acknowledged = await context.store.loadAcknowledgements(context.now());
  const scopes = [...new Set(history.map(({ scope }) => scope))];
  const explained = await countExplained(context, [{ code, key }]);
  return {
    code,
    key,
    title: titleOfCause(code),
    subject: {
      ...last.subject,
      name: await nameSubject(context, last.subject.scope ?? last.scope, last.subject),
    },
    sentence: last.sentence,
    scopes,
    nodes: { total: 0, byStatus: {} },
    keepsFromAnswering: false,
    certainty: null,
    since: last.since,
    failures30d: explained({ code, key }),
    acknowledged: toAcknowledgement(acknowledged.find((one) => one.code === code && one.key === key)),
    isOpen: false,
    closedAt: last.closedAt,
    evidence: last.evidence,
    example: null,
    fixes: [],
    path: null,
  };
}

function firstNodes(context: FleetContext, filter: string): CauseDetail["first"] {
  const page = listNodes(context.index, { filter: parseFilter(filter), sort: "status", limit: shownNodes });
  return page.items.map((node) => toNodeSummary(context, node));
}

function countExcluded({ index }: FleetContext, filter: string): number {
  return countMatching(index.match(parseFilter(`${filter} excluded:yes`)), 0);
}

function noCause({ code, key }: Asked): FleetError {
  return new FleetError(
    "not-found",
    `No node has the cause ${code} of ${key}, and none had it for as long as the past is kept. Its open causes are listed by GET /api/v1/causes?q=cause:${code}.`,
    { field: "subjectKey" },
  );
}
