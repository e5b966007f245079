import type { Operation, Request } from "../request.ts";
import { emptyRequest } from "../request.ts";
import { readOption } from "./command-options.ts";
import { findError } from "./error-message.ts";
import { readScript, type Script } from "./shell-script.ts";

const operationOf: Record<string, Operation> = {
  "send-command": "SendCommand",
  "start-session": "StartSession",
  "start-automation-execution": "StartAutomationExecution",
  "create-association": "CreateAssociation",
  "create-association-batch": "CreateAssociation",
  "update-association": "UpdateAssociation",
  "register-target-with-maintenance-window": "RegisterTargetWithMaintenanceWindow",
};

const subcommands = Object.keys(operationOf).join("|");
/** `aws` by whatever name and with whatever between, or `ssm` with one of the commands that aim at nodes. */
const commandPattern = new RegExp(
  String.raw`(?:^|[\s;&|(\`"'/\\])aws(?:\.exe|\.cmd)?\s+(?:-[^\n]{0,300}?\s)?ssm\s+[a-z-]+|\bssm\s+(?:${subcommands})\b`,
);

export function looksLikeCommandLine(text: string): boolean {
  return commandPattern.test(text.replace(/[ \t]*[\\^`][ \t]*\r?\n[ \t]*/g, " "));
}

/** The first command of a text that asks SSM for something. */
export type SsmCommand = {
  /** All of it, with what stands before `aws`. */
  words: string[];
  /** Where `ssm` stands in it. */
  service: number;
  subcommand: string;
  isOnly: boolean;
  script: Script;
};

export function findSsmCommand(text: string): SsmCommand | undefined {
  // Behind a hash stands a comment, or the prompt of root.
  return findInScript(text) ?? findInScript(text.replace(/^[ \t]*#[ \t]*(?=(?:\w+=\S+ )*aws\b)/gm, ""));
}

function findInScript(text: string): SsmCommand | undefined {
  const script = readScript(text);
  const found = script.commands.flatMap((words) => toSsmCommand(words, script) ?? []);
  const [first] = found;
  if (first !== undefined) return { ...first, isOnly: found.length === 1 };
  // `sh -c "aws ssm …"`, a step of a pipeline, a string of a program: one word that is a command itself.
  const nested = script.commands.flat().find((word) => word.length < text.trim().length && isCommand(word));
  return nested === undefined ? undefined : findInScript(nested);
}

function isCommand(word: string): boolean {
  return /\s/.test(word) && looksLikeCommandLine(word);
}

function toSsmCommand(all: readonly string[], script: Script): SsmCommand | undefined {
  const end = all.findIndex((word) => /^(?:\d|&)?(?:>|<(?![\w-]+>))/.test(word));
  const words = end < 0 ? [...all] : all.slice(0, end);
  for (const [service, word] of words.entries()) {
    if (word !== "ssm") continue;
    const behind = words.slice(service + 1);
    const known = behind.find((each) => Object.hasOwn(operationOf, each));
    if (known === undefined && !words.slice(0, service).some(isAws)) continue;
    const subcommand = known ?? behind.find((each) => !each.startsWith("-")) ?? "";
    return { words, service, subcommand, isOnly: true, script };
  }
  return undefined;
}

function isAws(word: string): boolean {
  return /(?:^|[\\/])aws(?:\.exe|\.cmd)?$/.test(word);
}

/**
 * Reads an `aws ssm …` command line. Nothing is ever run or expanded: what only a shell or a disk knows is noted as
 * unreadable. Undefined where the text holds none after all.
 */
export function parseCommandLine(text: string): Request | undefined {
  const command = findSsmCommand(text);
  if (command === undefined) return undefined;
  const { words, service, subcommand, isOnly, script } = command;
  const request = emptyRequest("command-line");
  noteCommand(request, subcommand);
  if (script.isBroken)
    request.notes.push({
      kind: "broken",
      sentence: "A quote in the command line is never closed, so its words may be split in the wrong places.",
    });
  if (!isOnly)
    request.notes.push({ kind: "ignored", sentence: "Only the first command of several is judged." });
  const start = words.slice(0, service).findLastIndex(isAws);
  request.region = regionOf([...words.slice(0, Math.max(start, 0))], script);
  const own = words.slice(start + 1).filter((word) => word !== "ssm" && word !== subcommand);
  for (const { name, values } of toOptions(own, request))
    readOption(request, name, values, { isPowerShell: script.isPowerShell });
  if (words.slice(0, service).some((word) => /(?:^|\/)(?:xargs|parallel)$/.test(word))) {
    request.isPartlyHidden = true;
    request.notes.push({
      kind: "variable",
      sentence: "More of its words come through a pipe, which only a shell can fill in: paste them.",
    });
  }
  // A terminal's text has the answer below the command.
  request.error = findError(text)?.error ?? null;
  return request;
}

function noteCommand(request: Request, subcommand: string): void {
  const operation = Object.hasOwn(operationOf, subcommand) ? operationOf[subcommand] : undefined;
  if (operation) {
    request.operation = operation;
    request.isOperationAssumed = false;
  } else {
    request.notes.push({
      kind: "ignored",
      sentence: `aws ssm ${subcommand} aims at no nodes that a preflight knows the rules of; its targets are judged as those of a command.`,
    });
  }
}

/** The Region of the environment, set before the command or in front of it; `--region` goes over it. */
function regionOf(before: readonly string[], { variables }: Script): string | null {
  const inFront = before.map((word) => /^AWS_(?:DEFAULT_)?REGION=(.+)$/.exec(word)?.[1]).find(Boolean);
  const region = inFront ?? variables.get("AWS_REGION") ?? variables.get("AWS_DEFAULT_REGION") ?? "";
  return /^[a-z]{2}[a-z-]*-\d$/.test(region) ? region : null;
}

type Option = { name: string; values: string[] };

function toOptions(words: readonly string[], request: Request): Option[] {
  const options: Option[] = [];
  const stray: string[] = [];
  for (const word of words) {
    // A word processor makes one dash of two.
    const option = /^--?([A-Za-z][\w-]+)(?:=(.*))?$/s.exec(word);
    if (option)
      options.push({ name: option[1]!.toLowerCase(), values: option[2] === undefined ? [] : [option[2]] });
    else if (options.length > 0) options.at(-1)!.values.push(word);
    else stray.push(word);
  }
  if (stray.length > 0)
    request.notes.push({
      kind: "ignored",
      sentence: `Words without an option are left out: ${stray.slice(0, 3).join(" ").slice(0, 100)}.`,
    });
  return options;
}
