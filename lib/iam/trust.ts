import type { Role } from "../model/documents/role.ts";
import type { Scope } from "../model/scope.ts";
import { accountOf } from "../model/session-context.ts";
import { type Ruling, rule } from "./evaluate.ts";
import { Known } from "./known.ts";
import { matchPrincipal, type Principal } from "./match-principal.ts";
import { allOf, type Match, matchCondition, namesAction } from "./match-statement.ts";
import type { Statement } from "./policy-document.ts";
import type { ReadPolicy } from "./role-policies.ts";

export type TrustedService = "ec2" | "ssm";

/** What the role's trust policy says of a service that wants to assume the role for a node. */
export function evaluateTrust(
  role: Role,
  service: TrustedService,
  scope: Scope,
  read: ReadPolicy,
): Ruling<null> {
  if (role.trustPolicy === null) return { is: "missing" };
  const principal: Principal = { kind: "service", names: namesOf(service, scope.partition) };
  const known = knownOfService(service, scope, accountOf(role.id));
  const policy = { source: null, statements: read(role.trustPolicy) };
  const request = { action: "sts:AssumeRole", resources: [], isOfAnyNode: false, known };
  return rule([policy], request, (statement) => matchTrust(statement, principal, known));
}

function matchTrust(statement: Statement, principal: Principal, known: Known): Match {
  if (!namesAction(statement, "sts:AssumeRole")) return { matches: "no" };
  return allOf([
    matchPrincipal(statement, principal),
    ...statement.conditions.map((condition) => matchCondition(condition, known)),
  ]);
}

/** Where a partition has domains of its own, AWS takes the service by them as well as by the global one. */
const suffixes: Readonly<Record<string, string>> = {
  "aws-cn": "amazonaws.com.cn",
  "aws-iso": "c2s.ic.gov",
  "aws-iso-b": "sc2s.sgov.gov",
  "aws-iso-e": "cloud.adc-e.uk",
  "aws-iso-f": "csp.hci.ic.gov",
  "aws-eusc": "amazonaws.eu",
};

function namesOf(service: TrustedService, partition: string): string[] {
  const suffix = suffixes[partition];
  return [`${service}.amazonaws.com`, ...(suffix === undefined ? [] : [`${service}.${suffix}`])];
}

/**
 * What a service's call says of itself. Systems Manager is documented to say for whom it calls; of EC2 that is not known,
 * so a condition on it cannot be decided.
 */
function knownOfService(service: TrustedService, { partition, region }: Scope, account: string): Known {
  const here = `arn:${partition}:${service}:${region}:${account}:`;
  return new Known([
    ["aws:PrincipalIsAWSService", ["true"]],
    ["aws:PrincipalServiceName", [`${service}.amazonaws.com`]],
    ["aws:SecureTransport", ["true"]],
    ...absentFromServices.map((key) => [key, []] as const),
    ...(service === "ssm"
      ? ([
          ["aws:SourceAccount", [account]],
          ["aws:SourceArn", [`${here}managed-instance/mi-00000000000000000`, `${here}*`]],
        ] as const)
      : []),
  ]);
}

const absentFromServices = [
  "aws:PrincipalAccount",
  "aws:PrincipalArn",
  "aws:PrincipalOrgID",
  "sts:ExternalId",
];
