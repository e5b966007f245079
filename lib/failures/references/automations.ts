import type { AutomationExecutionMetadata } from "@aws-sdk/client-ssm";
import type { ReferenceHolder } from "../../model/reference-holder.ts";
import { openAutomationStatuses } from "../sources/automation.ts";
import { nodeIdsIn } from "../sources/request-targets.ts";
import { dayMs } from "../sources/times.ts";
import { allItems, type HolderReading, plain, type ReadHolders } from "./holder-reader.ts";

type Run = AutomationExecutionMetadata;

const listing = "ssm:DescribeAutomationExecutions";
const keptMs = 30 * dayMs;
/** The newest come first; what comes again and again is among them. */
const mostPages = 20;
/** At three a second, a minute. */
const mostAsked = 180;

/** Runbooks that will still run on the nodes that they name: those that wait for their time, and those that come again. */
export const automationHolders: ReadHolders = {
  kind: "automation",
  actions: [listing, "ssm:GetAutomationExecution"],
  async read(reading) {
    const open = await readRuns(reading, [{ Key: "ExecutionStatus", Values: [...openAutomationStatuses] }]);
    const since = new Date(reading.now - keptMs).toISOString();
    const all = await readRuns(reading, [{ Key: "StartTimeAfter", Values: [since] }]);
    const waiting = open.filter(({ AutomationExecutionStatus: status = "" }) =>
      openAutomationStatuses.includes(status),
    );
    const known = new Set(waiting.map(({ AutomationExecutionId }) => AutomationExecutionId));
    const recurring = recurringIn(all.filter((run) => !known.has(run.AutomationExecutionId)));
    let asked = 0;
    const read = [...waiting.map((run) => ({ run, days: 0 })), ...recurring].map(
      async ({ run, days }): Promise<ReferenceHolder[]> => {
        const named = nodeIdsOf(run);
        const nodeIds = named.length > 0 || ++asked > mostAsked ? named : await idsInParameters(reading, run);
        return [toHolder(reading, run, { days, nodeIds })];
      },
    );
    return (await Promise.all(read)).flat();
  },
};

type Filters = { Key: "ExecutionStatus" | "StartTimeAfter"; Values: string[] }[];

/** Without what a run over many targets is made of, which its parent names. */
async function readRuns({ reader, tolerance }: HolderReading, Filters: Filters): Promise<Run[]> {
  const runs = await tolerance.attempt(listing, () =>
    allItems(
      reader.pages(listing, { Filters }),
      ({ AutomationExecutionMetadataList }) => AutomationExecutionMetadataList,
      mostPages,
    ),
  );
  const whole = (runs ?? []).filter(
    ({ AutomationExecutionId, ParentAutomationExecutionId }) =>
      AutomationExecutionId !== undefined && !ParentAutomationExecutionId,
  );
  return [...new Map(whole.map((run) => [run.AutomationExecutionId, run])).values()];
}

const oftenEnough = 3;

/** The newest run of each document that the same caller has started on several days. */
function recurringIn(runs: readonly Run[]): { run: Run; days: number }[] {
  const alike = Map.groupBy(runs, ({ DocumentName, ExecutedBy = "" }) =>
    JSON.stringify([DocumentName, withoutSession(ExecutedBy)]),
  );
  return [...alike.values()].flatMap((some) => {
    const days = new Set(some.map((run) => Math.floor(startOf(run) / dayMs))).size;
    const newest = some.toSorted((one, other) => startOf(other) - startOf(one))[0]!;
    // What an association starts is named where the association is.
    return days < oftenEnough || newest.AssociationId ? [] : [{ run: newest, days }];
  });
}

function startOf({ ExecutionStartTime }: Run): number {
  return ExecutionStartTime?.getTime() ?? 0;
}

function withoutSession(caller: string): string {
  return caller.replace(/(:assumed-role\/[^/]+)\/.*$/, "$1");
}

function nodeIdsOf({ Target, Targets = [], TargetMaps = [], ResolvedTargets }: Run): string[] {
  const values = [
    ...Targets.flatMap(({ Key = "", Values = [] }) =>
      /^(?:ParameterValues|InstanceIds)$/i.test(Key) ? Values : [],
    ),
    ...TargetMaps.flatMap((map) => Object.values(map).flat()),
  ];
  // What tags and groups came to names nobody: the next run asks them again.
  const isByTags = Targets.length > 0 && values.length === 0;
  const resolved = isByTags ? [] : (ResolvedTargets?.ParameterValues ?? []);
  return nodeIdsIn([Target, ...values, ...resolved].join(" "));
}

/** A run without targets may be given its nodes as any parameter; whatever else it is given is let go of at once. */
async function idsInParameters({ reader, tolerance }: HolderReading, run: Run): Promise<string[]> {
  if ((run.Targets?.length ?? 0) > 0) return [];
  const answer = await tolerance.attempt("ssm:GetAutomationExecution", () =>
    reader.call("ssm:GetAutomationExecution", { AutomationExecutionId: run.AutomationExecutionId }),
  );
  return nodeIdsIn(JSON.stringify(answer?.AutomationExecution?.Parameters ?? {}));
}

function toHolder(
  { reader }: HolderReading,
  { AutomationExecutionId = "", DocumentName, AutomationExecutionStatus, ExecutedBy }: Run,
  { days, nodeIds }: { days: number; nodeIds: string[] },
): ReferenceHolder {
  const state = days === 0 ? `${AutomationExecutionStatus} now` : `started on ${days} of the last 30 days`;
  return {
    ...{
      ...plain(reader),
      kind: "automation",
      id: AutomationExecutionId,
      name: DocumentName ?? null,
      nodeIds,
    },
    usedBy: [...(ExecutedBy ? [withoutSession(ExecutedBy)] : []), state],
  };
}
