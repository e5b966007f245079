import type { OperationContext } from "../operation.ts";

export function isNodeId(id: string): boolean {
  return /^(i-(\w{8}|\w{17})|mi-\w{17})$/.test(id);
}

/** Refuses ids among a target's values, of which the model says nothing, as it does where a member takes ids alone. */
export function requireNodeIds(context: OperationContext, member: string, ids: readonly string[]) {
  if (ids.every(isNodeId)) return;
  context.fail(
    "ValidationException",
    `1 validation error detected: Value '[${ids.join(", ")}]' at '${member}' failed to satisfy constraint: Member must satisfy constraint: [Member must satisfy regular expression pattern: (^i-(\\w{8}|\\w{17})$)|(^mi-\\w{17}$)]`,
  );
}
