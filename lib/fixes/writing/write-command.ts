import { quote } from "shlex";
import type { WrittenCall } from "../written-call.ts";

/**
 * The command lines of the AWS CLI that make a call, ready to be pasted. They are written from the call's own input, so that
 * what people read is what would be sent.
 */
export function writeCommand({ operation, input }: Pick<WrittenCall, "operation" | "input">, region: string) {
  const [service = "", name = ""] = operation.split(":");
  const start = ["aws", service, toKebab(name), "--region", quote(region)];
  return inputsOf(operation, input).map((each) => [...start, ...writeInput(each, service)].join(" "));
}

/** EC2 changes one attribute of a VPC in a call. */
function inputsOf(operation: string, input: Record<string, unknown>): Record<string, unknown>[] {
  if (operation !== "ec2:ModifyVpcAttribute") return [input];
  const { VpcId, ...attributes } = input;
  return Object.entries(attributes).map(([attribute, value]) => ({ VpcId, [attribute]: value }));
}

function writeInput(input: Record<string, unknown>, service: string): string[] {
  const given = Object.entries(input).filter(([, value]) => value !== undefined && value !== null);
  // The CLI reads some words as something else than a value, and then only JSON says what is meant.
  if (given.some(([, value]) => isMisread(value)))
    return ["--cli-input-json", quote(JSON.stringify(Object.fromEntries(given)))];
  return given.flatMap(([parameter, value]) => writeParameter(toKebab(parameter), value, service));
}

function writeParameter(name: string, value: unknown, service: string): string[] {
  if (typeof value === "boolean") return [writeFlag(name, value, service)];
  if (isScalar(value)) return [`--${name}`, quote(toText(value))];
  if (Array.isArray(value) && value.length > 0 && value.every(isScalar))
    return [`--${name}`, ...value.map((each) => quote(toText(each)))];
  return [`--${name}`, quote(JSON.stringify(value))];
}

function writeFlag(name: string, isOn: boolean, service: string): string {
  if (isOn) return `--${name}`;
  // The CLI has a word of its own for what does not leave.
  return service === "ec2" && name === "egress" ? "--ingress" : `--no-${name}`;
}

/** What begins like an option, or like an address or a file to be read, or in a list like JSON. */
function isMisread(value: unknown): boolean {
  if (Array.isArray(value)) return value.some((each) => isMisread(each) || /^[[{]/.test(String(each)));
  return isScalar(value) && /^(-|fileb?:\/\/|https?:\/\/)/.test(toText(value));
}

function isScalar(value: unknown): boolean {
  return typeof value !== "object" || value instanceof Date;
}

function toText(value: unknown): string {
  return value instanceof Date ? value.toISOString() : String(value);
}

/** As the CLI makes options of the SDK's names: `DBSecurityGroupARNs` is `db-security-group-arns`. */
function toKebab(name: string): string {
  return name
    .replace(/([A-Z]{2,}s)$/, (plural) => `-${plural.toLowerCase()}`)
    .replace(/(.)([A-Z][a-z]+)/g, "$1-$2")
    .replace(/([a-z0-9])([A-Z])/g, "$1-$2")
    .toLowerCase();
}
