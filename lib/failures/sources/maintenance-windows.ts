import type {
  MaintenanceWindowExecution,
  MaintenanceWindowExecutionTaskIdentity,
  MaintenanceWindowExecutionTaskInvocationIdentity,
} from "@aws-sdk/client-ssm";
import type { AwsReader } from "../../aws/reader.ts";
import type { FailureLink, FailureRecord, FailureSighting } from "../../model/failure.ts";
import { type ScopeKey, scopeKey } from "../../model/scope.ts";
import { kindInText, kindOfStatus } from "../kind.ts";
import { cleanMessage } from "./clean-message.ts";
import type { Span } from "./coverage.ts";
import { createMemory } from "./memory.ts";
import { nodeIdsIn } from "./request-targets.ts";
import { defineSource, type Found, joinFound, nothingFound } from "./source.ts";
import { dayMs } from "./times.ts";
import type { Tolerance } from "./tolerance.ts";
import type { Stream } from "./walk.ts";

type Task = MaintenanceWindowExecutionTaskIdentity;
type Invocation = MaintenanceWindowExecutionTaskInvocationIdentity;

/** What AWS keeps of the commands and automations that a window started; beyond it, the window alone still tells. */
const startedKeptMs = 30 * dayMs;
const executionsAtOnce = 25;

/** Runs of maintenance windows: what they started, and what they could not even start. */
export const maintenanceWindows = defineSource({
  source: "maintenance-window",
  actions: [
    "ssm:DescribeMaintenanceWindows",
    "ssm:DescribeMaintenanceWindowExecutions",
    "ssm:DescribeMaintenanceWindowExecutionTasks",
    "ssm:DescribeMaintenanceWindowExecutionTaskInvocations",
  ],
  retentionMs: 90 * dayMs,
  streams: async (reader, tolerance, { now }) => [executionsOfAll({ reader, tolerance, now })],
});

type Source = { reader: AwsReader; tolerance: Tolerance; now: number };

/** The windows one after another by their ids, so that a token is a place in that order. */
function executionsOfAll(source: Source): Stream<Found> {
  const { reader, tolerance } = source;
  const windowIds = createMemory(() => listWindowIds(reader));
  return {
    key: "executions",
    async ask(span, token) {
      const [last = "", nextToken = ""] = token?.split(" ") ?? [];
      const ids = await windowIds("all");
      const windowId = nextToken === "" ? ids.find((id) => id > last) : last;
      if (windowId === undefined) return { found: nothingFound, next: null };
      const answer = await reader.call("ssm:DescribeMaintenanceWindowExecutions", {
        WindowId: windowId,
        Filters: filters(span),
        ...{ MaxResults: executionsAtOnce, NextToken: nextToken || undefined },
      });
      const executions = answer.WindowExecutions ?? [];
      const found = await Promise.all(executions.map((execution) => readExecution(source, execution)));
      const isLast = !answer.NextToken && ids.every((id) => id <= windowId);
      return {
        found: joinFound(found),
        next: isLast ? null : `${windowId} ${answer.NextToken ?? ""}`,
        openSince: oldestOpen(executions),
        isPartial: tolerance.hasFailed(),
      };
    },
  };
}

async function listWindowIds(reader: AwsReader): Promise<string[]> {
  const ids = new Set<string>();
  for await (const { WindowIdentities = [] } of reader.pages("ssm:DescribeMaintenanceWindows", {})) {
    for (const { WindowId } of WindowIdentities) if (WindowId) ids.add(WindowId);
  }
  return [...ids].sort();
}

function filters([from, to]: Span) {
  return [
    { Key: "ExecutedAfter", Values: [new Date(from - 1000).toISOString()] },
    { Key: "ExecutedBefore", Values: [new Date(to + 1000).toISOString()] },
  ];
}

const openStatuses: ReadonlySet<string> = new Set(["PENDING", "IN_PROGRESS", "CANCELLING"]);

function oldestOpen(executions: readonly MaintenanceWindowExecution[]): number | null {
  const starts = executions.flatMap(({ Status = "", StartTime }) =>
    openStatuses.has(Status) && StartTime ? [StartTime.getTime()] : [],
  );
  return starts.length === 0 ? null : Math.min(...starts);
}

