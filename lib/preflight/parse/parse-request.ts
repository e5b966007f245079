import { quote } from "shlex";
import { parse as parseYaml } from "yaml";
import { emptyRequest, operations, type Request } from "../request.ts";
import { looksLikeCommandLine, parseCommandLine } from "./command-line.ts";
import { findError } from "./error-message.ts";
import { findJsonInside, parseJson } from "./find-json.ts";
import { addLoose, isAnything, parseLooseText } from "./loose-text.ts";
import { plainText } from "./node-id.ts";
import { looksLikeSourceCode, parseSourceCode } from "./source-code.ts";
import { addStructured } from "./structured.ts";
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
  const command = looksLikeCommandLine(text) ? parseCommandLine(text) : undefined;
  if (command) return command;
  if (looksLikeTerraform(text)) return parseTerraform(text);
  const json = fromStructure("json", parseJson(text), text);
  if (json) return json;
  const found = findError(text);
  if (found) return fromError(text, found);
  if (looksLikeSourceCode(text)) return parseSourceCode(text);
  return (
    fromStructure("json", findJsonInside(text), text) ??
    fromStructure("yaml", looksLikeYaml(text) ? readYaml(text) : undefined, text) ??
    parseLooseText(text)
  );
}

/** Undefined where there is no such structure, or nothing in it that anybody aims at. */
function fromStructure(form: "json" | "yaml", value: unknown, text: string): Request | undefined {
  if (value === undefined) return undefined;
  const words = form === "json" ? commandWords(value) : undefined;
  const command = words && parseCommandLine(words.map(quote).join(" "));
  if (command) return command;
  const request = emptyRequest(form);
  const called = /\bAmazonSSM\.(\w+)/.exec(text)?.[1];
  const operation = operations.find((each) => each === called);
  if (operation !== undefined) {
    request.operation = operation;
    request.isOperationAssumed = false;
  }
  addStructured(request, value);
  return isAnything(request) || request.isPartlyHidden ? request : undefined;
}

/** The words of a command that a program or a container starts: `["aws", "ssm", …]`. */
function commandWords(value: unknown): string[] | undefined {
  if (!Array.isArray(value) || !value.every((word) => typeof word === "string")) return undefined;
  return value.includes("ssm") ? value : undefined;
}

function fromError(text: string, { error, operation }: NonNullable<ReturnType<typeof findError>>): Request {
  const request = addLoose(emptyRequest("error-message"), text);
  request.error = error;
  request.account = /\bfor account (\d{12})\b/.exec(text)?.[1] ?? null;
  // A message names a node as often as it likes.
  request.nodes = [...new Map(request.nodes.map((node) => [node.id, node])).values()];
  if (operation) {
    request.operation = operation;
    request.isOperationAssumed = false;
  }
  return request;
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
