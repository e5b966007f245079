import { quote, split } from "shlex";
import { idsPerCall } from "./call-rules.ts";
import type { Preflight } from "./outcome.ts";
import type { Operation, Request } from "./request.ts";

const subcommandOf: Record<Operation, string> = {
  SendCommand: "send-command",
  StartSession: "start-session",
  StartAutomationExecution: "start-automation-execution",
  CreateAssociation: "create-association",
  UpdateAssociation: "update-association",
  RegisterTargetWithMaintenanceWindow: "register-target-with-maintenance-window",
};

export type CleanedCalls = {
  /** Each id once, without those that would be refused. */
  ids: string[];
  /** Ready to be run, as many as the limits of the API ask for. */
  commands: string[];
};

/**
 * The call without what AWS would refuse it for, and, with `onlyReachable`, without what would not receive it. `text` is
 * what was pasted: a command line keeps all its other options, and is not kept anywhere.
 */
export function cleanCalls(
  text: string,
  request: Request,
  preflight: Preflight,
  { onlyReachable = false } = {},
): CleanedCalls {
  const ids = preflight.targets
    .filter(({ outcome }) => outcome !== "refused" && (!onlyReachable || outcome === "receives"))
    .map(({ id }) => id);
  const isByTag = request.nodes.length === 0 && request.expressions.length > 0;
  if (isByTag && !onlyReachable)
    return { ids, commands: [toCommand(text, request, expressionWords(request))] };
  const chunks = request.operation === "StartSession" ? ids.map((id) => [id]) : inChunks(ids, idsPerCall);
  return {
    ids,
    commands: chunks.map((chunk) => toCommand(text, request, idWords(request.operation, chunk))),
  };
}

const targetOptions = new Set(["--instance-ids", "--instance-id", "--targets", "--target"]);

function toCommand(text: string, request: Request, targets: readonly string[]): string {
  const kept = request.form === "command-line" ? otherWords(text) : wordsOf(request);
  return [...kept, ...targets].map(quote).join(" ");
}

/** The pasted command line without its targets. */
function otherWords(text: string): string[] {
  let words: string[];
  try {
    words = split(text.replace(/[ \t]*[\\^`][ \t]*\r?\n[ \t]*/g, " ").replace(/^\s*\$\s+/, ""));
  } catch {
    return [];
  }
  const kept: string[] = [];
  let isTarget = false;
  for (const word of words) {
    if (/^(?:;|&&|\|\||\||>)/.test(word)) break;
    const name = /^--[A-Za-z][\w-]*/.exec(word)?.[0];
    if (name !== undefined) isTarget = targetOptions.has(name);
    if (!isTarget) kept.push(word);
  }
  return kept;
}

function wordsOf({ operation, documentName, region }: Request): string[] {
  const nameOption = operation.endsWith("Association") ? "--name" : "--document-name";
  return [
    ...["aws", "ssm", subcommandOf[operation]],
    ...(region === null ? [] : ["--region", region]),
    ...(documentName === null ? [] : [nameOption, documentName]),
  ];
}

function idWords(operation: Operation, ids: readonly string[]): string[] {
  switch (operation) {
    case "SendCommand":
      return ["--instance-ids", ...ids];
    case "StartSession":
      return ["--target", ...ids];
    case "StartAutomationExecution":
      return [
        "--target-parameter-name",
        "InstanceId",
        "--targets",
        `Key=ParameterValues,Values=${ids.join(",")}`,
      ];
    default:
      return ["--targets", `Key=InstanceIds,Values=${ids.join(",")}`];
  }
}

function expressionWords({ expressions }: Request): string[] {
  return ["--targets", ...expressions.map(({ key, values }) => `Key=${key},Values=${values.join(",")}`)];
}

function inChunks<Item>(items: readonly Item[], size: number): Item[][] {
  return Array.from({ length: Math.ceil(items.length / size) }, (_, index) =>
    items.slice(index * size, (index + 1) * size),
  );
}
