import type { OperationContext } from "../operation.ts";

/** Refuses a role that SSM could not hand to nodes outside EC2. It may be given with its path, as settings print it. */
export function requireManagedNodeRole(context: OperationContext, roleName = "") {
  context.need("iam:PassRole");
  const name = roleName.slice(roleName.lastIndexOf("/") + 1);
  const role = context.account.iam.roles.get(name);
  const isTrusting = role?.trust.Statement.some(
    ({ Effect, Principal }) =>
      Effect === "Allow" &&
      typeof Principal === "object" &&
      [Principal.Service ?? []].flat().includes("ssm.amazonaws.com"),
  );
  if (isTrusting) return;
  context.fail(
    "ValidationException",
    `Nonexistent role or missing ssm service principal in trust policy: arn:${context.world.partition}:iam::${context.account.id}:role/${roleName}`,
  );
}
