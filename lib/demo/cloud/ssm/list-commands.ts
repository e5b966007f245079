import {
  type Command,
  type CommandInvocation,
  ListCommandInvocations$,
  type ListCommandInvocationsRequest,
  type ListCommandInvocationsResult,
  ListCommands$,
  type ListCommandsRequest,
  type ListCommandsResult,
} from "@aws-sdk/client-ssm";
import { defineOperation } from "../operation.ts";
import type { Region } from "../world.ts";
import { after, before, type FilterRules, matcher, oneOf, singleValued } from "./filters.ts";
import { pageOf, upTo50 } from "./paged.ts";

export const listCommands = defineOperation<ListCommandsRequest, ListCommandsResult>({
  service: "ssm",
  schema: ListCommands$,
  action: "ssm:ListCommands",
  handle(context, input) {
    const passes = matcher(context, singleValued(input.Filters), commandRules);
    const { ssm } = context.region;
    const { items, NextToken } = pageOf(context, input, {
      items: ssm.commands,
      keyOf: (command) => command.CommandId ?? "",
      matches: (command) =>
        (input.CommandId === undefined || command.CommandId === input.CommandId) &&
        (input.InstanceId === undefined || concernsNode(context.region, command, input.InstanceId)) &&
        passes(command),
      limits: upTo50,
    });
    return { Commands: items, NextToken };
  },
});

export const listCommandInvocations = defineOperation<
  ListCommandInvocationsRequest,
  ListCommandInvocationsResult
>({
  service: "ssm",
  schema: ListCommandInvocations$,
  action: "ssm:ListCommandInvocations",
  handle(context, input) {
    const passes = matcher(context, singleValued(input.Filters), invocationRules);
    const { items, NextToken } = pageOf(context, input, {
      items:
        input.CommandId === undefined
          ? allInvocations(context.region)
          : (context.region.ssm.invocations.get(input.CommandId) ?? []),
      keyOf: (invocation) => `${invocation.CommandId}/${invocation.InstanceId}`,
      matches: (invocation) =>
        (input.InstanceId === undefined || invocation.InstanceId === input.InstanceId) && passes(invocation),
      limits: upTo50,
    });
    return { CommandInvocations: items.map(input.Details ? withDetails : withoutDetails), NextToken };
  },
});

/** The guide writes these words with spaces, the API mostly without. */
function detail({ StatusDetails, Status }: { StatusDetails?: string; Status?: string }): string {
  return (StatusDetails ?? Status ?? "").replaceAll(" ", "");
}

type Judged = { Status?: string; StatusDetails?: string; RequestedDateTime?: Date; DocumentName?: string };

/** A filter may name the status, or what stands behind it: what failed for its platform has failed as well. */
function hasStatus(item: Judged, values: string[]): boolean {
  const [value = ""] = values;
  return item.Status === value || detail(item) === statusWord(value);
}

/** A command over the account's quota is filtered by one name and printed by another. */
function statusWord(value: string): string {
  return value === "LimitExceeded" ? "RateExceeded" : value;
}

const invocationRules: FilterRules<CommandInvocation> = {
  InvokedAfter: after((item) => item.RequestedDateTime),
  InvokedBefore: before((item) => item.RequestedDateTime),
  Status: hasStatus,
  DocumentName: oneOf((item) => item.DocumentName),
};

const finished = new Set(["Success", "Cancelled", "Failed", "TimedOut"]);

const commandRules: FilterRules<Command> = {
  InvokedAfter: after((item) => item.RequestedDateTime),
  InvokedBefore: before((item) => item.RequestedDateTime),
  Status: hasStatus,
  ExecutionStage: oneOf((item) => (finished.has(item.Status ?? "") ? "Complete" : "Executing")),
  DocumentName: oneOf((item) => item.DocumentName),
};

function concernsNode(region: Region, command: Command, nodeId: string): boolean {
  const invocations = region.ssm.invocations.get(command.CommandId ?? "") ?? [];
  return invocations.some(({ InstanceId }) => InstanceId === nodeId);
}

type Flattened = { commands: number; sent: number; invocations: CommandInvocation[] };
const flattened = new WeakMap<Region["ssm"]["invocations"], Flattened>();

/** All invocations, newest command first. A command's invocations are fixed once it is sent, so the list is kept. */
function allInvocations({ ssm }: Region): readonly CommandInvocation[] {
  const kept = flattened.get(ssm.invocations);
  const sizes = { commands: ssm.commands.length, sent: ssm.invocations.size };
  if (kept?.commands === sizes.commands && kept.sent === sizes.sent) return kept.invocations;
  const invocations = ssm.commands.flatMap(({ CommandId }) => ssm.invocations.get(CommandId ?? "") ?? []);
  flattened.set(ssm.invocations, { ...sizes, invocations });
  return invocations;
}

function withoutDetails(invocation: CommandInvocation): CommandInvocation {
  return { ...invocation, CommandPlugins: [] };
}

function withDetails(invocation: CommandInvocation): CommandInvocation {
  return { ...invocation, CommandPlugins: invocation.CommandPlugins ?? [] };
}
