import type { Role } from "../model/documents/role.ts";
import {
  type RequiredAction,
  requiredActions,
  type SimulatedAction,
} from "../model/documents/role-simulation.ts";
import { aDocument } from "./a-document.ts";

/** A statement as people write it. */
export type Written = Record<string, unknown>;

/** A statement that allows the heartbeat on everything, changed as a test needs it. */
export function allow(changes: Written = {}): Written {
  return { Effect: "Allow", Action: "ssm:UpdateInstanceInformation", Resource: "*", ...changes };
}

export function deny(changes: Written = {}): Written {
  return allow({ Effect: "Deny", ...changes });
}

export function onlyIf(operator: string, key: string, value: unknown): Written {
  return { Condition: { [operator]: { [key]: value } } };
}

/** The value of a condition key, as a policy writes it. */
export function variable(key: string): string {
  return `\${${key}}`;
}

export function aPolicy(statements: readonly Written[], Version: string | undefined = "2012-10-17"): string {
  return JSON.stringify({ Version, Statement: statements });
}

export const aRoleArn = "arn:aws:iam::123456789012:role/node";

/** A role that EC2 may assume, with these statements as its one inline policy. */
export function aRole(statements: readonly Written[], changes: Partial<Role> = {}): Role {
  const inlinePolicies = statements.length === 0 ? [] : [{ name: "own", document: aPolicy(statements) }];
  return aDocument("role", aRoleArn, { inlinePolicies, ...changes });
}

/** The role's boundary with these statements. */
export function aBoundary(statements: readonly Written[]): Partial<Role> {
  return {
    permissionsBoundaryArn: "arn:aws:iam::123456789012:policy/edge",
    permissionsBoundary: aPolicy(statements),
  };
}

/** What IAM's simulator says of every required action. */
export function aSimulation(changes: Partial<SimulatedAction> = {}, id: string = aRoleArn) {
  const toResult = (action: RequiredAction): SimulatedAction => ({
    action,
    decision: "allowed",
    allowedByOrganizations: true,
    allowedByPermissionsBoundary: null,
    matchedPolicies: [],
    missingContextValues: [],
    ...changes,
  });
  return aDocument("role-simulation", id, { results: requiredActions.map(toResult) });
}

/** AmazonSSMManagedInstanceCore v2 as AWS publishes it. */
export const managedInstanceCore = {
  arn: "arn:aws:iam::aws:policy/AmazonSSMManagedInstanceCore",
  name: "AmazonSSMManagedInstanceCore",
  document: aPolicy([
    {
      Effect: "Allow",
      Action: [
        "ssm:DescribeAssociation",
        "ssm:GetDeployablePatchSnapshotForInstance",
        "ssm:GetDocument",
        "ssm:DescribeDocument",
        "ssm:GetManifest",
        "ssm:GetParameter",
        "ssm:GetParameters",
        "ssm:ListAssociations",
        "ssm:ListInstanceAssociations",
        "ssm:PutInventory",
        "ssm:PutComplianceItems",
        "ssm:PutConfigurePackageResult",
        "ssm:UpdateAssociationStatus",
        "ssm:UpdateInstanceAssociationStatus",
        "ssm:UpdateInstanceInformation",
      ],
      Resource: "*",
    },
    {
      Effect: "Allow",
      Action: [
        "ssmmessages:CreateControlChannel",
        "ssmmessages:CreateDataChannel",
        "ssmmessages:OpenControlChannel",
        "ssmmessages:OpenDataChannel",
      ],
      Resource: "*",
    },
    {
      Effect: "Allow",
      Action: [
        "ec2messages:AcknowledgeMessage",
        "ec2messages:DeleteMessage",
        "ec2messages:FailMessage",
        "ec2messages:GetEndpoint",
        "ec2messages:GetMessages",
        "ec2messages:SendReply",
      ],
      Resource: "*",
    },
  ]),
};
