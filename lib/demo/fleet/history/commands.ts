import type { Command, CommandInvocation, Target } from "@aws-sdk/client-ssm";
import type { Place } from "../conditions/plant.ts";
import type { Estate } from "../estate.ts";
import { day, hour, minute, regionOf, second } from "../estate.ts";
import type { Caller } from "./callers.ts";
import { hidden, plantFailure, recordCall, sendCommandRequest } from "./trail.ts";

export type Outcome = { nodeId: string; details: string; code?: string; conditionId?: string };

export type CommandSpec = {
  label: string;
  ago: number;
  document: string;
  caller: Caller;
  targets?: Target[];
  outcomes: Outcome[];
  comment?: string;
  /** Whether the truth table has it already, as the failure of what sent it. */
  isAnothers?: boolean;
  /** Why nothing matched, where nothing did. */
  nothingMatched?: string;
};

const timeoutSeconds = 600;
const coarse: Record<string, CommandInvocation["Status"]> = {
  Success: "Success",
  DeliveryTimedOut: "TimedOut",
  ExecutionTimedOut: "TimedOut",
  InProgress: "InProgress",
  Undeliverable: "Failed",
  InvalidPlatform: "Failed",
  Failed: "Failed",
};

/** Adds a command that was sent, its invocations, its trail, and the truth about each that did not arrive. */
export function addCommand(estate: Estate, place: Place, spec: CommandSpec): string {
  const { ssm, account, name } = regionOf(estate, place.accountId, place.region);
  const id = estate.ids.uuid(`${account}/${name}/command/${spec.label}`);
  const at = new Date(estate.now - spec.ago);
  const failed = spec.outcomes.filter(({ details }) => details !== "Success" && details !== "InProgress");
  const command: Command = {
    CommandId: id,
    DocumentName: spec.document,
    DocumentVersion: "$DEFAULT",
    Comment: spec.comment ?? "",
    RequestedDateTime: at,
    ExpiresAfter: new Date(at.getTime() + timeoutSeconds * second + hour),
    Parameters: {},
    InstanceIds: spec.targets ? [] : spec.outcomes.map(({ nodeId }) => nodeId),
    Targets: spec.targets ?? [],
    ...statusOf(spec),
    TargetCount: spec.outcomes.length,
    CompletedCount: spec.outcomes.length,
    ErrorCount: failed.filter(({ details }) => details === "Failed").length,
    DeliveryTimedOutCount: failed.filter(({ details }) => details === "DeliveryTimedOut").length,
    MaxConcurrency: "50",
    MaxErrors: "0",
    TimeoutSeconds: timeoutSeconds,
    ServiceRole: "",
    NotificationConfig: { NotificationArn: "", NotificationEvents: [], NotificationType: undefined },
    CloudWatchOutputConfig: { CloudWatchLogGroupName: "", CloudWatchOutputEnabled: false },
  };
  ssm.commands.push(command);
  ssm.invocations.set(
    id,
    spec.outcomes.map((outcome) => invocationOf(estate, place, command, outcome)),
  );
  const { ago, caller } = spec;
  recordCall(estate, place, {
    ...{ source: "ssm", name: "SendCommand", caller, ago },
    request: sendCommandRequest(
      spec.document,
      spec.targets
        ? { targets: spec.targets.map(({ Key, Values }) => ({ key: Key, values: Values })) }
        : { instanceIds: command.InstanceIds ?? [] },
    ),
    response: { command: { commandId: id, status: "Pending", statusDetails: "Pending", parameters: hidden } },
  });
  if (!spec.isAnothers) plantOutcomes(estate, place, spec, command);
  return id;
}

function statusOf({ outcomes }: CommandSpec): Pick<Command, "Status" | "StatusDetails"> {
  if (outcomes.length === 0) return { Status: "Success", StatusDetails: "NoInstancesInTag" };
  const details = new Set(outcomes.map((outcome) => outcome.details));
  for (const worst of ["Failed", "DeliveryTimedOut", "ExecutionTimedOut"]) {
    if (details.has(worst)) return { Status: coarse[worst] as Command["Status"], StatusDetails: worst };
  }
  if (details.has("Undeliverable") || details.has("InvalidPlatform"))
    return { Status: "Success", StatusDetails: "Success" };
  return { Status: "Success", StatusDetails: "Success" };
}

function invocationOf(
  estate: Estate,
  place: Place,
  command: Command,
  { nodeId, details }: Outcome,
): CommandInvocation {
  const agent = regionOf(estate, place.accountId, place.region).ssm.agents.get(nodeId);
  return {
    CommandId: command.CommandId,
    InstanceId: nodeId,
    InstanceName: agent?.computerName ?? "",
    Comment: command.Comment,
    DocumentName: command.DocumentName,
    DocumentVersion: command.DocumentVersion,
    RequestedDateTime: command.RequestedDateTime,
    Status: coarse[details],
    StatusDetails: details,
    TraceOutput: "",
    StandardOutputUrl: "",
    StandardErrorUrl: "",
    CommandPlugins: [],
    ServiceRole: "",
    NotificationConfig: command.NotificationConfig,
    CloudWatchOutputConfig: command.CloudWatchOutputConfig,
  };
}

/** A node whose command never arrived is a miss in silence where the command itself ended green. */
function plantOutcomes(estate: Estate, place: Place, spec: CommandSpec, command: Command): void {
  const common = {
    source: "run-command" as const,
    recordId: command.CommandId ?? "",
    operation: spec.document,
    at: command.RequestedDateTime ?? new Date(estate.now),
  };
  if (spec.outcomes.length === 0) {
    plantFailure(estate, place, {
      ...common,
      targets: (spec.targets ?? []).map(({ Key, Values }) => `${Key}=${Values?.join(",")}`),
      ...{ kind: "NoInstancesInTag", code: spec.nothingMatched ?? "target-matches-nothing", silent: true },
    });
  }
  for (const { nodeId, details, code, conditionId } of spec.outcomes) {
    if (!code) continue;
    plantFailure(estate, place, {
      ...common,
      ...{ targets: [nodeId], kind: details, code, silent: command.Status === "Success" },
      ...(conditionId ? { conditionId } : {}),
    });
  }
}

export const dailyTimes: readonly number[] = [
  ...[55 * minute, 100 * minute, 165 * minute, 6 * hour, 12 * hour, 18 * hour],
  ...Array.from({ length: 29 }, (_, index) => (index + 1) * day + 2 * hour),
];
