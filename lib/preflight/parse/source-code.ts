import { emptyRequest, type Operation, type Request } from "../request.ts";
import { readValues } from "./key-and-values.ts";
import { addNode, findNodeIds, takeNodeArns } from "./node-id.ts";
import { takeExpressions } from "./target-expression.ts";

/** The calls as SDKs of all languages name them, and the cmdlets of AWS Tools for PowerShell. */
const calls: readonly [RegExp, Operation][] = [
  [callPattern("send_?command", "Send-SSMCommand"), "SendCommand"],
  [callPattern("start_?session", "Start-SSMSession"), "StartSession"],
  [callPattern("start_?automation_?execution", "Start-SSMAutomationExecution"), "StartAutomationExecution"],
  [callPattern("create_?association", "New-SSMAssociation"), "CreateAssociation"],
  [callPattern("update_?association", "Update-SSMAssociation"), "UpdateAssociation"],
  [
    callPattern("register_?target_?with_?maintenance_?window", "Register-SSMTargetWithMaintenanceWindow"),
    "RegisterTargetWithMaintenanceWindow",
  ],
];

function callPattern(name: string, cmdlet: string): RegExp {
  return new RegExp(
    String.raw`(?<![\w-])${name}(?:Command|Request|Input|Async|Builder|Sync|Params){0,3}[ \t]{0,20}(?:[({[]|\.|::|=>)|(?<![\w-])${cmdlet}\b`,
    "i",
  );
}

function findCall(text: string): Operation | undefined {
  const found = calls.flatMap(([pattern, operation]) => {
    const at = text.search(pattern);
    return at < 0 ? [] : [{ at, operation }];
  });
  return found.toSorted((a, b) => a.at - b.at)[0]?.operation;
}

export function looksLikeSourceCode(text: string): boolean {
  return findCall(text) !== undefined;
}

/** Reads a program's call of SSM by its strings: what stands in variables only the program knows. */
export function parseSourceCode(text: string): Request {
  const request = emptyRequest("source-code");
  const operation = findCall(text);
  if (operation !== undefined) {
    request.operation = operation;
    request.isOperationAssumed = false;
  }
  request.documentName = documentOf(text, request.operation);
  request.region =
    /\b_?region(?:_?name)?["']?\)?\s{0,9}(?:=>|[:=(,]|\s)\s{0,9}(?:[\w.]{1,40}\()?["']?([a-z]{2}(?:-[a-z]+){1,2}-\d)\b/i.exec(
      text,
    )?.[1] ?? null;
  request.targetParameterName = stringOf("target_?parameter_?name", text);
  const { rest, runbookIds } = withoutParameters(text);
  const withoutTargets = takeExpressions(request, rest);
  const loose = takeIds(request, withoutTargets);
  if (request.operation === "StartAutomationExecution") for (const id of runbookIds) addNode(request, id);
  addLoose(request, loose);
  if (request.nodes.length + request.malformed.length + request.expressions.length === 0) {
    request.isPartlyHidden = true;
    request.notes.push({
      kind: "variable",
      sentence: "The targets are filled in by the program: paste their values.",
    });
  }
  return request;
}

function documentOf(text: string, operation: Operation): string | null {
  const isAssociation = operation === "CreateAssociation" || operation === "UpdateAssociation";
  return stringOf("document_?name", text) ?? (isAssociation ? stringOf("name", text) : null);
}

/** What a name is given in quotes: `DocumentName='X'`, `documentName: "X"`, `.documentName("X")`, `-DocumentName X`. */
function stringOf(name: string, text: string): string | null {
  const given = new RegExp(
    String.raw`(?<!\w)["']?${name}["']?\s{0,9}(?:=>|[:=(])\s{0,9}(?:[\w.]{1,40}\()?["'\`]([^"'\`\n]{1,200})["'\`]`,
    "i",
  ).exec(text);
  const option = new RegExp(String.raw`\s-${name}\s+["']?([\w.:/-]{1,200})`, "i").exec(text);
  return given?.[1] ?? option?.[1] ?? null;
}

/** The list of ids, each of which counts, whatever it is. Answers the text without it. */
function takeIds(request: Request, text: string): string {
  const pattern =
    /(?<!\w)["']?(?:instance_?ids?|target)["']?\s{0,9}(?:=>|[:=(]|(?<=-InstanceId|-Target)\s)/gi;
  let rest = "";
  let from = 0;
  for (const match of text.matchAll(pattern)) {
    if (match.index < from) continue;
    const { values, end } = readValues(text, match.index + match[0].length);
    if (values.length === 0 || !values.every((value) => /^[\w:.{}$*-]*$/.test(value))) continue;
    for (const value of values) addNode(request, value);
    rest += `${text.slice(from, match.index)} `;
    from = end;
  }
  return rest + text.slice(from);
}

/** Ids that stand elsewhere in the program, as in a list that the call is given by its name. */
function addLoose(request: Request, text: string): void {
  const known = new Set(request.nodes.map(({ id }) => id));
  const { nodes: named, rest } = takeNodeArns(text);
  const { nodes, malformed } = findNodeIds(rest);
  for (const node of [...named, ...nodes]) {
    if (known.has(node.id)) continue;
    known.add(node.id);
    request.nodes.push(node);
  }
  for (const each of malformed) request.malformed.push(each);
}

/** Parameters may be secrets and are left behind, but for the instances that a runbook is told in them. */
function withoutParameters(text: string): { rest: string; runbookIds: string[] } {
  const runbookIds: string[] = [];
  let rest = "";
  let from = 0;
  for (const match of text.matchAll(
    /(?<!\w)-?["']?parameters?["']?\s{0,9}(?:=>|[:=(]|(?<=-Parameters?)\s)\s{0,9}(?:map\[\w{1,20}\](?:\[\])?\w{0,20}|new\s[\w<>,.\s]{1,80}|[\w.]{0,40}|@)\s{0,9}[({[]/gi,
  )) {
    if (match.index < from) continue;
    const opened = match.index + match[0].length - 1;
    const end = endOfGroup(text, opened);
    const group = text.slice(opened, end);
    for (const each of group.matchAll(/(?<!\w)["']?instance_?ids?["']?\s{0,9}(?:=>|[:=,(])/gi))
      runbookIds.push(...readValues(group, each.index + each[0].length).values);
    rest += `${text.slice(from, match.index)} `;
    from = end;
  }
  return { rest: rest + text.slice(from), runbookIds };
}

/** Behind the bracket that closes the one at `at`; strings are passed over. */
function endOfGroup(text: string, at: number): number {
  let depth = 0;
  for (const match of text.slice(at).matchAll(/"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'|[([{]|[)\]}]/g)) {
    const [token] = match;
    if (/^[([{]$/.test(token)) depth++;
    else if (/^[)\]}]$/.test(token) && --depth === 0) return at + match.index + 1;
  }
  return text.length;
}
