import type { Command, CommandInvocation } from "@aws-sdk/client-ssm";
import { type AgentView, agentView } from "../agents/agent-view.ts";
import { takesCommands } from "../agents/takes-commands.ts";
import { updateAgent } from "../agents/update-agent.ts";
import { schedule } from "../due.ts";
import type { OperationContext } from "../operation.ts";
import type { Region, World } from "../world.ts";
import type { SsmDocument } from "./aws-documents.ts";
import { findDocument } from "./documents.ts";
import { targetedNodeIds } from "./targets.ts";

type Place = { world: World; region: Region };

const secondMs = 1000;
const firstDeliveryMs = 2 * secondMs;
const pollMs = 3 * secondMs;
/** How often a delivery that failed is tried again. */
const redeliveryMs = 30 * secondMs;

/** Sends a command on its way: everything that follows happens as its nodes can or cannot be reached by then. */
export function beginCommand(context: OperationContext, command: Command) {
  const { world, region, now } = context;
  const document = findDocument(context, command.DocumentName ?? "");
  if (command.Targets?.length === 0) addInvocations(region, command, command.InstanceIds ?? []);
  schedule(world, {
    startedAt: now,
    delayMs: firstDeliveryMs,
    apply: (at) => {
      if (command.Status === "Cancelled") return;
      if (command.Targets?.length)
        addInvocations(region, command, targetedNodeIds({ ...context, now: at }, command.Targets));
      advance({ world, region }, command, document, at);
    },
  });
}

function addInvocations(region: Region, command: Command, nodeIds: string[]) {
  const { CommandId = "" } = command;
  command.TargetCount = nodeIds.length;
  region.ssm.invocations.set(
    CommandId,
    nodeIds.map((InstanceId) => ({
      CommandId,
      InstanceId,
      InstanceName: region.ssm.agents.get(InstanceId)?.computerName ?? "",
      Comment: command.Comment,
      DocumentName: command.DocumentName,
      DocumentVersion: command.DocumentVersion,
      RequestedDateTime: command.RequestedDateTime,
      Status: "Pending",
      StatusDetails: "Pending",
      TraceOutput: "",
      StandardOutputUrl: "",
      StandardErrorUrl: "",
      CommandPlugins: [],
      ServiceRole: command.ServiceRole,
      NotificationConfig: command.NotificationConfig,
      CloudWatchOutputConfig: command.CloudWatchOutputConfig,
    })),
  );
}

function advance(place: Place, command: Command, document: SsmDocument | undefined, at: number) {
  const invocations = place.region.ssm.invocations.get(command.CommandId ?? "") ?? [];
  if (invocations.length === 0) {
    Object.assign(command, { Status: "Success", StatusDetails: "NoInstancesInTag" });
    return;
  }
  for (const invocation of invocations)
    if (!isDone(invocation)) step(place, command, invocation, document, at);
  summarise(command, invocations);
  if (invocations.every(isDone)) return;
  const isWaiting = invocations.every((each) => isDone(each) || each.Status === "Delayed");
  schedule(place.world, {
    startedAt: at,
    delayMs: isWaiting ? redeliveryMs : pollMs,
    apply: (then) => advance(place, command, document, then),
  });
}

