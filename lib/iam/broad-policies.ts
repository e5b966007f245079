import type { Role } from "../model/documents/role.ts";
import type { Statement } from "./policy-document.ts";
import { type PolicySource, policiesOf, type ReadPolicy } from "./role-policies.ts";

/** A policy that gives a node far more than it needs: advice, and never a reason why it cannot be reached. */
export type BroadPolicy = {
  /**
   * `administrator`: everything, or all but a little, on everything. `systems-manager-administrator`: all of Systems Manager, as administrators
   * need it. `outdated`: AWS has announced its end.
   */
  why: "administrator" | "systems-manager-administrator" | "outdated";
  policy: { name: string; id: string };
  /** The statement that gives it; null where AWS's managed policy is known by its name. */
  statement: { sid: string; text: string } | null;
};

/** AWS's managed policies that are not meant for a node (ssm-targets 4). */
const notForNodes: Readonly<Record<string, BroadPolicy["why"]>> = {
  AdministratorAccess: "administrator",
  AmazonSSMFullAccess: "systems-manager-administrator",
  AmazonEC2RoleforSSM: "outdated",
};

export function findBroadPolicies(role: Role, read: ReadPolicy): BroadPolicy[] {
  return policiesOf(role, read).identity.flatMap(({ source, statements }) => {
    const policy = { name: source.name, id: source.id };
    const known = isAwsManaged(source) ? notForNodes[source.name] : undefined;
    if (known !== undefined) return [{ why: known, policy, statement: null }];
    const [broad] = (statements ?? []).flatMap((statement) => toBroad(statement, policy));
    return broad === undefined ? [] : [broad];
  });
}

function isAwsManaged({ id }: PolicySource): boolean {
  return /^arn:[^:]+:iam::aws:policy\//.test(id);
}

function toBroad(statement: Statement, policy: BroadPolicy["policy"]): BroadPolicy[] {
  const { effect, actions, resources, conditions, sid, text } = statement;
  const isOnAll = resources !== null && !resources.isNot && resources.patterns.includes("*");
  if (effect !== "Allow" || conditions.length > 0 || !isOnAll) return [];
  if (actions.isNot) return [{ why: "administrator", policy, statement: { sid, text } }];
  const has = (...all: string[]) => actions.patterns.some((pattern) => all.includes(pattern.toLowerCase()));
  if (has("*", "*:*")) return [{ why: "administrator", policy, statement: { sid, text } }];
  return has("ssm:*") ? [{ why: "systems-manager-administrator", policy, statement: { sid, text } }] : [];
}
