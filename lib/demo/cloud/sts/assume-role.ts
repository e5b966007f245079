import { randomBytes } from "node:crypto";
import { AssumeRole$, type AssumeRoleRequest, type AssumeRoleResponse } from "@aws-sdk/client-sts";
import type { Caller, Session } from "../caller.ts";
import { defineOperation, type OperationContext } from "../operation.ts";
import type { IamRole } from "../world.ts";
import { mayAssume } from "./trust.ts";

const defaultDurationSeconds = 3600;
/** A session that assumes a further role gets an hour at most. */
const chainedDurationSeconds = 3600;

export const assumeRole = defineOperation<AssumeRoleRequest, AssumeRoleResponse>({
  service: "sts",
  schema: AssumeRole$,
  action: "sts:AssumeRole",
  handle(context, input) {
    const {
      RoleArn = "",
      RoleSessionName = "",
      ExternalId,
      DurationSeconds = defaultDurationSeconds,
    } = input;
    const role = findRole(context, RoleArn);
    if (!role || !mayAssume(role.role.trust, context.caller, ExternalId))
      return refuse(context, context.caller, RoleArn);
    checkDuration(context, role.role, DurationSeconds);
    const session = openSession(context, role, RoleSessionName, DurationSeconds);
    return {
      Credentials: {
        AccessKeyId: session.accessKeyId,
        SecretAccessKey: randomBytes(30).toString("base64"),
        SessionToken: session.token,
        Expiration: new Date(session.expiresAt),
      },
      AssumedRoleUser: {
        Arn: `arn:${context.world.partition}:sts::${session.account}:assumed-role/${session.roleName}/${session.sessionName}`,
        AssumedRoleId: `${session.roleId}:${session.sessionName}`,
      },
    };
  },
});

type FoundRole = { account: string; role: IamRole };

function findRole({ world }: OperationContext, arn: string): FoundRole | undefined {
  const accountId = arn.split(":")[4] ?? "";
  const roles = world.accounts.get(accountId)?.iam.roles.values() ?? [];
  const role = [...roles].find((candidate) => candidate.arn === arn);
  return role && { account: accountId, role };
}

/** STS does not tell a role that does not exist from one that does not trust the caller. */
function refuse(context: OperationContext, caller: Caller, roleArn: string): never {
  return context.fail(
    "AccessDenied",
    `User: ${caller.arn} is not authorized to perform: sts:AssumeRole on resource: ${roleArn}`,
    { status: 403 },
  );
}

function checkDuration(context: OperationContext, role: IamRole, seconds: number) {
  if (context.caller.session && seconds > chainedDurationSeconds) {
    context.fail(
      "ValidationError",
      "The requested DurationSeconds exceeds the 1 hour session limit for roles assumed by role chaining",
    );
  }
  if (seconds > role.maxSessionDurationSeconds) {
    context.fail(
      "ValidationError",
      "The requested DurationSeconds exceeds the MaxSessionDuration set for this role.",
    );
  }
}

function openSession(
  { sessions, now }: OperationContext,
  { account, role }: FoundRole,
  sessionName: string,
  durationSeconds: number,
): Session {
  const session: Session = {
    accessKeyId: `ASIA${randomBytes(8).toString("hex").toUpperCase()}`,
    token: randomBytes(120).toString("base64"),
    account,
    roleName: role.name,
    roleId: role.id,
    sessionName,
    expiresAt: now + durationSeconds * 1000,
  };
  sessions.set(session.accessKeyId, session);
  return session;
}
