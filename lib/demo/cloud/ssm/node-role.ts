import { trustsService } from "../iam/trusts-service.ts";
import type { OperationContext } from "../operation.ts";

/** Refuses a role that SSM could not hand to nodes outside EC2. It may be given with its path, as settings print it. */
export function requireManagedNodeRole(context: OperationContext, roleName = "") {
  context.need("iam:PassRole");
  const name = roleName.slice(roleName.lastIndexOf("/") + 1);
  if (trustsService(context.account.iam.roles.get(name), "ssm.amazonaws.com")) return;
  context.fail(
    "ValidationException",
    `Nonexistent role or missing ssm service principal in trust policy: arn:${context.world.partition}:iam::${context.account.id}:role/${roleName}`,
  );
}
