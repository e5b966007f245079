import type { AutomationExecutionFilter, AutomationExecutionMetadata } from "@aws-sdk/client-ssm";
import type { AwsReader } from "../../aws/reader.ts";
import type { FailureSighting } from "../../model/failure.ts";
import { scopeKey } from "../../model/scope.ts";
import { noTargets } from "../kind.ts";
import { automationFields, isTargeted, readFailedRun, targetsOfRun } from "./automation-run.ts";
import type { Span } from "./coverage.ts";
import { defineSource, type Found, joinFound, nothingFound } from "./source.ts";
import { dayMs } from "./times.ts";
import type { Tolerance } from "./tolerance.ts";
import type { Stream } from "./walk.ts";

const failedStatuses = ["Failed", "TimedOut", "CompletedWithFailure"];
const greenStatuses = ["Success", "CompletedWithSuccess"];
/** As many as one filter takes. */
export const openAutomationStatuses: readonly string[] = [
  "Pending",
  "InProgress",
  "Waiting",
  "Cancelling",
  "PendingApproval",
  "Approved",
  "Scheduled",
  "RunbookInProgress",
  "PendingChangeCalendarOverride",
  "ChangeCalendarOverrideApproved",
];

const listing = "ssm:DescribeAutomationExecutions";

/** Runbooks: those that failed on a target, and those whose targets came to none. */
export const automation = defineSource({
  source: "automation",
  actions: [listing, "ssm:DescribeAutomationStepExecutions"],
  retentionMs: 30 * dayMs,
  async streams(reader, tolerance, { now }) {
    const source = { reader, tolerance, settledUntil: await findOldestOpen(reader, now) };
    return [
      runsThat("failed", failedStatuses, source, (run) => readFailed(source, run)),
      runsThat("ended", greenStatuses, source, (run) => readGreen(source, run)),
    ];
  },
});

type Source = { reader: AwsReader; tolerance: Tolerance; settledUntil: number };
type Run = AutomationExecutionMetadata;

function runsThat(
  key: string,
  statuses: readonly string[],
  { reader, tolerance, settledUntil }: Source,
  read: (run: Run) => Promise<Found>,
): Stream<Found> {
  return {
    ...{ key, settledUntil },
    async ask(span, token) {
      const { AutomationExecutionMetadataList: runs = [], NextToken } = await reader.call(listing, {
        Filters: [...started(span), { Key: "ExecutionStatus", Values: [...statuses] }],
        ...{ MaxResults: 50, NextToken: token ?? undefined },
      });
      const wanted = runs.filter(({ AutomationExecutionStatus: status = "" }) => statuses.includes(status));
      const found = joinFound(await Promise.all(wanted.map(read)));
      return { found, next: NextToken || null, isPartial: tolerance.hasFailed() };
    },
  };
}

function started([from, to]: Span): AutomationExecutionFilter[] {
  return [
    { Key: "StartTimeAfter", Values: [new Date(from - 1000).toISOString()] },
    { Key: "StartTimeBefore", Values: [new Date(to + 1000).toISOString()] },
  ];
}

/** A run counts under the time at which it started, and may fail much later. */
async function findOldestOpen(reader: AwsReader, now: number): Promise<number> {
  let oldest = now;
  const Filters: AutomationExecutionFilter[] = [
    { Key: "ExecutionStatus", Values: [...openAutomationStatuses] },
  ];
  for await (const { AutomationExecutionMetadataList = [] } of reader.pages(listing, { Filters })) {
    for (const { AutomationExecutionStatus = "", ExecutionStartTime } of AutomationExecutionMetadataList) {
      if (!openAutomationStatuses.includes(AutomationExecutionStatus) || !ExecutionStartTime) continue;
      oldest = Math.min(oldest, ExecutionStartTime.getTime());
    }
  }
  return oldest;
}

/** Of a run over many targets, the parent sums up, and the children say where and why. */
async function readFailed(source: Source, run: Run): Promise<Found> {
  if (run.ParentAutomationExecutionId || !isTargeted(run)) return readFailedRun(source, run, undefined);
  // Whether a run that met nothing ends green is not told.
  if (isEmpty(run)) return { sightings: [emptySighting(source, run)], links: [] };
  const found = await readFailedChildren(source, run);
  const hasChildren = found.sightings.length > 0 || found.links.length > 0;
  return hasChildren ? found : readFailedRun(source, run, undefined);
}

/** A green run may have met nothing, or failed on as many targets as it tolerates. */
async function readGreen(source: Source, run: Run): Promise<Found> {
  if (run.ParentAutomationExecutionId || !isTargeted(run)) return nothingFound;
  if (isEmpty(run)) return { sightings: [emptySighting(source, run)], links: [] };
  const tolerates = run.MaxErrors !== undefined && !/^0%?$/.test(run.MaxErrors);
  return tolerates ? readFailedChildren(source, run) : nothingFound;
}

async function readFailedChildren(source: Source, parent: Run): Promise<Found> {
  const { reader, tolerance } = source;
  const { AutomationExecutionId: parentId = "" } = parent;
  const children = await tolerance.attempt(listing, async () => {
    const all: Run[] = [];
    const Filters: AutomationExecutionFilter[] = [
      { Key: "ParentExecutionId", Values: [parentId] },
      { Key: "ExecutionStatus", Values: failedStatuses },
    ];
    for await (const page of reader.pages(listing, { Filters })) {
      all.push(...(page.AutomationExecutionMetadataList ?? []));
    }
    return all.filter(({ ParentAutomationExecutionId }) => ParentAutomationExecutionId === parentId);
  });
  return joinFound(await Promise.all((children ?? []).map((child) => readFailedRun(source, child, parent))));
}

function isEmpty({ ResolvedTargets }: Run): boolean {
  return ResolvedTargets?.ParameterValues?.length === 0 && ResolvedTargets.Truncated !== true;
}

function emptySighting({ reader }: Source, run: Run): FailureSighting {
  const scope = scopeKey(reader.scope);
  return {
    ...automationFields(scope, run, undefined),
    ...{ id: `${scope}:automation:${run.AutomationExecutionId}`, kind: noTargets, errorCode: noTargets },
    ...{ message: null, targets: targetsOfRun(run) },
  };
}
