import type { NormalizedSchema } from "@smithy/core/schema";
import { AwsError } from "../cloud/error.ts";
import { type Service, type ServiceName, serviceNamed } from "../cloud/service.ts";
import type { BrokenRule } from "../models/broken-rules.ts";
import { formKey } from "./form.ts";
import type { MalformedInput } from "./malformed-input.ts";

/** A member that the model does not allow as it is: where it stands, and what is wrong with it. */
export type Violation = {
  structure: string;
  name: string;
  member: NormalizedSchema;
  /** `filters.1.member.key` */
  path: string;
  value: unknown;
  rule: BrokenRule["rule"] | "null";
  words: string;
};

/** How a service words that an input is against its model. Most tell everything at once; EC2 stops at the first. */
export function refuseInput(name: ServiceName, violations: readonly Violation[]): AwsError {
  const service = serviceNamed(name);
  const first = violations[0] as Violation;
  if (service.protocol === "ec2Query") return ec2Refusal(first);
  if (name === "iam" && first.words.endsWith(iamNames))
    return new AwsError(
      service.codes.invalidParameter,
      `The specified value for ${first.path} is invalid. It must contain only alphanumeric characters and/or the following: +=,.@_-`,
    );
  const count = violations.length;
  const said = violations.map(sentenceOf).join("; ");
  const own = service.invalidMembers?.[`${first.structure}.${first.name}`];
  return new AwsError(
    own ?? service.codes.invalidParameter,
    `${count} validation ${count === 1 ? "error" : "errors"} detected: ${said}`,
    { members: name === "organizations" ? { Reason: organizationsReasons[first.rule] } : {} },
  );
}

/** The pattern of the names of roles, profiles and policies. */
const iamNames = String.raw`[\w+=,.@-]+`;

const organizationsReasons: Record<Violation["rule"], string> = {
  null: "INPUT_REQUIRED",
  minimum: "MIN_VALUE_EXCEEDED",
  maximum: "MAX_VALUE_EXCEEDED",
  shortest: "MIN_LENGTH_EXCEEDED",
  longest: "MAX_LENGTH_EXCEEDED",
  pattern: "INVALID_PATTERN",
  enum: "INVALID_ENUM",
  content: "INVALID_LIST_MEMBER",
};

function sentenceOf({ member, path, value, rule, words }: Violation): string {
  const shown =
    rule === "null"
      ? "Value null"
      : member.getMergedTraits().sensitive
        ? "Value"
        : `Value '${printed(value)}'`;
  return `${shown} at '${path}' failed to satisfy constraint: ${words}`;
}

function printed(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(printed).join(", ")}]`;
  if (typeof value !== "object" || value === null) return String(value);
  return `{${Object.entries(value)
    .map(([key, member]) => `${key}=${printed(member)}`)
    .join(", ")}}`;
}

function ec2Refusal({ name, member, path, value, rule, words }: Violation): AwsError {
  if (rule === "null") {
    const key = formKey("ec2Query", name, member);
    return new AwsError("MissingParameter", `The request must contain the parameter ${key}`);
  }
  const code = "InvalidParameterValue";
  const parameter = path.slice(path.lastIndexOf(".") + 1);
  const limit = words.slice(words.lastIndexOf(" ") + 1);
  if (rule === "maximum" || rule === "minimum") {
    const expected = rule === "maximum" ? `smaller than or equal to ${limit}` : `greater than ${limit}`;
    return new AwsError(
      code,
      `Value ( ${value} ) for parameter ${parameter} is invalid. Expecting a value ${expected}.`,
    );
  }
  return new AwsError(code, `Value (${printed(value)}) for parameter ${parameter} is invalid.`);
}

/** How a service words that a value is of the wrong type. */
export function malformed(service: Service, { member, text }: MalformedInput): AwsError {
  switch (service.protocol) {
    case "ec2Query":
      return new AwsError("InvalidParameterValue", `Invalid value '${text}' for ${member}`);
    case "awsQuery":
    case "restXml":
      return new AwsError("MalformedInput", `Invalid value '${text}' for ${member}`);
    default:
      return new AwsError("SerializationException", `The value of ${member} cannot be read: ${text}`);
  }
}
