import type { Request } from "../request.ts";
import { addNode, findNodeIds } from "./node-id.ts";
import { parseShorthand } from "./shorthand.ts";
import { addStructured, addTargetLocations } from "./structured.ts";
import { toNotification } from "./structured-settings.ts";
import { addExpression } from "./target-expression.ts";

type Shell = { isPowerShell: boolean };
type Read = (request: Request, values: string[], shell: Shell) => void;

const readIds: Read = (request, values, { isPowerShell }) => {
  for (const value of values) {
    if (/^\s*[[{]/.test(value)) readJson(request, value);
    else if (isPowerShell || (!value.includes(",") && findNodeIds(value).nodes.length < 2))
      addNode(request, value);
    else addGluedIds(request, value);
  }
};

/** The CLI takes each word of a list for one id: `i-1,i-2` and `i-1,` are sent as they stand, and are none. */
function addGluedIds(request: Request, word: string): void {
  addNode(request, word.replaceAll(/^,+|,+$/g, ""));
  const shown = word.length > 60 ? `${word.slice(0, 60)}…` : word;
  request.malformed.push({
    text: shown,
    reason: "the AWS CLI separates ids by spaces alone, and sends this whole word as one",
  });
}

const readTargets: Read = (request, values) => {
  for (const value of values) {
    if (/^\s*[[{]/.test(value)) readJson(request, value);
    else if (!addExpression(request, value))
      request.malformed.push({
        text: value.slice(0, 200),
        reason: "a line of targets is one word, as Key=…,Values=…",
        isExpression: true,
      });
  }
};

type TextField =
  | "documentName"
  | "documentVersion"
  | "region"
  | "targetParameterName"
  | "maxErrors"
  | "maxConcurrency";

function set(field: TextField): Read {
  return (request, [value]) => {
    request[field] = value ?? null;
  };
}

const readName: Read = (request, values, shell) => {
  if (/Association$/.test(request.operation)) set("documentName")(request, values, shell);
};

const readNotification: Read = (request, [value = ""]) => {
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
};

// A runbook is told its instances in a parameter; all others are left alone, as they may be secrets.
const readParameters: Read = (request, values) => {
  for (const value of values) {
    const json = /^\s*\{/.test(value) ? parseJson(value) : undefined;
    if (json !== undefined) addStructured(request, { Parameters: json });
    else {
      for (const [name, ids] of Object.entries(parseShorthand(value) ?? {}))
        if (/^instance-?ids?$/i.test(name)) for (const id of ids) addNode(request, id);
    }
  }
};

const readTargetMaps: Read = (request, values) => {
  for (const value of values) {
    if (/^\s*[[{]/.test(value)) readJson(request, value, (maps) => ({ TargetMaps: maps }));
    else addStructured(request, { TargetMaps: [parseShorthand(value) ?? {}] });
  }
};

const readLocations: Read = (request, values) => {
  for (const value of values) {
    const json = /^\s*[[{]/.test(value) ? parseJson(value) : undefined;
    addTargetLocations(request, json ?? [parseShorthand(value) ?? {}]);
  }
};

const readers: Record<string, Read> = {
  "instance-ids": readIds,
  "instance-id": readIds,
  target: readIds,
  targets: readTargets,
  "target-maps": readTargetMaps,
  "target-locations": readLocations,
  entries: (request, values) => {
    for (const value of values) readJson(request, value);
  },
  "document-name": set("documentName"),
  "document-version": set("documentVersion"),
  region: set("region"),
  "target-parameter-name": set("targetParameterName"),
  "automation-target-parameter-name": set("targetParameterName"),
  "max-errors": set("maxErrors"),
  "max-concurrency": set("maxConcurrency"),
  name: readName,
  "association-id": (request, [id]) => {
    if (id !== undefined) request.holders.push({ kind: "association", id });
  },
  "notification-config": readNotification,
  "service-role-arn": (request, [roleArn = null]) => {
    request.notification = { topicArn: null, events: [], type: null, ...request.notification, roleArn };
  },
  "cli-input-json": (request, [value = ""]) => readJson(request, value),
  "cli-input-yaml": (request) => {
    request.isPartlyHidden = true;
    request.notes.push({
      kind: "ignored",
      sentence: "--cli-input-yaml is not read; paste its content instead.",
    });
  },
  parameters: readParameters,
};

/** Without these a call may still be judged whole. */
const isAside: ReadonlySet<string> = new Set([
  "max-errors",
  "max-concurrency",
  "notification-config",
  "service-role-arn",
  "document-version",
]);

/** Reads one option of an `aws ssm` command, where it says something about targets or the call's rules. */
export function readOption(request: Request, name: string, values: string[], shell: Shell): void {
  const read = Object.hasOwn(readers, name) ? readers[name] : undefined;
  if (!read) return;
  // What is in a command's parameters is none of a preflight's business.
  const isOfCommand = name === "parameters" && request.operation !== "StartAutomationExecution";
  const readable = values.filter((value) => {
    const note = isOfCommand ? undefined : hiddenIn(name, value);
    if (note === undefined) return true;
    request.notes.push(note);
    if (!isAside.has(name)) request.isPartlyHidden = true;
    return false;
  });
  if (readable.length > 0) read(request, readable, shell);
}

function hiddenIn(name: string, value: string): Request["notes"][number] | undefined {
  const file = /^(?:file|fileb):\/\/(.*)$/s.exec(value);
  if (file) {
    return {
      kind: "unreadable-file",
      sentence: `--${name} stands in the file ${file[1]!.slice(0, 100)}, which is not read: paste its content.`,
    };
  }
  if (name === "parameters" || !/\$\{?\w|\$\(|`|%\w+%?$|<[\w -]+>|\{\{/.test(value)) return undefined;
  return {
    kind: "variable",
    sentence: `--${name} has ${value.slice(0, 60)}, which only a shell can fill in: paste its value.`,
  };
}

function readJson(request: Request, text: string, wrap = (value: unknown): unknown => value): void {
  const value = parseJson(text);
  if (value !== undefined) {
    addStructured(request, wrap(value));
    return;
  }
  request.isPartlyHidden = true;
  request.notes.push({
    kind: "broken",
    sentence: `JSON in the command line cannot be read: ${text.slice(0, 60)}.`,
  });
}

/** PowerShell of old passes quotes on only where they are escaped. */
function parseJson(text: string): unknown {
  for (const each of [text, text.replaceAll('\\"', '"')]) {
    try {
      return JSON.parse(each);
    } catch {
      // The next way of writing it may be JSON.
    }
  }
  return undefined;
}
