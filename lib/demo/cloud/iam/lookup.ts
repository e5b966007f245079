import type { OperationContext } from "../operation.ts";
import type { IamInstanceProfile, IamManagedPolicy, IamRole, IamState, PolicyDocument } from "../world.ts";
import { awsManagedPolicies } from "./aws-managed-policies.ts";

/** A policy document as the API prints it: JSON, percent-encoded. */
export function printDocument(document: PolicyDocument): string {
  return encodeURIComponent(JSON.stringify(document));
}

/** Reads a policy that a caller sent. IAM refuses what is no policy before it looks at anything else. */
export function parseDocument(
  context: OperationContext,
  text: string | undefined,
  use: PolicyUse,
): PolicyDocument {
  const malformed = (message: string) => context.fail("MalformedPolicyDocument", message);
  let parsed: unknown;
  try {
    parsed = JSON.parse(text ?? "");
  } catch {
    return malformed("Syntax errors in policy.");
  }
  if (typeof parsed !== "object" || parsed === null || !("Statement" in parsed))
    return malformed("Missing required field Statement");
  const { Statement, ...rest } = parsed as PolicyDocument;
  const statements = Array.isArray(Statement)
    ? Statement
    : [Statement as PolicyDocument["Statement"][number]];
  for (const statement of statements) {
    if (statement?.Effect !== "Allow" && statement?.Effect !== "Deny")
      return malformed("Missing required field Effect");
    const wrong = whatIsWrong[use](new Set(Object.keys(statement)));
    if (wrong !== null) return malformed(wrong);
  }
  return { ...rest, Statement: statements };
}

/** Who may assume a role, or what whoever carries it may do. */
type PolicyUse = "trust" | "identity";

const whatIsWrong: Record<PolicyUse, (elements: ReadonlySet<string>) => string | null> = {
  trust(elements) {
    if (!elements.has("Principal") && !elements.has("NotPrincipal"))
      return "Missing required field Principal";
    return elements.has("Resource") ? "Has prohibited field Resource" : null;
  },
  identity(elements) {
    if (elements.has("Principal") || elements.has("NotPrincipal"))
      return "Policy document should not specify a principal.";
    if (!elements.has("Action") && !elements.has("NotAction"))
      return "Policy statement must contain actions.";
    return elements.has("Resource") || elements.has("NotResource")
      ? null
      : "Policy statement must contain resources.";
  },
};

export function getRole(context: OperationContext, name: string | undefined): IamRole {
  const role = context.account.iam.roles.get(name ?? "");
  return role ?? noSuchEntity(context, `The role with name ${name} cannot be found.`);
}

export function getInstanceProfile(context: OperationContext, name: string | undefined): IamInstanceProfile {
  const profile = context.account.iam.instanceProfiles.get(name ?? "");
  return profile ?? noSuchEntity(context, `Instance Profile ${name} cannot be found.`);
}

/** A policy of the account or of AWS; the account's state holds those of AWS's that somebody has asked for. */
export function findPolicy(iam: IamState, arn: string): IamManagedPolicy | undefined {
  const known = iam.managedPolicies.get(arn);
  const published = known ?? awsManagedPolicies.get(arn);
  if (known === undefined && published !== undefined) iam.managedPolicies.set(arn, published);
  return published;
}

export function isAwsManaged(arn: string): boolean {
  return arn.split(":")[4] === "aws";
}

export function getPolicy(context: OperationContext, arn = ""): IamManagedPolicy {
  return (
    findPolicy(context.account.iam, arn) ??
    noSuchEntity(context, `Policy ${arn} does not exist or is not attachable.`)
  );
}

export function noSuchEntity(context: OperationContext, message: string): never {
  return context.fail("NoSuchEntity", message, { status: 404 });
}
