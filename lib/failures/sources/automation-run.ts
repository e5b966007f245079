import type { AutomationExecutionMetadata, StepExecution } from "@aws-sdk/client-ssm";
import type { AwsReader } from "../../aws/reader.ts";
import type { FailureLink, FailureRecord, FailureSighting } from "../../model/failure.ts";
import { type ScopeKey, scopeKey } from "../../model/scope.ts";
import { kindInText } from "../kind.ts";
import { cleanMessage } from "./clean-message.ts";
import { isNodeLike, nodeIdsIn, writeTargets } from "./request-targets.ts";
import { invocationId, refusalId } from "./sighting-id.ts";
import { type Found, nothingFound } from "./source.ts";
import type { Tolerance } from "./tolerance.ts";

type Run = AutomationExecutionMetadata;
type Source = { reader: AwsReader; tolerance: Tolerance };

/** Whether it is run once for each of many targets. */
export function isTargeted({ Targets, TargetMaps, TargetParameterName, ResolvedTargets }: Run): boolean {
  const lists = [Targets, TargetMaps, ResolvedTargets?.ParameterValues];
  return TargetParameterName !== undefined || lists.some((list) => (list?.length ?? 0) > 0);
}

export function targetsOfRun({ Target, Targets = [], TargetMaps = [] }: Run): string[] {
  if (Target) return [Target];
  const written = writeTargets(Targets.map(({ Key = "", Values = [] }) => ({ key: Key, values: Values })));
  return [...written, ...TargetMaps.flatMap((map) => nodeIdsIn(Object.values(map).flat().join(" ")))];
}

/**
 * What one failed run shows. A step that sent a command failed with it, and the command shows that itself: then there is
 * only a link. A run that failed for another reason than its target shows nothing.
 */
export async function readFailedRun(source: Source, run: Run, parent: Run | undefined): Promise<Found> {
  const scope = scopeKey(source.reader.scope);
  const { AutomationExecutionId: id, FailureMessage: message = "" } = run;
  if (id === undefined) return nothingFound;
  const fields = automationFields(scope, run, parent);
  const kind = kindInText(message);
  const isSettled = kind !== null && !isOfCommand(message) && targetsIn(run, message).length > 0;
  const steps = isSettled ? [] : await readFailedSteps(source, id);
  const commandIds = commandIdsOf(message, steps);
  if (commandIds.length > 0) {
    const { records, caller, at } = fields;
    const link = { scope, records, caller, requestId: null, at };
    return {
      sightings: undelivered(fields, commandIds, { run, message, steps }),
      links: commandIds.map((innerId): FailureLink => ({ ...link, innerId })),
    };
  }
  const texts = [message, ...steps.flatMap(({ FailureMessage }) => FailureMessage ?? [])];
  const telling = texts.find((text) => kindInText(text) !== null);
  if (telling === undefined) return nothingFound;
  const requestId = requestIdIn(telling);
  const found = kindInText(telling)!;
  const sighting: FailureSighting = {
    ...fields,
    id: requestId === null ? `${scope}:automation:${id}` : refusalId(scope, requestId),
    ...{ kind: found, errorCode: found, message: cleanMessage(telling), requestId },
    targets: targetsIn(run, telling, steps),
  };
  return { sightings: [sighting], links: [] };
}

/** Where the run itself says how the command to its one node ended, that stands though the command may be forgotten. */
function undelivered(
  fields: ReturnType<typeof automationFields>,
  commandIds: readonly string[],
  { run, message, steps }: { run: Run; message: string; steps: readonly StepExecution[] },
): FailureSighting[] {
  const texts = [message, ...steps.flatMap(({ FailureMessage }) => FailureMessage ?? [])];
  const telling = texts.find((text) => kindInText(text) !== null);
  const [commandId, ...otherCommands] = commandIds;
  if (telling === undefined || commandId === undefined || otherCommands.length > 0) return [];
  const [target, ...otherTargets] = targetsIn(run, telling, steps);
  if (target === undefined || otherTargets.length > 0 || !isNodeLike(target)) return [];
  const kind = kindInText(telling)!;
  return [
    {
      ...fields,
      ...{ id: invocationId(fields.scope, commandId, target), kind, errorCode: kind, targets: [target] },
      message: cleanMessage(telling),
      records: [
        ...fields.records,
        { source: "run-command", idName: "CommandId", id: commandId, isGreen: null },
      ],
    },
  ];
}

