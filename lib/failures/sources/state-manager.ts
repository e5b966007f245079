import type { Association, AssociationExecution, AssociationExecutionTarget } from "@aws-sdk/client-ssm";
import type { AwsReader } from "../../aws/reader.ts";
import type { FailureLink, FailureRecord, FailureSighting } from "../../model/failure.ts";
import { type ScopeKey, scopeKey } from "../../model/scope.ts";
import { kindOfStatus, noTargets } from "../kind.ts";
import { cleanMessage } from "./clean-message.ts";
import type { Span } from "./coverage.ts";
import { createMemory } from "./memory.ts";
import { writeTargets } from "./request-targets.ts";
import { invocationId } from "./sighting-id.ts";
import { defineSource, type Found, joinFound, nothingFound } from "./source.ts";
import { dayMs } from "./times.ts";
import type { Tolerance } from "./tolerance.ts";
import type { Stream } from "./walk.ts";

/** Runs of State Manager's associations, target by target. */
export const stateManager = defineSource({
  source: "state-manager",
  actions: [
    "ssm:ListAssociations",
    "ssm:DescribeAssociationExecutions",
    "ssm:DescribeAssociationExecutionTargets",
  ],
  retentionMs: 90 * dayMs,
  streams: async (reader, tolerance, { now }) => [executionsOfAll({ reader, tolerance, now })],
});

type Source = { reader: AwsReader; tolerance: Tolerance; now: number };

/** The associations one after another by their ids; those that have not run since are not asked about. */
function executionsOfAll(source: Source): Stream<Found> {
  const { reader, tolerance } = source;
  const associations = createMemory(() => listAssociations(reader));
  return {
    key: "executions",
    async ask(span, token) {
      const left = (await associations("all")).filter(
        ({ AssociationId = "", LastExecutionDate }) =>
          AssociationId > (token ?? "") && (LastExecutionDate?.getTime() ?? span[1]) >= span[0],
      );
      const [association] = left;
      if (association === undefined) return { found: nothingFound, next: null };
      const executions = (await readExecutions(source, association, span)) ?? [];
      const found = await Promise.all(executions.map((each) => readExecution(source, association, each)));
      return {
        found: joinFound(found),
        next: left.length > 1 ? (association.AssociationId ?? null) : null,
        openSince: oldestOpen(executions),
        isPartial: tolerance.hasFailed(),
      };
    },
  };
}

async function listAssociations(reader: AwsReader): Promise<Association[]> {
  const byId = new Map<string, Association>();
  for await (const { Associations = [] } of reader.pages("ssm:ListAssociations", {})) {
    for (const each of Associations) if (each.AssociationId) byId.set(each.AssociationId, each);
  }
  return [...byId.values()].sort((one, other) => (one.AssociationId! < other.AssociationId! ? -1 : 1));
}

function readExecutions(
  { reader, tolerance }: Source,
  { AssociationId }: Association,
  [from, to]: Span,
): Promise<AssociationExecution[] | null> {
  const action = "ssm:DescribeAssociationExecutions";
  return tolerance.attempt(action, async () => {
    const all: AssociationExecution[] = [];
    const pages = reader.pages(action, {
      AssociationId,
      Filters: [
        { Key: "CreatedTime", Value: new Date(from - 1000).toISOString(), Type: "GREATER_THAN" },
        { Key: "CreatedTime", Value: new Date(to + 1000).toISOString(), Type: "LESS_THAN" },
      ],
    });
    for await (const { AssociationExecutions = [] } of pages) all.push(...AssociationExecutions);
    return all;
  });
}

const openStatuses = /^(?:pending|in ?progress|associated|created)$/i;
const fineStatuses = /^(?:success|skipped|pending|in ?progress|associated|created)$/i;

function oldestOpen(executions: readonly AssociationExecution[]): number | null {
  const starts = executions.flatMap(({ Status = "", CreatedTime }) =>
    openStatuses.test(Status) && CreatedTime ? [CreatedTime.getTime()] : [],
  );
  return starts.length === 0 ? null : Math.min(...starts);
}

async function readExecution(
  source: Source,
  association: Association,
  execution: AssociationExecution,
): Promise<Found> {
  const scope = scopeKey(source.reader.scope);
  const targets = await readFailedTargets(source, execution);
  const whole = targets.length === 0 ? wholeSighting(scope, association, execution) : undefined;
  if (whole !== undefined) return { sightings: [whole], links: [] };
  const run = { scope, association, execution };
  return {
    sightings: targets.flatMap((target) => targetSighting(run, target, source.now) ?? []),
    links: targets.flatMap((target) => toLink(run, target) ?? []),
  };
}

/** `{Failed=2, Success=10}`; null where AWS wrote something else. */
export function parseCounts(text: string | undefined): Map<string, number> | null {
  const inside = /^\s*\{(.*)\}\s*$/s.exec(text ?? "")?.[1];
  if (inside === undefined) return null;
  const counts = inside.matchAll(/"?([\w ]+?)"?\s*[=:]\s*(\d+)/g);
  return new Map(
    [...counts].map(([, status = "", count]): [string, number] => [status.trim(), Number(count)]),
  );
}

