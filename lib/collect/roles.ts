import type { AttachedPolicy as AwsAttachedPolicy, Role as AwsRole } from "@aws-sdk/client-iam";
import { isNotFound } from "../aws/errors.ts";
import type { AwsReader } from "../aws/reader.ts";
import type { Role } from "../model/documents/role.ts";
import { defineCollector } from "./define-collector.ts";
import { all, readEach } from "./listing.ts";
import { nameInArn, present, required, toPolicyText, toTags, toTime } from "./parsing.ts";
import { createParts } from "./parts.ts";
import type { Stored } from "./stored.ts";

/** The default version of a managed policy; without a document where the policy is gone. */
type DefaultVersion = { PolicyArn: string; VersionId?: string; Document?: string };
/** Without a document where it could not be read. */
type RolePolicy = { PolicyName: string; PolicyDocument?: string };

type RoleAnswers = {
  Role: AwsRole;
  AttachedPolicies?: AwsAttachedPolicy[];
  /** Of each attached policy and of the boundary. */
  PolicyVersions?: DefaultVersion[];
  RolePolicies?: RolePolicy[];
  /** Where not all of them could be read, those that could: a policy that denies does so whatever the others say. */
  SomePolicyVersions?: DefaultVersion[];
  SomeRolePolicies?: RolePolicy[];
};

export const roles = defineCollector({
  kind: "role",
  actions: [
    "iam:GetRole",
    "iam:ListAttachedRolePolicies",
    "iam:GetPolicy",
    "iam:GetPolicyVersion",
    "iam:ListRolePolicies",
    "iam:GetRolePolicy",
  ],
  parts: {
    "iam:ListAttachedRolePolicies": ["AttachedPolicies", "PolicyVersions"],
    "iam:GetPolicy": ["PolicyVersions"],
    "iam:GetPolicyVersion": ["PolicyVersions"],
    "iam:ListRolePolicies": ["RolePolicies"],
    "iam:GetRolePolicy": ["RolePolicies"],
  },
  needs: {
    "instance-profile": (profile) => profile.roles.map(({ arn }) => arn),
    "service-setting": ({ id, value }) =>
      id === "/ssm/managed-instance/default-ec2-instance-management-role" && isRoleName(value) ? [value] : [],
    "managed-node": ({ iamRole }) => (iamRole === null ? [] : [iamRole]),
    activation: ({ iamRole }) => (iamRole === null ? [] : [iamRole]),
  },
  wholeWithout: ["service-setting", "activation"],
  read: (reader, { needed }) => {
    const { partition, account } = reader.scope;
    const arns = new Map<string, string>();
    // A name may lack its path, which an ARN never does; so those of the profiles come last.
    for (const kind of ["activation", "managed-node", "service-setting", "instance-profile"] as const) {
      for (const role of needed(kind)) {
        const arn = role.startsWith("arn:") ? role : `arn:${partition}:iam::${account}:role/${role}`;
        arns.set(nameInArn(arn), arn);
      }
    }
    return readEach(arns.values(), (arn) => readRole(reader, nameInArn(arn)));
  },
  parse: toRole,
});

/** Where no role is set, SSM answers a word that no role can have, as `$None`. */
function isRoleName(value: string | null): value is string {
  return value !== null && /^[\w+=,.@/:-]+$/.test(value);
}

