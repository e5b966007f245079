import { split } from "shlex";
import type { Operation, Request } from "../request.ts";
import { emptyRequest } from "../request.ts";
import { addNode } from "./node-id.ts";
import { parseShorthand } from "./shorthand.ts";
import { addStructured, toNotification } from "./structured.ts";
import { addExpression } from "./target-expression.ts";

const operationOf: Record<string, Operation> = {
  "send-command": "SendCommand",
  "start-session": "StartSession",
  "start-automation-execution": "StartAutomationExecution",
  "create-association": "CreateAssociation",
  "update-association": "UpdateAssociation",
  "register-target-with-maintenance-window": "RegisterTargetWithMaintenanceWindow",
};

export function looksLikeCommandLine(text: string): boolean {
  return /(?:^|[\s;&|(`])aws(?:\.exe|\.cmd)?\s+(?:-[^\n]{0,300}?\s)?ssm\s+[a-z-]+/.test(joinLines(text));
}

/** A backslash, a caret (Windows) or a backtick (PowerShell) at the end of a line carries the command on to the next. */
function joinLines(text: string): string {
  return text.replace(/[ \t]*[\\^`][ \t]*\r?\n[ \t]*/g, " ");
}

/**
 * Reads an `aws ssm …` command line. The shell's words come from a library and nothing is ever run or expanded: what only a
 * shell or a disk knows is noted as unreadable.
 */
export function parseCommandLine(text: string): Request {
  const request = emptyRequest("command-line");
  const words = toWords(joinLines(text), request);
  const start = words.findIndex((word, index) => isAws(word) && words.indexOf("ssm", index) > index);
  const service = words.indexOf("ssm", start);
  const name = words.slice(service + 1).find((word) => !word.startsWith("-")) ?? "";
  const operation = operationOf[name];
  if (operation) {
    request.operation = operation;
    request.isOperationAssumed = false;
  } else {
    request.notes.push({
      kind: "ignored",
      sentence: `aws ssm ${name} aims at no nodes that a preflight knows the rules of; its targets are judged as those of a command.`,
    });
  }
  const end = words.findIndex((word, index) => index > service && isSeparator(word));
  if (end >= 0 && words.slice(end).some(isAws))
    request.notes.push({ kind: "ignored", sentence: "Only the first command of several is judged." });
  const options = toOptions(words.slice(start + 1, end < 0 ? undefined : end), request);
  for (const { name: option, values } of options) readOption(request, option, values);
  return request;
}

function toWords(text: string, request: Request): string[] {
  try {
    return split(text);
  } catch {
    request.notes.push({
      kind: "broken",
      sentence: "A quote in the command line is never closed, so its words may be split in the wrong places.",
    });
    return text.split(/\s+/).map((word) => word.replaceAll(/["']/g, ""));
  }
}

function isAws(word: string): boolean {
  return /(?:^|[\\/])aws(?:\.exe|\.cmd)?$/.test(word);
}

function isSeparator(word: string): boolean {
  return /^(?:;|&&|\|\||\||&|>|>>|2>|2>&1|1>)$/.test(word) || /^[12]?>/.test(word);
}

type Option = { name: string; values: string[] };

function toOptions(words: readonly string[], request: Request): Option[] {
  const options: Option[] = [];
  const stray: string[] = [];
  for (const word of words) {
    const option = /^--([A-Za-z][\w-]*)(?:=(.*))?$/s.exec(word);
    if (option)
      options.push({ name: option[1]!.toLowerCase(), values: option[2] === undefined ? [] : [option[2]] });
    else if (options.length > 0) options.at(-1)!.values.push(word.replace(/;$/, ""));
    else stray.push(word);
  }
  const odd = stray.filter((word) => word !== "ssm" && !(word in operationOf) && !/^-/.test(word));
  if (odd.length > 1)
    request.notes.push({
      kind: "ignored",
      sentence: `Words without an option are left out: ${odd.slice(1, 4).join(" ")}.`,
    });
  return options;
}

type Read = (request: Request, values: string[]) => void;

const readIds: Read = (request, values) => {
  for (const value of values) {
    if (/^\s*[[{]/.test(value)) readJson(request, value);
    else for (const id of value.split(",")) addNode(request, id);
  }
};
const readTargets: Read = (request, values) => {
  for (const value of values) {
    if (/^\s*[[{]/.test(value)) readJson(request, value);
    else if (!addExpression(request, value))
      request.malformed.push({ text: value.slice(0, 200), reason: "it is no target: write Key=…,Values=…" });
  }
};
const set =
  (
    field:
      | "documentName"
      | "documentVersion"
      | "region"
      | "targetParameterName"
      | "maxErrors"
      | "maxConcurrency",
  ): Read =>
  (request, [value]) => {
    request[field] = value ?? null;
  };

const readers: Record<string, Read> = {
  "instance-ids": readIds,
  "instance-id": readIds,
  target: readIds,
  targets: readTargets,
  "document-name": set("documentName"),
  "document-version": set("documentVersion"),
  region: set("region"),
  "target-parameter-name": set("targetParameterName"),
  "automation-target-parameter-name": set("targetParameterName"),
  "max-errors": set("maxErrors"),
  "max-concurrency": set("maxConcurrency"),
  name: (request, values) => {
    if (/Association$/.test(request.operation)) set("documentName")(request, values);
  },
  "association-id": (request, [id]) => {
    if (id !== undefined) request.holders.push({ kind: "association", id });
  },
  "notification-config": (request, [value = ""]) => {
    const json = /^\s*\{/.test(value) ? parseJson(value) : undefined;
    const fields = (json as Record<string, unknown> | undefined) ?? parseShorthand(value);
    if (!fields) return;
    const flat = json
      ? fields
      : { ...fields, NotificationArn: (fields.NotificationArn as string[] | undefined)?.[0] };
    const type = Array.isArray(flat.NotificationType) ? flat.NotificationType[0] : flat.NotificationType;
    request.notification = toNotification(
      { ...flat, NotificationType: type },
      request.notification?.roleArn ?? null,
    );
  },
  "service-role-arn": (request, [roleArn = null]) => {
    request.notification = { topicArn: null, events: [], type: null, ...request.notification, roleArn };
  },
  "cli-input-json": (request, [value = ""]) => readJson(request, value),
  "cli-input-yaml": (request) =>
    request.notes.push({
      kind: "ignored",
      sentence: "--cli-input-yaml is not read; paste its content instead.",
    }),
  parameters: (request, values) => {
    // A runbook is told its instances in a parameter; all others are left alone, as they may be secrets.
    for (const value of values) {
      const json = /^\s*\{/.test(value) ? parseJson(value) : undefined;
      if (json !== undefined) addStructured(request, { Parameters: json });
      else {
        for (const [name, ids] of Object.entries(parseShorthand(value) ?? {}))
          if (/^instance-?ids?$/i.test(name)) readIds(request, ids);
      }
    }
  },
};

function readOption(request: Request, name: string, values: string[]): void {
  const read = readers[name];
  if (!read) return;
  const readable = values.filter((value) => {
    const file = /^(?:file|fileb):\/\/(.*)$/s.exec(value);
    if (file) {
      request.notes.push({
        kind: "unreadable-file",
        sentence: `--${name} stands in the file ${file[1]!.slice(0, 100)}, which is not read: paste its content.`,
      });
      return false;
    }
    // A command in a parameter is full of these, and none of a preflight's business.
    if (name !== "parameters" && /\$\{?\w|\$\(|`|%\w+%/.test(value)) {
      request.notes.push({
        kind: "variable",
        sentence: `--${name} has ${value.slice(0, 60)}, which only a shell can fill in: paste its value.`,
      });
      return false;
    }
    return true;
  });
  if (readable.length > 0) read(request, readable);
}

function readJson(request: Request, text: string): void {
  const value = parseJson(text);
  if (value !== undefined) addStructured(request, value);
  else
    request.notes.push({
      kind: "broken",
      sentence: `JSON in the command line cannot be read: ${text.slice(0, 60)}.`,
    });
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