function step(
  place: Place,
  command: Command,
  invocation: CommandInvocation,
  document: SsmDocument | undefined,
  at: number,
) {
  const agent = place.region.ssm.agents.get(invocation.InstanceId ?? "");
  const node = agent === undefined ? null : agentView(agent, place.region, place.world, at);
  if (invocation.Status === "InProgress") {
    if (node && takesCommands(node) && at >= finishesAt(invocation, node, place.world))
      finish(place, invocation, node, at);
    else if (isExpired(command, at)) setStatus(invocation, "TimedOut", "ExecutionTimedOut");
  } else if (
    node !== null &&
    document !== undefined &&
    !document.PlatformTypes.includes(node.agent.platformType)
  ) {
    setStatus(invocation, "Failed", "InvalidPlatform");
  } else if (node !== null && takesCommands(node)) {
    setStatus(invocation, "InProgress", "InProgress");
    invocation.CommandPlugins = [
      {
        Name: pluginOf(document, node),
        Status: "InProgress",
        StatusDetails: "InProgress",
        ResponseCode: -1,
        ResponseStartDateTime: new Date(at),
      },
    ];
  } else if (isExpired(command, at)) {
    if (node === null) setStatus(invocation, "Failed", "Undeliverable");
    else setStatus(invocation, "TimedOut", "DeliveryTimedOut");
  } else {
    setStatus(invocation, "Delayed", "Delayed");
  }
}

/** A few seconds a node, not the same for all. */
function finishesAt(invocation: CommandInvocation, { agent }: AgentView, world: World): number {
  const startedAt = invocation.CommandPlugins?.[0]?.ResponseStartDateTime?.getTime() ?? 0;
  return startedAt + (3 * secondMs + (agent.pingPhaseMs % (9 * secondMs))) / world.clock.speed;
}

function finish(place: Place, invocation: CommandInvocation, node: AgentView, at: number) {
  setStatus(invocation, "Success", "Success");
  const [plugin] = invocation.CommandPlugins ?? [];
  if (plugin !== undefined)
    Object.assign(plugin, {
      Status: "Success",
      StatusDetails: "Success",
      ResponseCode: 0,
      ResponseFinishDateTime: new Date(at),
      Output: "",
    });
  if (invocation.DocumentName === "AWS-UpdateSSMAgent") updateAgent(place.world, place.region, node.agent);
}

function summarise(command: Command, invocations: CommandInvocation[]) {
  const count = (test: (invocation: CommandInvocation) => boolean) => invocations.filter(test).length;
  command.CompletedCount = count(isDone);
  command.DeliveryTimedOutCount = count(({ StatusDetails }) => StatusDetails === "DeliveryTimedOut");
  command.ErrorCount = count(({ Status }) => Status === "Failed" || Status === "TimedOut");
  if (command.CompletedCount < invocations.length) {
    const isStarted = invocations.some(({ Status }) => Status !== "Pending");
    Object.assign(command, isStarted ? both("InProgress") : both("Pending"));
  } else if (command.Status !== "Cancelled") {
    Object.assign(command, outcomeOf(invocations));
  }
}

function outcomeOf(invocations: CommandInvocation[]) {
  const details = new Set(invocations.map(({ StatusDetails }) => StatusDetails));
  if (details.size === 1 && details.has("Success")) return both("Success");
  if (details.has("DeliveryTimedOut")) return { Status: "TimedOut", StatusDetails: "DeliveryTimedOut" };
  if (details.has("ExecutionTimedOut")) return { Status: "TimedOut", StatusDetails: "ExecutionTimedOut" };
  return details.has("Success") ? { Status: "Success", StatusDetails: "Incomplete" } : both("Failed");
}

const both = (status: string) => ({ Status: status, StatusDetails: status });

function setStatus(
  invocation: CommandInvocation,
  Status: CommandInvocation["Status"],
  StatusDetails: string,
) {
  Object.assign(invocation, { Status, StatusDetails });
}

function isDone({ Status }: CommandInvocation): boolean {
  return Status !== "Pending" && Status !== "InProgress" && Status !== "Delayed" && Status !== "Cancelling";
}

function isExpired({ ExpiresAfter }: Command, at: number): boolean {
  return ExpiresAfter !== undefined && at >= ExpiresAfter.getTime();
}

function pluginOf(document: SsmDocument | undefined, { agent }: AgentView): string {
  if (document?.Name === "AWS-UpdateSSMAgent") return "aws:updateSsmAgent";
  return agent.platformType === "Windows" ? "aws:runPowerShellScript" : "aws:runShellScript";
}
