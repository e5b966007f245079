import { parse as parseYaml } from "yaml";
import { emptyRequest, type Request } from "../request.ts";
import { looksLikeCommandLine, parseCommandLine } from "./command-line.ts";
import { findError } from "./error-message.ts";
import { findNodeIds, plainText, takeNodeArns } from "./node-id.ts";
import { addStructured } from "./structured.ts";
import { takeExpressions } from "./target-expression.ts";
import { looksLikeTerraform, parseTerraform } from "./terraform.ts";

/** Enough for ten thousand ids with what people leave around them. */
export const maxTextLength = 2_000_000;

/**
 * Reads whatever people paste before they send something: ids in any mess, ARNs, expressions, JSON, YAML, a whole command
 * line, Terraform, an event, an error. It refuses nothing: what could not be read stands among the notes.
 */
export async function parseRequest(input: string): Promise<Request> {
  const text = plainText(input.slice(0, maxTextLength)).trim();
  const request = await parseText(text);
  if (input.length > maxTextLength) {
    request.notes.push({
      kind: "cut",
      sentence: `Only the first ${maxTextLength.toLocaleString("en")} characters were read.`,
    });
  }
  return request;
}

async function parseText(text: string): Promise<Request> {
  if (text === "") return emptyRequest("empty");
  if (looksLikeCommandLine(text)) return parseCommandLine(text);
  if (looksLikeTerraform(text)) return parseTerraform(text);
  const json = readJson(text);
  if (json !== undefined) return fromStructure("json", json);
  const found = findError(text);
  if (found) return fromError(text, found);
  const yaml = looksLikeYaml(text) ? readYaml(text) : undefined;
  if (yaml !== undefined) {
    const request = fromStructure("yaml", yaml);
    if (isAnything(request)) return request;
  }
  return addLoose(emptyRequest("text"), text);
}

function fromStructure(form: "json" | "yaml", value: unknown): Request {
  const request = emptyRequest(form);
  addStructured(request, value);
  return request;
}

function fromError(text: string, { error, operation }: NonNullable<ReturnType<typeof findError>>): Request {
  const request = addLoose(emptyRequest("error-message"), text);
  request.error = error;
  if (operation) {
    request.operation = operation;
    request.isOperationAssumed = false;
  }
  return request;
}

/** Text of no form: expressions first, then ARNs, then bare ids, each found once. */
function addLoose(request: Request, text: string): Request {
  const withoutExpressions = takeExpressions(request, text);
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
  if (!isAnything(request)) {
    request.notes.push({
      kind: "ignored",
      sentence: "No id, ARN, expression or command was found in it.",
    });
  }
  return request;
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

function isAnything({ nodes, malformed, expressions, holders }: Request): boolean {
  return nodes.length + malformed.length + expressions.length + holders.length > 0;
}

function readJson(text: string): unknown {
  const fenced = /^```(?:json)?\s*\n(.*?)\n```\s*$/s.exec(text)?.[1] ?? text;
  if (!/^\s*[[{"]/.test(fenced)) return undefined;
  try {
    return JSON.parse(fenced);
  } catch {
    return undefined;
  }
}

/** A parser of YAML takes seconds for more, and ids in it are found without it. */
const longestYaml = 400_000;

function looksLikeYaml(text: string): boolean {
  if (text.length > longestYaml) return false;
  return /^\s*(?:-\s+\S|["']?[\w:.-]+["']?:(?:\s|$))/m.test(text) && text.includes("\n");
}

/** Templates name other resources (`!Ref Web`): written as `${Web}`, they are told as what only the template's run knows. */
function readYaml(text: string): unknown {
  const references = text.replace(
    /!(?:Ref|GetAtt|Sub|ImportValue)\s+"?([^\s,"\]]+)"?/g,
    (_, name: string) => `"\${${name}}"`,
  );
  try {
    const value: unknown = parseYaml(references, { logLevel: "silent", maxAliasCount: 50 });
    return typeof value === "object" ? value : undefined;
  } catch {
    return undefined;
  }
}
