import { awsManagedPolicies, awsManagedPolicyArn } from "../../cloud/iam/aws-managed-policies.ts";
import type { IamRole, PolicyDocument, PolicyStatement } from "../../cloud/world.ts";
import type { AccountName } from "../demo-accounts.ts";
import type { Estate } from "../estate.ts";
import { accountOf, ago, day } from "../estate.ts";

export function policy(...statements: PolicyStatement[]): PolicyDocument {
  return { Version: "2012-10-17", Statement: statements };
}

export function trustOf(...services: string[]): PolicyDocument {
  const [only] = services;
  const Service = services.length === 1 && only ? only : services;
  return policy({ Effect: "Allow", Principal: { Service }, Action: "sts:AssumeRole" });
}

export type RoleSpec = {
  name: string;
  path?: string;
  description?: string;
  trust?: PolicyDocument;
  /** Names of AWS's managed policies. */
  managed?: string[];
  /** ARNs of customer managed policies. */
  customer?: string[];
  inline?: Record<string, PolicyDocument>;
  boundaryArn?: string;
  ageDays?: number;
};

export function addRole(estate: Estate, account: AccountName, spec: RoleSpec): IamRole {
  const { id, iam } = accountOf(estate, account);
  const path = spec.path ?? "/";
  const role: IamRole = {
    arn: `arn:aws:iam::${id}:role${path}${spec.name}`,
    name: spec.name,
    path,
    id: estate.ids.iam("AROA", `${id}/${spec.name}`),
    createdAt: ago(estate, (spec.ageDays ?? 500) * day),
    ...(spec.description ? { description: spec.description } : {}),
    trust: spec.trust ?? trustOf("ec2.amazonaws.com"),
    attachedPolicyArns: [...(spec.managed ?? []).map(awsManagedPolicyArn), ...(spec.customer ?? [])],
    inlinePolicies: new Map(Object.entries(spec.inline ?? {})),
    ...(spec.boundaryArn ? { boundaryArn: spec.boundaryArn } : {}),
    maxSessionDurationSeconds: 3600,
  };
  iam.roles.set(role.name, role);
  return role;
}

export function addInstanceProfile(
  estate: Estate,
  account: AccountName,
  name: string,
  roleNames: string[],
  ageDays = 500,
): void {
  const { id, iam } = accountOf(estate, account);
  iam.instanceProfiles.set(name, {
    arn: `arn:aws:iam::${id}:instance-profile/${name}`,
    name,
    path: "/",
    id: estate.ids.iam("AIPA", `${id}/${name}`),
    createdAt: ago(estate, ageDays * day),
    roleNames,
  });
}

/** A role for nodes, and the instance profile of the same name. */
export function addNodeRole(estate: Estate, account: AccountName, spec: RoleSpec): IamRole {
  const role = addRole(estate, account, spec);
  addInstanceProfile(estate, account, spec.name, [spec.name], spec.ageDays);
  return role;
}

export function addCustomerPolicy(
  estate: Estate,
  account: AccountName,
  name: string,
  ...documents: [PolicyDocument, ...PolicyDocument[]]
): string {
  const { id, iam } = accountOf(estate, account);
  const arn = `arn:aws:iam::${id}:policy/${name}`;
  iam.managedPolicies.set(arn, {
    arn,
    name,
    path: "/",
    id: estate.ids.iam("ANPA", `${id}/${name}`),
    createdAt: ago(estate, 420 * day),
    defaultVersionId: `v${documents.length}`,
    versions: new Map(documents.map((document, index) => [`v${index + 1}`, document])),
  });
  return arn;
}

export function addAwsManagedPolicies(estate: Estate): void {
  for (const account of estate.world.accounts.values()) {
    for (const [arn, managed] of awsManagedPolicies) account.iam.managedPolicies.set(arn, managed);
  }
}
