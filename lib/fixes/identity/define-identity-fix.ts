import type { Fix } from "../fix.ts";
import { defineNodeFix, type NodeFix } from "../host/define-node-fix.ts";
import { nothingToPay } from "../prices.ts";
import { onceCredentialsCame } from "./once-credentials-came.ts";

/**
 * A fix of who nodes are and what they may do: it is for nobody where no node is held, costs nothing, and is noticed once an agent
 * asks for credentials again, unless it says otherwise.
 */
export function defineIdentityFix<const Id extends string>(own: NodeFix<Id>): Fix & { id: Id } {
  return defineNodeFix({
    ...{ cost: () => nothingToPay, takesEffect: () => onceCredentialsCame, ...own },
    changes: (context) => (context.nodeIds.length === 0 ? [] : own.changes(context)),
  });
}
