import { ReadError } from "../../aws/errors.ts";
import type { AwsReader } from "../../aws/reader.ts";
import { contextEntries } from "../../collect/role-simulations.ts";
import type { Right } from "../../fixes/rights.ts";

/** IAM's word on whether the role for changes has a right: null where it has, else why not; or why it could not be asked. */
export async function askRoleForChanges(
  reader: AwsReader,
  roleArn: string,
  { action, resources, context }: Right,
): Promise<{ refusal: string | null } | { unread: string }> {
  const input = {
    PolicySourceArn: roleArn,
    ActionNames: [action],
    ResourceArns: [...resources],
    ContextEntries: [
      ...contextEntries(reader.scope, roleArn),
      ...Object.entries(context).map(([ContextKeyName, value]) => ({
        ContextKeyName,
        ContextKeyValues: [value],
        ContextKeyType: "string" as const,
      })),
    ],
  };
  try {
    for await (const { EvaluationResults = [] } of reader.pages("iam:SimulatePrincipalPolicy", input)) {
      const refused = EvaluationResults.find(({ EvalDecision }) => EvalDecision !== "allowed");
      if (!refused) continue;
      const keys = refused.MissingContextValues ?? [];
      if (keys.length > 0) return { unread: `it hangs on ${keys.join(", ")}, which IAM was not told` };
      const how = refused.EvalDecision === "explicitDeny" ? "is denied" : "is not allowed";
      return { refusal: `${action} on ${refused.EvalResourceName ?? resources.join(", ")} ${how}` };
    }
    return { refusal: null };
  } catch (error) {
    if (!(error instanceof ReadError)) throw error;
    return { unread: `${error.operation} came to nothing (${error.message})` };
  }
}
