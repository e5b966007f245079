/** A list of patterns, or all but them. */
export type Element = { isNot: boolean; patterns: readonly string[] };

export type Condition = { operator: string; key: string; values: readonly string[] };

export type Statement = {
  effect: "Allow" | "Deny";
  /** Its Sid or, where it has none, its place, as "statement 2". */
  sid: string;
  /** As it is written in the policy. */
  text: string;
  actions: Element;
  /** Null where it names none, as in a trust policy. */
  resources: Element | null;
  /** By kind of principal, as `{ Service: ["ec2.amazonaws.com"] }`; null where it names none, as in a role's policies. */
  principals: { isNot: boolean; byKind: Readonly<Record<string, readonly string[]>> } | null;
  conditions: readonly Condition[];
};

/** The statements of a policy; null where the text is no policy. */
export function parsePolicy(text: string): readonly Statement[] | null {
  let policy: unknown;
  try {
    policy = JSON.parse(text);
  } catch {
    return null;
  }
  if (!isObject(policy) || policy.Statement === undefined) return null;
  const statements = toArray(policy.Statement).map((raw, index) =>
    toStatement(policy.Version === "2012-10-17" ? raw : withoutVariables(raw), raw, index),
  );
  return statements.every((each) => each !== null) ? statements : null;
}

/** Before 2012-10-17 the language had no variables: what looks like one stands for itself. */
function withoutVariables(raw: unknown): unknown {
  const text = JSON.stringify(raw) ?? "null";
  return text.includes("${") ? JSON.parse(text.replaceAll(/\$(?=\{)/g, () => `\${$}`)) : raw;
}

function toStatement(raw: unknown, written: unknown, index: number): Statement | null {
  if (!isObject(raw) || (raw.Effect !== "Allow" && raw.Effect !== "Deny")) return null;
  const actions = toElement(raw, "Action");
  const conditions = toConditions(raw.Condition);
  if (actions === null || conditions === null) return null;
  return {
    effect: raw.Effect,
    sid: typeof raw.Sid === "string" && raw.Sid !== "" ? raw.Sid : `statement ${index + 1}`,
    text: JSON.stringify(written),
    actions,
    resources: toElement(raw, "Resource"),
    principals: toPrincipals(raw),
    conditions,
  };
}

function toElement(raw: Record<string, unknown>, name: "Action" | "Resource"): Element | null {
  const isNot = raw[name] === undefined;
  const value = isNot ? raw[`Not${name}`] : raw[name];
  return value === undefined ? null : { isNot, patterns: toTexts(value) };
}

function toPrincipals(raw: Record<string, unknown>): Statement["principals"] {
  const isNot = raw.Principal === undefined;
  const value = isNot ? raw.NotPrincipal : raw.Principal;
  if (value === undefined) return null;
  // A bare star and a star among AWS's principals mean the same to IAM.
  const byKind = isObject(value) ? value : { AWS: value };
  return {
    isNot,
    byKind: Object.fromEntries(Object.entries(byKind).map(([kind, names]) => [kind, toTexts(names)])),
  };
}

/** Null where it is none: a condition that nobody understands must not be taken for no condition. */
function toConditions(raw: unknown): Condition[] | null {
  if (raw === undefined) return [];
  if (!isObject(raw) || !Object.values(raw).every(isObject)) return null;
  return Object.entries(raw as Record<string, Record<string, unknown>>).flatMap(([operator, byKey]) =>
    Object.entries(byKey).map(([key, values]) => ({ operator, key, values: toTexts(values) })),
  );
}

function toArray(value: unknown): unknown[] {
  if (value === undefined) return [];
  return Array.isArray(value) ? value : [value];
}

/** IAM reads true and 123456789012 as it reads "true" and "123456789012". */
function toTexts(value: unknown): string[] {
  return toArray(value).map(String);
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
