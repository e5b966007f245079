import type { ScopeKey } from "../../model/scope.ts";

/** A command's failure on one node: also State Manager and automations know it by these two ids. */
export function invocationId(scope: ScopeKey, commandId: string, nodeId: string): string {
  return `${scope}:command:${commandId}:${nodeId}`;
}

/** A refused call: whoever else quotes AWS's id of the request means the same refusal. */
export function refusalId(scope: ScopeKey, requestId: string): string {
  return `${scope}:request:${requestId}`;
}
