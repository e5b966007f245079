import { isIP } from "node:net";
import { emptyRequest, type Request } from "../request.ts";
import { findNodeIds, takeNodeArns } from "./node-id.ts";
import { takeExpressions } from "./target-expression.ts";

/** Text of no form. What it holds beside ids, ARNs and expressions may be names and addresses of nodes. */
export function parseLooseText(text: string): Request {
  const request = emptyRequest("text");
  noteConsole(request, text);
  addLoose(request, text);
  if (/^\s*\*\s*$/.test(text)) request.expressions.push({ key: "InstanceIds", values: ["*"] });
  request.names = namesIn(text);
  if (request.isOperationAssumed && request.expressions.some(({ key }) => ofRunbooks.test(key)))
    request.operation = "StartAutomationExecution";
  if (!isListOfIds(text)) countOnce(request);
  if (!isAnything(request) && request.names.length === 0) noteNothing(request);
  return request;
}

/** Keys that no other operation takes. */
const ofRunbooks = /^(?:ResourceGroup|ParameterValues|AWS::EC2::Instance)$/i;

/** Expressions first, then ARNs, then bare ids, each found once. */
export function addLoose(request: Request, text: string): Request {
  const withoutExpressions = takeExpressions(request, withoutSessions(text));
  const { nodes: named, rest } = takeNodeArns(withoutExpressions);
  for (const [, id] of rest.matchAll(/(?<![\w-])(mw-[0-9a-f]{17})(?![\w-])/gi))
    request.holders.push({ kind: "maintenance-window", id: id!.toLowerCase() });
  for (const [, id] of rest.matchAll(
    /(?:association[/\s:"']+|^\s*)([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\b/gim,
  ))
    request.holders.push({ kind: "association", id: id!.toLowerCase() });
  const { nodes, malformed } = findNodeIds(rest);
  request.nodes = [...request.nodes, ...inOrder(text, [...named, ...nodes])];
  request.malformed = [...request.malformed, ...malformed];
  if (request.form === "error-message" && !isAnything(request)) noteNothing(request);
  return request;
}

export function isAnything({ nodes, malformed, expressions, holders, others }: Request): boolean {
  return nodes.length + malformed.length + expressions.length + holders.length + others.length > 0;
}

export function noteNothing(request: Request): void {
  request.notes.push({
    kind: "ignored",
    sentence: "No id, ARN, expression or command was found in it.",
  });
}

/** The session of an instance's role is called like the instance, and sends the call instead of receiving it. */
function withoutSessions(text: string): string {
  return text.replace(/arn:aws[a-z-]*:sts::\d{12}:assumed-role\/[\w+=,.@-]+\/[\w+=.@-]+/g, " ");
}

/** ARNs were taken out first; people read their list from the top. */
function inOrder(text: string, nodes: Request["nodes"]): Request["nodes"] {
  if (nodes.every(({ place }) => place === null)) return nodes;
  const from = new Map<string, number>();
  const positioned = nodes.map((node) => {
    const at = text.indexOf(node.text, from.get(node.text) ?? 0);
    from.set(node.text, at + 1);
    return { node, at };
  });
  return positioned.sort((a, b) => a.at - b.at).map(({ node }) => node);
}

/** The address of a page of AWS's console says where its node is. */
function noteConsole(request: Request, text: string): void {
  const address = /https:\/\/[\w.-]*console\.(?:aws\.amazon|amazonaws-us-gov|amazonaws)\.(?:com|cn)\S*/.exec(
    text,
  )?.[0];
  if (address === undefined) return;
  request.region = /[?&]region=([a-z0-9-]+)/.exec(address)?.[1] ?? null;
  if (address.includes("/session-manager/")) {
    request.operation = "StartSession";
    request.isOperationAssumed = false;
  }
}

/** A list that is to be sent repeats ids by mistake; a log or a table repeats them by nature. */
function isListOfIds(text: string): boolean {
  return !/[^\W_]{2,}/.test(text.replaceAll(/(?:arn:[\w:-]{1,80}\/)?m?i-\w+/gi, " "));
}

function countOnce(request: Request): void {
  const once = [...new Map(request.nodes.map((node) => [node.id, node])).values()];
  if (once.length === request.nodes.length) return;
  request.nodes = once;
  request.notes.push({ kind: "corrected", sentence: "Ids that stand in it several times are counted once." });
}

/** More names than anybody tells apart are none. */
const namesAtMost = 10_000;

/** The cells of lines in which no id was found: names and addresses, as a list or a column of a table has them. */
function namesIn(text: string): string[] {
  if (text.length > 400_000) return [];
  const names = new Set<string>();
  for (const line of text.split(/\r?\n/)) {
    if (/(?<![\w-])(?:m?i-\w{3}|tag:|Key=|mw-|arn:|https?:)/i.test(line)) continue;
    for (const cell of line.split(/[,;\t|]/)) {
      const name = cell.trim().replaceAll(/^[-*•"'`\s]+|["'`\s]+$/g, "");
      const words = name.split(/\s+/);
      for (const each of words.length > 1 ? [name, ...words.filter(isAddress)] : [name])
        if (each !== "" && each.length <= 255 && names.size < namesAtMost) names.add(each);
    }
  }
  return [...names];
}

/** An IP address, or the private name that EC2's DNS gives to one. */
export function isAddress(text: string): boolean {
  return isIP(text) !== 0 || addressOfHost(text) !== undefined || isHost(text);
}

function isHost(text: string): boolean {
  return /^(?:ip|ec2)-[\w-]+(?:\.[\w-]+)*\.(?:internal|amazonaws\.com(?:\.cn)?)$/i.test(text);
}

/** `ip-10-0-0-1.eu-west-1.compute.internal` is 10.0.0.1, and `ec2-…` is a public address. */
export function addressOfHost(text: string): string | undefined {
  const match = /^(?:ip|ec2)-(\d{1,3})-(\d{1,3})-(\d{1,3})-(\d{1,3})(?:\.|$)/i.exec(text);
  return match?.slice(1, 5).join(".");
}
