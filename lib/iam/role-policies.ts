import type { Role } from "../model/documents/role.ts";
import type { Policy } from "./evaluate.ts";
import { parsePolicy, type Statement } from "./policy-document.ts";

/** Where a statement of a role stands. */
export type PolicySource = {
  kind: "attached" | "inline" | "boundary";
  /** An inline policy's name, else an ARN. */
  id: string;
  name: string;
};

/** The simulator calls a managed policy by its name or ARN, and an inline one `role_{role}_{policy}`. */
export function isNamedBy(names: readonly string[], { id, name: own, kind }: PolicySource): boolean {
  return names.some((name) => name === id || name === own || (kind === "inline" && name.endsWith(`_${own}`)));
}

export type RolePolicies = {
  identity: readonly Policy<PolicySource>[];
  /** Null where the role has no boundary. */
  boundary: readonly Policy<PolicySource>[] | null;
  /** All that the conditions of these policies ask for, in lower case. */
  conditionKeys: ReadonlySet<string>;
};

/** Reads policies, each text once: most roles carry the same few of AWS's. */
export type ReadPolicy = (text: string) => readonly Statement[] | null;

export function createPolicyReader(): ReadPolicy {
  const read = new Map<string, readonly Statement[] | null>();
  return (text) => {
    let statements = read.get(text);
    if (statements === undefined) {
      statements = parsePolicy(text);
      read.set(text, statements);
    }
    return statements;
  };
}

const known = new WeakMap<Role, RolePolicies>();

export function policiesOf(role: Role, read: ReadPolicy): RolePolicies {
  let policies = known.get(role);
  if (policies === undefined) {
    policies = toRolePolicies(role, read);
    known.set(role, policies);
  }
  return policies;
}

function toRolePolicies(role: Role, read: ReadPolicy): RolePolicies {
  // A policy that is gone says nothing; one whose text was not read, or is none, may say anything.
  const statementsOf = (text: string | null | undefined) =>
    text === undefined ? null : text === null ? [] : read(text);
  const unread = (kind: PolicySource["kind"]): Policy<PolicySource>[] => [
    { source: { kind, id: "", name: "" }, statements: null },
  ];
  const attached = role.attachedPolicies?.map(({ arn, name, document }) => ({
    source: { kind: "attached" as const, id: arn, name },
    statements: statementsOf(document),
  }));
  const inline = role.inlinePolicies?.map(({ name, document }) => ({
    source: { kind: "inline" as const, id: name, name },
    statements: statementsOf(document),
  }));
  const identity: Policy<PolicySource>[] = [
    ...(attached ?? unread("attached")),
    ...(inline ?? unread("inline")),
  ];
  const boundary = boundaryOf(role, read);
  return {
    // Whichever of several statements is named must not depend on the order in which AWS lists policies.
    identity: identity.toSorted((one, other) => (one.source.id < other.source.id ? -1 : 1)),
    boundary,
    conditionKeys: conditionKeysOf([...identity, ...(boundary ?? [])]),
  };
}

function boundaryOf(role: Role, read: ReadPolicy): RolePolicies["boundary"] {
  const { permissionsBoundaryArn: arn, permissionsBoundary: text } = role;
  if (arn === null) return null;
  const source = { kind: "boundary" as const, id: arn, name: arn.slice(arn.lastIndexOf("/") + 1) };
  // A boundary that is gone is one that nobody can read: it does not end to bind.
  return [{ source, statements: typeof text === "string" ? read(text) : null }];
}

function conditionKeysOf(policies: readonly Policy<PolicySource>[]): ReadonlySet<string> {
  const conditions = policies.flatMap(({ statements }) =>
    (statements ?? []).flatMap((each) => each.conditions),
  );
  return new Set(conditions.map(({ key }) => key.toLowerCase()));
}