async function readRole(reader: AwsReader, RoleName: string) {
  const { Role } = await reader.call("iam:GetRole", { RoleName });
  const { read, missing, failures } = createParts();
  const AttachedPolicies = await read("AttachedPolicies", () =>
    all(reader.pages("iam:ListAttachedRolePolicies", { RoleName }), (answer) => answer.AttachedPolicies),
  );
  const boundary = Role?.PermissionsBoundary?.PermissionsBoundaryArn;
  const arns = new Set(present(AttachedPolicies, (policy) => policy.PolicyArn));
  if (boundary !== undefined) arns.add(boundary);
  const PolicyVersions: DefaultVersion[] = [];
  for (const arn of arns) {
    const version = await read("PolicyVersions", () => readDefaultVersion(reader, arn));
    if (version !== undefined) PolicyVersions.push(version);
  }
  const names = await read("RolePolicies", () =>
    all(reader.pages("iam:ListRolePolicies", { RoleName }), (answer) => answer.PolicyNames),
  );
  // Without their names nobody knows that there are none.
  const RolePolicies: RolePolicy[] | undefined = names && [];
  for (const PolicyName of names ?? []) {
    const policy = await read("RolePolicies", () => readRolePolicy(reader, RoleName, PolicyName));
    if (policy !== null) RolePolicies?.push(policy ?? { PolicyName });
  }
  const body: Omit<RoleAnswers, "Role"> & { Role: AwsRole | undefined } = {
    Role,
    AttachedPolicies,
    ...(missing.includes("PolicyVersions") ? { SomePolicyVersions: PolicyVersions } : { PolicyVersions }),
    ...(missing.includes("RolePolicies") ? { SomeRolePolicies: RolePolicies } : { RolePolicies }),
  };
  return { id: Role?.Arn, body, missing, failures };
}

/** Null where it was deleted between two calls. */
async function readRolePolicy(
  reader: AwsReader,
  RoleName: string,
  PolicyName: string,
): Promise<RolePolicy | null> {
  try {
    const { PolicyDocument } = await reader.call("iam:GetRolePolicy", { RoleName, PolicyName });
    return { PolicyName, PolicyDocument };
  } catch (error) {
    if (isNotFound(error)) return null;
    throw error;
  }
}

async function readDefaultVersion(reader: AwsReader, PolicyArn: string): Promise<DefaultVersion> {
  try {
    const { Policy } = await reader.call("iam:GetPolicy", { PolicyArn });
    const VersionId = Policy?.DefaultVersionId ?? "v1";
    const { PolicyVersion } = await reader.call("iam:GetPolicyVersion", { PolicyArn, VersionId });
    return { PolicyArn, VersionId, Document: PolicyVersion?.Document };
  } catch (error) {
    // It was detached or deleted between two calls.
    if (isNotFound(error)) return { PolicyArn };
    throw error;
  }
}

export function toRole(answers: Stored<Omit<RoleAnswers, "Role"> & { Role?: AwsRole }>): Role {
  const role = required(answers.Role, "Role");
  const boundary = role.PermissionsBoundary?.PermissionsBoundaryArn ?? null;
  return {
    id: required(role.Arn, "Role.Arn"),
    name: required(role.RoleName, "Role.RoleName"),
    path: role.Path ?? null,
    trustPolicy: toPolicyText(role.AssumeRolePolicyDocument),
    createdAt: toTime(role.CreateDate),
    tags: role.Tags === undefined || role.Tags.length === 0 ? null : toTags(role.Tags),
    permissionsBoundaryArn: boundary,
    permissionsBoundary: boundary === null ? null : documentOf(answers, boundary),
    attachedPolicies:
      answers.AttachedPolicies &&
      present(answers.AttachedPolicies, ({ PolicyArn: arn, PolicyName: name }) =>
        arn === undefined
          ? undefined
          : { arn, name: name ?? nameInArn(arn), document: documentOf(answers, arn) },
      ),
    inlinePolicies: (answers.RolePolicies ?? answers.SomeRolePolicies)?.map(
      ({ PolicyName: name, PolicyDocument: text }) => ({ name, document: toPolicyText(text) ?? undefined }),
    ),
  };
}

/** Null where the policy is gone, undefined where its document was not read. */
function documentOf(
  { PolicyVersions, SomePolicyVersions }: Stored<Pick<RoleAnswers, "PolicyVersions" | "SomePolicyVersions">>,
  arn: string,
): string | null | undefined {
  const version = (PolicyVersions ?? SomePolicyVersions)?.find(({ PolicyArn }) => PolicyArn === arn);
  if (version === undefined) return undefined;
  return version.VersionId === undefined && version.Document === undefined
    ? null
    : (toPolicyText(version.Document) ?? undefined);
}
