import { quote } from "shlex";
import { singleInputs } from "../single-calls.ts";
import { type FromAnswer, isFromAnswer, type WrittenCall } from "../written-call.ts";

/**
 * The command lines of the AWS CLI that make a call, ready to be pasted. They are written from the call's own input, so that
 * what people read is what would be sent. `keep` names what a later line needs of the answer: the line then keeps it in a
 * variable of the shell.
 */
export function writeCommand(
  { operation, input }: Pick<WrittenCall, "operation" | "input">,
  region: string,
  { keep }: { keep?: FromAnswer } = {},
): string[] {
  const [service = "", name = ""] = operation.split(":");
  const start = ["aws", service, toKebab(name), "--region", quote(region)];
  const lines = singleInputs(operation, input).map((each) =>
    [...start, ...writeInput(each, service)].join(" "),
  );
  if (keep === undefined) return lines;
  return lines.map((line) => `${variableOf(keep)}=$(${line} --query ${quote(keep.at)} --output text)`);
}

function writeInput(input: Record<string, unknown>, service: string): string[] {
  const given = Object.entries(input).filter(([, value]) => value !== undefined && value !== null);
  // The CLI reads some words as something else than a value, and then only JSON says what is meant.
  if (given.some(([, value]) => isMisread(value)))
    return ["--cli-input-json", writeJson(Object.fromEntries(given))];
  return given.flatMap(([parameter, value]) => writeParameter(toKebab(parameter), value, service));
}

function writeParameter(name: string, value: unknown, service: string): string[] {
  if (typeof value === "boolean") return [writeFlag(name, value, service)];
  if (isScalar(value)) return [`--${name}`, writeScalar(value)];
  if (Array.isArray(value) && value.length > 0 && value.every(isScalar))
    return [`--${name}`, ...value.map(writeScalar)];
  return [`--${name}`, writeJson(value)];
}

function writeFlag(name: string, isOn: boolean, service: string): string {
  if (isOn) return `--${name}`;
  // The CLI has a word of its own for what does not leave.
  return service === "ec2" && name === "egress" ? "--ingress" : `--no-${name}`;
}

function writeScalar(value: unknown): string {
  return isFromAnswer(value) ? `"$${variableOf(value)}"` : quote(toText(value));
}

/** JSON in quotes, which end where a variable of the shell has to be read. */
function writeJson(value: unknown): string {
  let line = "";
  let literal = "";
  for (const piece of piecesOf(value)) {
    if (typeof piece === "string") literal += piece;
    else {
      line += quote(literal) + writeScalar(piece);
      literal = "";
    }
  }
  return line + quote(literal);
}

function piecesOf(value: unknown): (string | FromAnswer)[] {
  if (isFromAnswer(value)) return ['"', value, '"'];
  if (typeof value !== "object" || value === null || value instanceof Date) return [JSON.stringify(value)];
  const within = Array.isArray(value)
    ? value.map(piecesOf)
    : Object.entries(value)
        .filter(([, each]) => each !== undefined)
        .map(([key, each]) => [`${JSON.stringify(key)}:`, ...piecesOf(each)]);
  const [open, close] = Array.isArray(value) ? ["[", "]"] : ["{", "}"];
  return [open!, ...within.flatMap((pieces, index) => (index === 0 ? pieces : [",", ...pieces])), close!];
}

/** What begins like an option, or like an address or a file to be read, or in a list like JSON. */
function isMisread(value: unknown): boolean {
  if (Array.isArray(value))
    return value.some((each) => isMisread(each) || (typeof each === "string" && /^[[{]/.test(each)));
  return isScalar(value) && !isFromAnswer(value) && /^(-|fileb?:\/\/|https?:\/\/)/.test(toText(value));
}

function isScalar(value: unknown): boolean {
  return typeof value !== "object" || value instanceof Date || isFromAnswer(value);
}

function toText(value: unknown): string {
  return value instanceof Date ? value.toISOString() : String(value);
}

function variableOf({ answerOf }: FromAnswer): string {
  return answerOf.replace(/[^A-Za-z0-9]+/g, "_").toUpperCase();
}

/** As the CLI makes options of the SDK's names: `DBSecurityGroupARNs` is `db-security-group-arns`. */
function toKebab(name: string): string {
  return name
    .replace(/([A-Z]{2,}s)$/, (plural) => `-${plural.toLowerCase()}`)
    .replace(/(.)([A-Z][a-z]+)/g, "$1-$2")
    .replace(/([a-z0-9])([A-Z])/g, "$1-$2")
    .toLowerCase();
}
