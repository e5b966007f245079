import type { DocumentKind } from "../model/document-kind.ts";
import type { TrailChange } from "../model/trail-change.ts";

/** The identity documents of an account, by which what CloudTrail names is found. */
export type Identities = {
  /** ARNs of roles, each with the ARNs of the managed policies that it has. */
  roles: ReadonlyMap<string, readonly string[]>;
  instanceProfiles: readonly string[];
};

/** The identities among documents. */
export function identitiesIn(
  documents: Iterable<{ kind: DocumentKind; id: string; body: unknown }>,
): Identities {
  const roles = new Map<string, readonly string[]>();
  const instanceProfiles: string[] = [];
  for (const { kind, id, body } of documents) {
    if (kind === "role") roles.set(id, policiesOf(body));
    if (kind === "instance-profile") instanceProfiles.push(id);
  }
  return { roles, instanceProfiles };
}

function policiesOf(body: unknown): string[] {
  const attached: unknown = Object(body).AttachedPolicies;
  if (!Array.isArray(attached)) return [];
  return attached.flatMap((policy: { PolicyArn?: string } | null) => policy?.PolicyArn ?? []);
}

/** IAM's events name roles and profiles without their paths, and policies for all roles that have them. */
export function withOwnIds(
  told: readonly TrailChange[],
  { roles, instanceProfiles }: Identities,
): TrailChange[] {
  const roleOf = new Map([...roles.keys()].map((arn) => [nameOf(arn), arn]));
  const profileOf = new Map(instanceProfiles.map((arn) => [nameOf(arn), arn]));
  const holders = new Map<string, string[]>();
  for (const [role, policies] of roles)
    for (const policy of policies) holders.set(policy, [...(holders.get(policy) ?? []), role]);
  return told.flatMap((change) => {
    if (change.kind === "role" && change.field === "PolicyVersions")
      return (holders.get(change.id) ?? []).map((id) => ({ ...change, id }));
    const id =
      change.kind === "role"
        ? roleOf.get(change.id)
        : change.kind === "instance-profile"
          ? profileOf.get(change.id)
          : change.id;
    return id === undefined ? [] : [{ ...change, id }];
  });
}

function nameOf(arn: string): string {
  return arn.slice(arn.lastIndexOf("/") + 1);
}