async function readExecution(source: Source, execution: MaintenanceWindowExecution): Promise<Found> {
  const { reader, tolerance } = source;
  const { WindowExecutionId } = execution;
  if (WindowExecutionId === undefined) return nothingFound;
  const action = "ssm:DescribeMaintenanceWindowExecutionTasks";
  const tasks = await tolerance.attempt(action, async () => {
    const all: Task[] = [];
    const pages = reader.pages(action, { WindowExecutionId });
    for await (const { WindowExecutionTaskIdentities = [] } of pages)
      all.push(...WindowExecutionTaskIdentities);
    return all;
  });
  const found = await Promise.all((tasks ?? []).map((task) => readTask(source, execution, task)));
  const { sightings, links } = joinFound(found);
  if (sightings.length > 0 || links.length > 0) return { sightings, links };
  return { sightings: ownSighting(source, { execution }), links };
}

async function readTask(source: Source, execution: MaintenanceWindowExecution, task: Task): Promise<Found> {
  const { reader, tolerance, now } = source;
  const scope = scopeKey(reader.scope);
  const { WindowExecutionId = "", TaskExecutionId = "" } = task;
  const action = "ssm:DescribeMaintenanceWindowExecutionTaskInvocations";
  const invocations = await tolerance.attempt(action, async () => {
    const all: Invocation[] = [];
    const pages = reader.pages(action, {
      WindowExecutionId: execution.WindowExecutionId ?? WindowExecutionId,
      TaskId: TaskExecutionId,
    });
    for await (const page of pages) all.push(...(page.WindowExecutionTaskInvocationIdentities ?? []));
    return all;
  });
  const links = (invocations ?? []).flatMap((invocation) =>
    toLink(scope, { execution, task, invocation }, now),
  );
  const alone = (invocations ?? []).filter(
    ({ ExecutionId }) => !links.some(({ innerId }) => innerId === ExecutionId),
  );
  const sightings = alone.flatMap((invocation) => ownSighting(source, { execution, task, invocation }));
  if (links.length > 0 || sightings.length > 0) return { sightings, links };
  return { sightings: ownSighting(source, { execution, task }), links };
}

type Run = { execution: MaintenanceWindowExecution; task?: Task; invocation?: Invocation };

/** What was started shows its failures itself, node by node; the window only stands around it. */
function toLink(scope: ScopeKey, run: Run, now: number): FailureLink[] {
  const innerId = run.invocation?.ExecutionId;
  const at = startOf(run);
  if (!innerId || now - at > startedKeptMs) return [];
  return [{ scope, innerId, records: recordsOf(run), caller: null, requestId: null, at }];
}

/** The innermost thing that was read says why; a window also fails for much that is not its targets. */
function ownSighting({ reader }: Source, run: Run): FailureSighting[] {
  const { execution, task, invocation } = run;
  const own = invocation ?? task ?? execution;
  const kind = kindOfStatus(own.StatusDetails);
  const id = invocation?.InvocationId ?? task?.TaskExecutionId ?? execution.WindowExecutionId;
  if (kind === null || id === undefined) return [];
  const scope = scopeKey(reader.scope);
  const named = nodeIdsIn(own.StatusDetails ?? "");
  const target = invocation?.WindowTargetId;
  return [
    {
      ...{ id: `${scope}:window:${id}`, scope, kind, source: "maintenance-window", at: startOf(run) },
      operation: operations[task?.TaskType ?? ""] ?? "MaintenanceWindowExecution",
      ...{ caller: null, documentName: task?.TaskArn ?? null, requestId: null },
      targets: named.length > 0 || !target ? named : [`WindowTargetIds=${target}`],
      errorCode: kindInText(own.StatusDetails) === null ? (own.StatusDetails ?? kind) : kind,
      message: cleanMessage(own.StatusDetails),
      records: recordsOf(run),
    },
  ];
}

const operations: Record<string, string> = {
  RUN_COMMAND: "SendCommand",
  AUTOMATION: "StartAutomationExecution",
};

function startOf({ execution, task, invocation }: Run): number {
  return (invocation?.StartTime ?? task?.StartTime ?? execution.StartTime)?.getTime() ?? 0;
}

function recordsOf({ execution, task }: Run): FailureRecord[] {
  const record = (idName: string, id: string | undefined, isGreen: boolean | null): FailureRecord[] =>
    id ? [{ source: "maintenance-window", idName, id, isGreen }] : [];
  return [
    ...record("WindowId", execution.WindowId, null),
    ...record("WindowExecutionId", execution.WindowExecutionId, isGreen(execution.Status)),
    ...record("TaskExecutionId", task?.TaskExecutionId, isGreen(task?.Status)),
  ];
}

function isGreen(status: string | undefined): boolean | null {
  return status === undefined || openStatuses.has(status) ? null : status === "SUCCESS";
}
