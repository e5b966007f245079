import type { Target } from "@aws-sdk/client-ssm";
import type { OperationContext } from "../operation.ts";
import { requireNodeIds } from "./validation.ts";

const plainKeys = new Set([
  "instanceids",
  "tag-key",
  "resource-groups:name",
  "resource-groups:resourcetypefilters",
]);

/** The targets of commands and maintenance windows: their keys, and what each takes. */
export function checkTargets(context: OperationContext, targets: readonly Target[]) {
  for (const { Key = "", Values = [] } of targets) checkKey(context, Key, Values);
}

function checkKey(context: OperationContext, key: string, values: string[]) {
  const isTag = key.startsWith("tag:") && key.length > "tag:".length;
  if (!isTag && !plainKeys.has(key.toLowerCase()))
    context.fail("ValidationException", `Target key ${key} is not supported.`);
  if (key === "resource-groups:Name" && values.length !== 1)
    context.fail("ValidationException", "Only one resource group can be specified as a target.");
  if (key === "resource-groups:ResourceTypeFilters" && values.length > 5)
    context.fail("ValidationException", "No more than five resource types can be specified.");
  if (key.toLowerCase() === "instanceids") requireNodeIds(context, "targets.1.member.values", values);
}
