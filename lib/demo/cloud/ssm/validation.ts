import type { OperationContext } from "../operation.ts";

const instanceIdPattern = /^(i-(\w{8}|\w{17})|mi-\w{17})$/;
export const managedNodeIdPattern = /^(mi-[0-9a-f]{17}|eks_c:\S+)$/;

export function isNodeId(id: string): boolean {
  return instanceIdPattern.test(id);
}

/** Refuses a member as the service's front end does: before the operation looks at anything. */
export function refuseMember(
  context: OperationContext,
  member: string,
  value: unknown,
  constraint: string,
): never {
  return context.fail(
    "ValidationException",
    `1 validation error detected: Value '${printed(value)}' at '${member}' failed to satisfy constraint: ${constraint}`,
  );
}

export function requireAtMost(
  context: OperationContext,
  member: string,
  list: readonly unknown[] | undefined,
  maximum: number,
) {
  if (list !== undefined && list.length > maximum)
    refuseMember(context, member, list, `Member must have length less than or equal to ${maximum}`);
}

export function requireNodeIds(context: OperationContext, member: string, ids: readonly string[]) {
  if (ids.every(isNodeId)) return;
  refuseMember(
    context,
    member,
    ids,
    "Member must satisfy constraint: [Member must satisfy regular expression pattern: (^i-(\\w{8}|\\w{17})$)|(^mi-\\w{17}$)]",
  );
}

export function requireOneOf(
  context: OperationContext,
  member: string,
  value: string | undefined,
  allowed: readonly string[],
) {
  if (value === undefined || allowed.includes(value)) return;
  refuseMember(context, member, value, `Member must satisfy enum value set: [${allowed.join(", ")}]`);
}

function printed(value: unknown): string {
  return Array.isArray(value) ? `[${value.join(", ")}]` : String(value);
}
