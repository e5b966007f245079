import ipaddr from "ipaddr.js";
import type { PolicyStatement } from "../world.ts";
import { matchesArn, matchesPattern } from "./wildcard.ts";

/** Context keys in lower case, as IAM compares them without regard to case. */
export type RequestContext = ReadonlyMap<string, readonly string[]>;

type Comparison = (value: string, expected: string) => boolean;

const equals: Comparison = (value, expected) => value === expected;
const equalsIgnoringCase: Comparison = (value, expected) => value.toLowerCase() === expected.toLowerCase();
const number = (compare: (a: number, b: number) => boolean): Comparison => {
  return (value, expected) => compare(Number(value), Number(expected));
};
const date = (compare: (a: number, b: number) => boolean): Comparison => {
  return (value, expected) => compare(toTime(value), toTime(expected));
};

const comparisons: Record<string, Comparison> = {
  StringEquals: equals,
  StringEqualsIgnoreCase: equalsIgnoringCase,
  StringLike: (value, expected) => matchesPattern(expected, value),
  ArnEquals: (value, expected) => matchesArn(expected, value),
  ArnLike: (value, expected) => matchesArn(expected, value),
  Bool: equalsIgnoringCase,
  BinaryEquals: equals,
  IpAddress: isWithin,
  NumericEquals: number((a, b) => a === b),
  NumericLessThan: number((a, b) => a < b),
  NumericLessThanEquals: number((a, b) => a <= b),
  NumericGreaterThan: number((a, b) => a > b),
  NumericGreaterThanEquals: number((a, b) => a >= b),
  DateEquals: date((a, b) => a === b),
  DateLessThan: date((a, b) => a < b),
  DateLessThanEquals: date((a, b) => a <= b),
  DateGreaterThan: date((a, b) => a > b),
  DateGreaterThanEquals: date((a, b) => a >= b),
};

/** A negated operator holds where its opposite does not, and also where the request says nothing. */
const negated: Record<string, string> = {
  StringNotEquals: "StringEquals",
  StringNotEqualsIgnoreCase: "StringEqualsIgnoreCase",
  StringNotLike: "StringLike",
  ArnNotEquals: "ArnEquals",
  ArnNotLike: "ArnLike",
  NotIpAddress: "IpAddress",
  NumericNotEquals: "NumericEquals",
  DateNotEquals: "DateEquals",
};

/** Whether a statement's condition block holds, and the context keys that it asked for in vain. */
export function holds(
  condition: PolicyStatement["Condition"],
  context: RequestContext,
): { holds: boolean; missing: string[] } {
  const missing: string[] = [];
  let result = true;
  for (const [operator, keys] of Object.entries(condition ?? {}))
    for (const [key, expected] of Object.entries(keys)) {
      const values = context.get(key.toLowerCase());
      if (values === undefined) missing.push(key);
      if (!compare(operator, values, [expected].flat())) result = false;
    }
  return { holds: result, missing };
}

function compare(operator: string, values: readonly string[] | undefined, expected: string[]): boolean {
  const { quantifier, name, ifExists } = parseOperator(operator);
  if (name === "Null")
    return expected.some((wanted) => (wanted.toLowerCase() === "true") === (values === undefined));
  const isNegated = Object.hasOwn(negated, name);
  if (values === undefined) return ifExists || isNegated || quantifier === "ForAllValues";
  const comparison = comparisons[negated[name] ?? name];
  if (comparison === undefined) return false;
  const matchesOne = (value: string) =>
    expected.some((wanted) => comparison(value, String(wanted))) !== isNegated;
  return quantifier === "ForAllValues"
    ? values.every(matchesOne)
    : holdsForAny(values, matchesOne, isNegated && !quantifier);
}

function holdsForAny(values: readonly string[], matchesOne: (value: string) => boolean, needsAll: boolean) {
  return needsAll ? values.every(matchesOne) : values.some(matchesOne);
}

function parseOperator(operator: string) {
  const [prefix, rest] = operator.includes(":") ? operator.split(":", 2) : [undefined, operator];
  const ifExists = (rest ?? "").endsWith("IfExists");
  return { quantifier: prefix, name: (rest ?? "").replace(/IfExists$/, ""), ifExists };
}

function isWithin(value: string, expected: string): boolean {
  try {
    const address = ipaddr.parse(value);
    const [network, bits] = expected.includes("/")
      ? ipaddr.parseCIDR(expected)
      : [ipaddr.parse(expected), ipaddr.parse(expected).kind() === "ipv4" ? 32 : 128];
    return address.kind() === network.kind() && address.match([network, bits] as never);
  } catch {
    return false;
  }
}

/** Dates are written in ISO 8601 or as seconds since 1970. */
function toTime(text: string): number {
  return /^\d+$/.test(text) ? Number(text) * 1000 : Date.parse(text);
}