/** What failed before there was any target to tell of, or met none. */
function wholeSighting(
  scope: ScopeKey,
  association: Association,
  execution: AssociationExecution,
): FailureSighting | undefined {
  const { ExecutionId, DetailedStatus, Status = "", ResourceCountByStatus } = execution;
  const counts = parseCounts(ResourceCountByStatus);
  if (ExecutionId === undefined || openStatuses.test(Status) || (counts !== null && counts.size > 0))
    return undefined;
  const isEmpty = counts !== null && Status === "Success" && !namesAll(association);
  const kind = kindOfStatus(DetailedStatus) ?? (isEmpty ? noTargets : null);
  if (kind === null) return undefined;
  return {
    ...common({ scope, association, execution }),
    ...{ id: `${scope}:association:${ExecutionId}`, kind, errorCode: DetailedStatus ?? kind, message: null },
    targets: writeTargets(
      (association.Targets ?? []).map(({ Key = "", Values = [] }) => ({ key: Key, values: Values })),
    ),
  };
}

/** An account without a single node is no mistake of an association with all of them. */
function namesAll({ Targets = [] }: Association): boolean {
  return Targets.some(({ Key = "", Values = [] }) => /^instanceids$/i.test(Key) && Values.includes("*"));
}

/** Only the statuses that are there and are not fine are asked for, as far as AWS says which there are. */
async function readFailedTargets(
  { reader, tolerance }: Source,
  { AssociationId, ExecutionId, Status = "", ResourceCountByStatus }: AssociationExecution,
): Promise<AssociationExecutionTarget[]> {
  const counts = parseCounts(ResourceCountByStatus);
  if (counts === null && fineStatuses.test(Status)) return [];
  const wanted =
    counts === null ? [undefined] : [...counts.keys()].filter((status) => !fineStatuses.test(status));
  const action = "ssm:DescribeAssociationExecutionTargets";
  const targets: AssociationExecutionTarget[] = [];
  for (const status of wanted) {
    await tolerance.attempt(action, async () => {
      const Filters = status === undefined ? undefined : [{ Key: "Status" as const, Value: status }];
      const pages = reader.pages(action, { AssociationId, ExecutionId, Filters });
      for await (const page of pages) targets.push(...(page.AssociationExecutionTargets ?? []));
    });
  }
  return targets;
}

type Run = { scope: ScopeKey; association: Association; execution: AssociationExecution };

function targetSighting(
  run: Run,
  target: AssociationExecutionTarget,
  now: number,
): FailureSighting | undefined {
  const { ResourceId, Status, DetailedStatus, OutputSource, LastExecutionDate } = target;
  const kind = kindOfStatus(DetailedStatus, Status);
  if (kind === null || !ResourceId) return undefined;
  const fields = common(run);
  const at = LastExecutionDate?.getTime() ?? fields.at;
  const outputId = OutputSource?.OutputSourceId;
  // An automation that AWS still tells of shows its failures itself.
  if (isAutomation(target) && now - at < automationsKeptMs) return undefined;
  const isCommand = outputId !== undefined && !isAutomation(target);
  return {
    ...fields,
    id: isCommand
      ? invocationId(run.scope, outputId, ResourceId)
      : `${run.scope}:association:${run.execution.ExecutionId}:${ResourceId}`,
    ...{ at, kind, targets: [ResourceId] },
    errorCode: DetailedStatus ?? Status ?? kind,
    message: isWord(DetailedStatus) ? null : cleanMessage(DetailedStatus),
    records: [
      ...fields.records,
      ...(isCommand
        ? [{ source: "run-command" as const, idName: "CommandId", id: outputId, isGreen: null }]
        : []),
    ],
  };
}

const automationsKeptMs = 30 * dayMs;

function isAutomation({ OutputSource }: AssociationExecutionTarget): boolean {
  return (
    OutputSource?.OutputSourceId !== undefined && /automation/i.test(OutputSource.OutputSourceType ?? "")
  );
}

function isWord(status: string | undefined): boolean {
  return status === undefined || /^\w+$/.test(status);
}

function toLink(run: Run, target: AssociationExecutionTarget): FailureLink | undefined {
  const innerId = target.OutputSource?.OutputSourceId;
  if (innerId === undefined) return undefined;
  const { records, at } = common(run);
  return { scope: run.scope, innerId, records, caller: null, requestId: null, at };
}

function common({ scope, association, execution }: Run) {
  const { AssociationId = "", ExecutionId = "", Status = "", CreatedTime } = execution;
  const isGreen = Status === "" || openStatuses.test(Status) ? null : Status === "Success";
  const records: FailureRecord[] = [
    {
      source: "state-manager",
      idName: "AssociationId",
      id: association.AssociationId ?? AssociationId,
      isGreen: null,
    },
    { source: "state-manager", idName: "ExecutionId", id: ExecutionId, isGreen },
  ];
  return {
    ...{ scope, source: "state-manager" as const, operation: "AssociationExecution", records },
    ...{ at: CreatedTime?.getTime() ?? 0, caller: null, requestId: null },
    documentName: association.Name ?? null,
  };
}
