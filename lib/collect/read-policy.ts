import type { OperationName } from "../aws/operations.ts";
import { sessionPreferencesName } from "../model/documents/session-preferences.ts";
import { allReadActions } from "./index.ts";

type Statement = {
  Sid: string;
  Effect: "Allow";
  Action: readonly string[];
  Resource: string | readonly string[];
};
export type ReadPolicy = { Version: "2012-10-17"; Statement: readonly Statement[] };

const sids: Record<string, string> = {
  autoscaling: "ReadAutoScaling",
  cloudtrail: "ReadCloudTrail",
  ec2: "ReadEc2",
  events: "ReadEventBridge",
  iam: "ReadIam",
  organizations: "ReadOrganizations",
  "resource-groups": "ReadResourceGroups",
  route53: "ReadRoute53",
  ssm: "ReadSystemsManager",
  "session-preferences": "ReadSessionPreferences",
  sts: "ReadCaller",
};

/** What finding out who is asking and which Regions are enabled takes, before anything is collected. */
const discovery: readonly OperationName[] = ["ec2:DescribeRegions", "sts:GetCallerIdentity"];

/**
 * The least that a role must allow for everything to be read. Roles and profiles are limited to IAM's own; the rest are
 * describe and list actions, for which AWS knows no narrower resource. `others` are what is read beside the documents.
 */
export function readPolicy({
  partition = "aws",
  others = [],
  withOptional = false,
}: {
  partition?: string;
  others?: readonly OperationName[];
  withOptional?: boolean;
} = {}): ReadPolicy {
  const actions = new Set([...allReadActions({ withOptional }), ...discovery, ...others]);
  const byService = Map.groupBy([...actions].sort(), groupOf);
  const statements = [...byService].sort(([left], [right]) => (left < right ? -1 : 1));
  return {
    Version: "2012-10-17",
    Statement: statements.map(([service, Action]) => ({
      Sid: sids[service] ?? `Read${service}`,
      Effect: "Allow",
      Action,
      Resource: resourcesOf(service, partition),
    })),
  };
}

/** An account's other documents are nobody's business here, and may hold secrets. */
const preferences = "session-preferences";

function groupOf(action: OperationName): string {
  return action === "ssm:GetDocument" ? preferences : action.slice(0, action.indexOf(":"));
}

function resourcesOf(group: string, partition: string): string | string[] {
  if (group === preferences) return `arn:${partition}:ssm:*:*:document/${sessionPreferencesName}`;
  return group === "iam" ? iamResources(partition) : "*";
}

function iamResources(partition: string): string[] {
  const policies = [`arn:${partition}:iam::aws:policy/*`, `arn:${partition}:iam::*:policy/*`];
  return [`arn:${partition}:iam::*:instance-profile/*`, ...policies, `arn:${partition}:iam::*:role/*`];
}
