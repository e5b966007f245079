import { type Operation, operations, type Request } from "../request.ts";
import { addNode, findNodeIds, isNodeId, parseNodeArn } from "./node-id.ts";
import { addExpression, addTarget } from "./target-expression.ts";

type Fields = Record<string, unknown>;

/** Every reader of a value that came out of JSON or YAML; depth is bounded, as pasted text may be anything. */
const maxDepth = 30;

/** Reads what JSON or YAML says: an input of the API, an event, an answer of AWS, a template, or a list of anything. */
export function addStructured(request: Request, value: unknown, depth = 0): void {
  if (depth > maxDepth) return;
  if (typeof value === "string") addText(request, value);
  else if (Array.isArray(value)) for (const item of value) addStructured(request, item, depth + 1);
  else if (isFields(value)) addFields(request, value, depth);
}

function addFields(request: Request, raw: Fields, depth: number): void {
  const fields = new Map(Object.entries(raw).map(([key, value]) => [key.toLowerCase(), value]));
  const key = fields.get("key");
  const values = fields.get("values");
  if (typeof key === "string" && values !== undefined) {
    addTarget(request, key, toTexts(values));
    return;
  }
  noteOperation(request, fields);
  noteSettings(request, fields);
  for (const [name, inner] of fields) {
    const read = readers[name];
    if (read) read(request, inner, depth);
    else if (!isParameters.has(name) && typeof inner === "object") addStructured(request, inner, depth + 1);
  }
}

/** Whatever is in them may be a secret, except that a runbook is told its instance here. */
const isParameters: ReadonlySet<string> = new Set([
  "parameters",
  "commands",
  "userdata",
  "environment",
  "tags",
]);

type Reader = (request: Request, value: unknown, depth: number) => void;

const addIds: Reader = (request, value) => {
  for (const id of toTexts(value)) {
    if (id.trim() === "*") addTarget(request, "InstanceIds", ["*"]);
    else addNode(request, id);
  }
};
const readers: Record<string, Reader> = {
  instanceids: addIds,
  instanceid: addIds,
  target: (request, value, depth) =>
    typeof value === "string" ? addIds(request, value, depth) : addStructured(request, value, depth + 1),
  parameters: (request, value) => {
    if (!isFields(value)) return;
    for (const [name, inner] of Object.entries(value)) {
      if (/^instance-?ids?$/i.test(name)) addIds(request, inner, 0);
    }
  },
  windowtargetids: (request, value) => {
    for (const id of toTexts(value)) request.holders.push({ kind: "window-target", id });
  },
};

function noteOperation(request: Request, fields: ReadonlyMap<string, unknown>): void {
  const name = text(fields.get("eventname")) ?? text(fields.get("operation"));
  const known = operations.find((operation) => operation.toLowerCase() === name?.toLowerCase());
  const found = known ?? (request.isOperationAssumed ? guessOperation(fields) : undefined);
  if (!found) return;
  request.operation = found;
  request.isOperationAssumed = false;
}

/** An input of the API does not name its operation, but some fields have only one. */
function guessOperation(fields: ReadonlyMap<string, unknown>): Operation | undefined {
  if (fields.get("type") === "AWS::SSM::Association" || fields.has("associationname"))
    return "CreateAssociation";
  if (fields.has("automationtargetparametername")) return "CreateAssociation";
  if (fields.has("windowid") && fields.has("resourcetype")) return "RegisterTargetWithMaintenanceWindow";
  if (fields.has("targetparametername")) return "StartAutomationExecution";
  return undefined;
}

function noteSettings(request: Request, fields: ReadonlyMap<string, unknown>): void {
  request.documentName ??= text(fields.get("documentname")) ?? documentOfAssociation(request, fields);
  request.documentVersion ??= text(fields.get("documentversion")) ?? null;
  request.targetParameterName ??=
    text(fields.get("targetparametername")) ?? text(fields.get("automationtargetparametername")) ?? null;
  request.region ??= text(fields.get("awsregion")) ?? null;
  request.maxConcurrency ??= text(fields.get("maxconcurrency")) ?? null;
  request.maxErrors ??= text(fields.get("maxerrors")) ?? null;
  const code = text(fields.get("errorcode"));
  if (code !== undefined)
    request.error ??= { code, message: (text(fields.get("errormessage")) ?? "").slice(0, 1000) };
  const notification = fields.get("notificationconfig");
  if (isFields(notification)) {
    request.notification = toNotification(notification, text(fields.get("servicerolearn")) ?? null);
  }
}

/** An association names its document plainly `Name`. */
function documentOfAssociation(request: Request, fields: ReadonlyMap<string, unknown>): string | null {
  const isAssociation =
    request.operation === "CreateAssociation" || request.operation === "UpdateAssociation";
  return isAssociation && fields.has("targets") ? (text(fields.get("name")) ?? null) : null;
}

export function toNotification(raw: Fields, roleArn: string | null): NonNullable<Request["notification"]> {
  const fields = new Map(Object.entries(raw).map(([key, value]) => [key.toLowerCase(), value]));
  return {
    topicArn: text(fields.get("notificationarn")) ?? null,
    events: toTexts(fields.get("notificationevents")),
    type: text(fields.get("notificationtype")) ?? null,
    roleArn,
  };
}

function addText(request: Request, value: string): void {
  if (addExpression(request, value)) return;
  const trimmed = value.trim();
  if (parseNodeArn(trimmed) || isNodeId(trimmed.toLowerCase())) addNode(request, trimmed);
  else {
    const { nodes, malformed } = findNodeIds(trimmed);
    for (const node of nodes) request.nodes.push(node);
    if (/^m?i-\w+$/i.test(trimmed)) for (const each of malformed) request.malformed.push(each);
  }
}

function text(value: unknown): string | undefined {
  if (typeof value === "string" && value !== "") return value;
  return typeof value === "number" ? String(value) : undefined;
}

function toTexts(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(toTexts);
  const one = text(value);
  return one === undefined
    ? []
    : one
        .split(",")
        .map((part) => part.trim())
        .filter((part) => part !== "");
}

function isFields(value: unknown): value is Fields {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
