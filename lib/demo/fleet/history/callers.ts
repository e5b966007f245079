import type { Estate } from "../estate.ts";

/** Who called: a person behind a role, a pipeline, or a service of AWS's on somebody's behalf. */
export type Caller = { role: string; session: string; address: string; userAgent: string };

const cli = "aws-cli/2.31.4 md/awscrt#0.28.2 ua/2.1 os/linux md/arch#x86_64 lang/python#3.13.7";

export const callers = {
  maya: { role: "on-call", session: "maya.ortiz", address: "198.51.100.24", userAgent: cli },
  jonas: { role: "on-call", session: "jonas.weber", address: "198.51.100.77", userAgent: cli },
  priya: {
    role: "on-call",
    session: "priya.nair",
    address: "203.0.113.18",
    userAgent: "console.amazonaws.com",
  },
  deploy: {
    role: "deploy",
    session: "gh-run-90311",
    address: "203.0.113.201",
    userAgent: "Boto3/1.40.61 md/Botocore#1.40.61 lang/python#3.12.11",
  },
  terraform: {
    role: "terraform-ci",
    session: "gh-run-88214",
    address: "203.0.113.202",
    userAgent: "APN/1.0 HashiCorp/1.0 Terraform/1.13.3 aws-sdk-go-v2/1.39.2",
  },
  cron: {
    role: "cron",
    session: "scheduler",
    address: "scheduler.amazonaws.com",
    userAgent: "scheduler.amazonaws.com",
  },
  rules: {
    role: "event-rules",
    session: "nightly-spark-scratch",
    address: "events.amazonaws.com",
    userAgent: "events.amazonaws.com",
  },
  stateManager: {
    role: "maintenance-windows",
    session: "state-manager",
    address: "ssm.amazonaws.com",
    userAgent: "ssm.amazonaws.com",
  },
  autoScaling: {
    role: "AWSServiceRoleForAutoScaling",
    session: "AutoScaling",
    address: "autoscaling.amazonaws.com",
    userAgent: "autoscaling.amazonaws.com",
  },
} as const satisfies Record<string, Caller>;

export function callerArn(account: string, { role, session }: Caller): string {
  return `arn:aws:sts::${account}:assumed-role/${role}/${session}`;
}

/** The `userIdentity` of a CloudTrail record. */
export function userIdentity(estate: Estate, account: string, caller: Caller): Record<string, unknown> {
  const roleId = estate.ids.iam("AROA", `${account}/${caller.role}`);
  const issuer = `arn:aws:iam::${account}:role/${caller.role}`;
  return {
    type: "AssumedRole",
    principalId: `${roleId}:${caller.session}`,
    arn: callerArn(account, caller),
    accountId: account,
    accessKeyId: estate.ids.iam("ASIA", `${account}/${caller.role}`).slice(0, 20),
    sessionContext: {
      sessionIssuer: {
        type: "Role",
        principalId: roleId,
        arn: issuer,
        accountId: account,
        userName: caller.role,
      },
      attributes: { mfaAuthenticated: "false" },
    },
    ...(caller.address.endsWith(".amazonaws.com") ? { invokedBy: caller.address } : {}),
  };
}