/** What all failures of a run have in common. */
export function automationFields(scope: ScopeKey, run: Run, parent: Run | undefined) {
  const { AssociationId } = parent ?? run;
  const outer: FailureRecord[] = AssociationId
    ? [{ source: "state-manager", idName: "AssociationId", id: AssociationId, isGreen: null }]
    : [];
  return {
    ...{ scope, source: "automation" as const, operation: "StartAutomationExecution", requestId: null },
    at: run.ExecutionStartTime?.getTime() ?? 0,
    caller: run.ExecutedBy ?? parent?.ExecutedBy ?? null,
    documentName: run.DocumentName ?? null,
    records: [
      ...outer,
      ...automationRecord(run.ParentAutomationExecutionId, parent?.AutomationExecutionStatus),
      ...automationRecord(run.AutomationExecutionId, run.AutomationExecutionStatus),
    ],
  };
}

function automationRecord(id: string | undefined, status: string | undefined): FailureRecord[] {
  if (id === undefined) return [];
  const isGreen = status === undefined ? null : status === "Success" || status === "CompletedWithSuccess";
  return [{ source: "automation", idName: "AutomationExecutionId", id, isGreen }];
}

const stepListing = "ssm:DescribeAutomationStepExecutions";

async function readFailedSteps({ reader, tolerance }: Source, id: string): Promise<StepExecution[]> {
  const steps = await tolerance.attempt(stepListing, async () => {
    const all: StepExecution[] = [];
    const pages = reader.pages(stepListing, {
      AutomationExecutionId: id,
      Filters: [{ Key: "StepExecutionStatus", Values: ["Failed", "TimedOut"] }],
    });
    for await (const { StepExecutions = [] } of pages) all.push(...StepExecutions);
    return all;
  });
  return (steps ?? []).filter(({ StepStatus }) => StepStatus === "Failed" || StepStatus === "TimedOut");
}

/** Words with which a step tells that the command it sent failed, and not that it was refused. */
function isOfCommand(message: string): boolean {
  return /invocation result|verifying the command|Poll action status/i.test(message);
}

const uuid = "[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}";

/** Ids are the only thing that is looked for in what steps give out: outputs may hold anything. */
function commandIdsOf(message: string, steps: readonly StepExecution[]): string[] {
  const quoted = message.matchAll(new RegExp(`CommandId\\W{1,4}(${uuid})`, "gi"));
  const given = steps
    .filter(({ Action }) => Action === undefined || Action === "aws:runCommand")
    .flatMap(({ Outputs }) => Outputs?.CommandId ?? [])
    .filter((id) => new RegExp(`^${uuid}$`, "i").test(id));
  return [...new Set([...[...quoted].map(([, id = ""]) => id), ...given])];
}

function requestIdIn(text: string): string | null {
  return new RegExp(`Request ?ID\\W{1,4}(${uuid})`, "i").exec(text)?.[1] ?? null;
}

/** The target that AWS gave the run, else the ids that the failure is about, else what it was aimed at as a whole. */
function targetsIn(run: Run, text: string, steps: readonly StepExecution[] = []): string[] {
  if (run.Target) return [run.Target];
  const named = nodeIdsIn(text);
  if (named.length > 0) return named;
  const inputs = steps.flatMap(({ Inputs }) => nodeIdsIn(Object.values(Inputs ?? {}).join(" ")));
  return inputs.length > 0 ? [...new Set(inputs)] : targetsOfRun(run);
}
