import type { Role } from "../model/documents/role.ts";
import type { Snapshot } from "../model/snapshot.ts";
import type { Evidence } from "../model/verdict.ts";
import type { Found } from "./evaluate.ts";
import type { Statement } from "./policy-document.ts";
import type { PolicySource } from "./role-policies.ts";

type Fact = Pick<Evidence, "sentence" | "api" | "field" | "value">;

/** A fact of a document, with when AWS said so. */
export function evidenceOf(
  snapshot: Snapshot,
  document: { kind: "role" | "role-simulation" | "vpc-endpoint"; id: string },
  fact: Fact,
): Evidence {
  const { kind, id } = document;
  return { ...fact, document: { kind, id }, observedAt: snapshot.observedAt(kind, id) ?? snapshot.at };
}

/** A statement of one of the role's policies, and whether it decides or merely might. */
export function evidenceOfStatement(
  snapshot: Snapshot,
  role: Role,
  { source, statement }: Found<PolicySource>,
  decides: boolean,
): Evidence {
  const [does, might] = words[statement.effect];
  const isInline = source.kind === "inline";
  return evidenceOf(
    snapshot,
    { kind: "role", id: role.id },
    {
      sentence: capitalised(`${placeOf(source, statement)} ${decides ? does : might} it.`),
      api: isInline ? "iam:GetRolePolicy" : "iam:GetPolicyVersion",
      field: `${isInline ? "PolicyDocument" : "PolicyVersion.Document"} of ${source.name}, ${inPlace(statement.sid)}`,
      value: statement.text,
    },
  );
}

const words = { Allow: ["allows", "may allow"], Deny: ["denies", "may deny"] } as const;

/** A boundary that does not speak of the action at all. */
export function evidenceOfBoundary(snapshot: Snapshot, role: Role): Evidence {
  const { permissionsBoundaryArn: arn, permissionsBoundary: text } = role;
  const sentence = `The role's permissions boundary is ${arn}.`;
  const fact =
    typeof text === "string"
      ? { api: "iam:GetPolicyVersion", field: "PolicyVersion.Document", value: text }
      : { api: "iam:GetRole", field: "PermissionsBoundary.PermissionsBoundaryArn", value: arn ?? "" };
  return evidenceOf(snapshot, { kind: "role", id: role.id }, { sentence, ...fact });
}

/** The policies that were looked through, where none of them speaks of the action. */
export function evidenceOfPolicies(snapshot: Snapshot, role: Role): Evidence[] {
  const attached = (role.attachedPolicies ?? []).map(({ name }) => name);
  const inline = (role.inlinePolicies ?? []).map(({ name }) => name);
  const list = (names: string[]) => (names.length === 0 ? "none" : names.join(", "));
  const document = { kind: "role" as const, id: role.id };
  return [
    evidenceOf(snapshot, document, {
      sentence: `Attached policies: ${list(attached)}.`,
      api: "iam:ListAttachedRolePolicies",
      field: "AttachedPolicies",
      value: list(attached),
    }),
    evidenceOf(snapshot, document, {
      sentence: `Inline policies: ${list(inline)}.`,
      api: "iam:ListRolePolicies",
      field: "PolicyNames",
      value: list(inline),
    }),
  ];
}

/** As a person would look for it. */
export function placeOf({ kind, name }: PolicySource, { sid }: Statement): string {
  const policy = { attached: "policy", inline: "inline policy", boundary: "permissions boundary" }[kind];
  return `${inPlace(sid)} of ${policy} ${name}`;
}

export function inPlace(sid: string): string {
  return /^statement \d+$/.test(sid) ? sid : `statement "${sid}"`;
}

function capitalised(sentence: string): string {
  return sentence.charAt(0).toUpperCase() + sentence.slice(1);
}
