import { type Operation, operations, type Request } from "../request.ts";
import { addNode, findNodeIds, isNodeId, parseNodeArn } from "./node-id.ts";
import { isFields, noteSettings, text, toTexts } from "./structured-settings.ts";
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
  if (addLineOfTargets(request, fields)) return;
  const input = fields.get("requestparameters");
  if (isFields(input) && fields.has("eventname")) {
    addEvent(request, fields, input, depth);
    return;
  }
  noteOperation(request, fields);
  noteSettings(request, fields);
  for (const [name, inner] of fields) {
    if (isAside.has(name) || (name === "resources" && fields.has("detail"))) continue;
    const read = Object.hasOwn(readers, name) ? readers[name] : undefined;
    if (read) read(request, inner, depth);
    else if (isNodeId(name)) addOnce(request, name);
    else if (typeof inner === "object") addStructured(request, inner, depth + 1);
    else if (typeof inner === "string") addWhole(request, inner);
  }
}

/** `{ Key, Values }` of SSM; a filter of EC2 by a tag (`{ Name, Values }`) means the same nodes. */
function addLineOfTargets(request: Request, fields: ReadonlyMap<string, unknown>): boolean {
  const values = fields.get("values");
  if (values === undefined) return false;
  const filter = text(fields.get("name"));
  const key = text(fields.get("key")) ?? (filter?.startsWith("tag:") ? filter : undefined);
  if (key === undefined) return false;
  addTarget(request, key, toTexts(values));
  return true;
}

/** A call as CloudTrail recorded it. Its answer and its sender name nodes as well, which are no targets. */
function addEvent(
  request: Request,
  fields: ReadonlyMap<string, unknown>,
  input: Fields,
  depth: number,
): void {
  if (++request.events > 1) {
    if (request.events === 2)
      request.notes.push({ kind: "ignored", sentence: "Only the first call of several is judged." });
    return;
  }
  noteOperation(request, fields);
  noteSettings(request, fields);
  request.account = text(fields.get("recipientaccountid")) ?? null;
  addStructured(request, input, depth + 1);
}

/** Whatever is in them may be a secret, or names nodes that nobody aims at. */
const isAside: ReadonlySet<string> = new Set([
  ...["commands", "userdata", "environment", "tags", "tagset"],
  ...["useridentity", "responseelements", "sourceid", "principalid"],
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
  "instance-id": (request, value) => {
    if (typeof value === "string") addOnce(request, value);
  },
  target: (request, value, depth) =>
    typeof value === "string" ? addIds(request, value, depth) : addStructured(request, value, depth + 1),
  parameters: (request, value) => {
    if (!isFields(value)) return;
    for (const [name, inner] of Object.entries(value)) {
      if (/^instance-?ids?$/i.test(name)) addIds(request, inner, 0);
    }
  },
  targetmaps: (request, value) => {
    const maps = Array.isArray(value) ? value.filter(isFields) : [];
    for (const inner of maps.flatMap((map) => Object.values(map)))
      for (const one of toTexts(inner)) addNode(request, one);
  },
  targetlocations: addTargetLocations,
  windowtargetids: (request, value) => {
    for (const id of toTexts(value)) request.holders.push({ kind: "window-target", id });
  },
  cloudtrailevent: (request, value, depth) => {
    if (typeof value !== "string") return;
    try {
      addStructured(request, JSON.parse(value), depth + 1);
    } catch {
      addText(request, value);
    }
  },
};

/** Where a runbook is to run: accounts (or organizational units, which nobody here knows) and Regions. */
export function addTargetLocations(request: Request, value: unknown): void {
  for (const location of Array.isArray(value) ? value : [value]) {
    if (!isFields(location)) continue;
    const fields = new Map(Object.entries(location).map(([key, inner]) => [key.toLowerCase(), inner]));
    request.locations.push({
      accounts: toTexts(fields.get("accounts")),
      regions: toTexts(fields.get("regions")),
    });
    addStructured(request, fields.get("targets") ?? []);
  }
}

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
  const isOf = (...names: string[]) => names.every((name) => fields.has(name));
  if (fields.get("type") === "AWS::SSM::Association" || isOf("associationname")) return "CreateAssociation";
  if (isOf("automationtargetparametername")) return "CreateAssociation";
  if (isOf("windowid", "resourcetype")) return "RegisterTargetWithMaintenanceWindow";
  if (isOf("targetparametername") || isOf("targetmaps") || isOf("targetlocations"))
    return "StartAutomationExecution";
  if (isOf("name", "targets") && !isOf("documentname") && !isOf("windowid")) return "CreateAssociation";
  if (typeof fields.get("target") === "string" && !isOf("instanceids")) return "StartSession";
  return undefined;
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

/** A field of a name that nobody here knows counts where its value is an id and nothing else. */
function addWhole(request: Request, value: string): void {
  const trimmed = value.trim();
  if (trimmed.length <= 300 && (isNodeId(trimmed.toLowerCase()) || parseNodeArn(trimmed)))
    addOnce(request, trimmed);
}

/** What describes nodes names each of them in several places, and repeats nothing by it. */
function addOnce(request: Request, value: string): void {
  const id = parseNodeArn(value)?.id ?? value.trim().toLowerCase();
  if (!request.nodes.some((node) => node.id === id)) addNode(request, value);
}
