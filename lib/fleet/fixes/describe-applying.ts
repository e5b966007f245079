import type { ApplyingAnswer } from "../../api/fix.ts";
import { applyRoleOf } from "../../config.ts";
import { operationsOfFix } from "../../fixes/operations-of-fix.ts";
import { parseScopeKey, type ScopeKey } from "../../model/scope.ts";
import type { FleetContext } from "../context.ts";

/**
 * Whether a fix may be applied from here in a scope, by which role, and else why not and what to do about it. `steps` are those
 * that it has on a cause: there it may be for a person alone, though it makes calls elsewhere.
 */
export function describeApplying(
  { config }: Pick<FleetContext, "config">,
  fixId: string,
  scope: ScopeKey,
  steps?: readonly { call: object | null }[],
): ApplyingAnswer {
  const { account } = parseScopeKey(scope)!;
  const { enabled: isEnabled, fixes } = config.apply;
  const roleArn = applyRoleOf(config, account);
  const isByHand = operationsOfFix(fixId).length === 0 || steps?.every(({ call }) => call === null) === true;
  return { isEnabled, roleArn, whyNot: whyNot() };

  function whyNot(): string | null {
    if (isByHand)
      return "Nothing of this is a call that Muster makes: a person does it, and marks each step as done.";
    if (!isEnabled)
      return "Muster only reads here. Each step's commands do the same by hand; apply.enabled in muster.config.json, with a role of its own, lets Muster do it.";
    if (!fixes.includes(fixId))
      return `This fix may not be applied from here: ${fixId} is not among apply.fixes in muster.config.json.`;
    if (roleArn === null)
      return `The account ${account} has no role for changes. Name one in muster.config.json, as apply.roleArn or as the account's applyRoleArn.`;
    return null;
  }
}
