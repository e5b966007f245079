import { messageChannelActions } from "../../cloud/iam/aws-managed-policies.ts";
import type { IamRole, PolicyDocument, PolicyStatement, World } from "../../cloud/world.ts";
import { iamIn } from "./facts.ts";
import type { Place } from "./plant.ts";

export const heartbeatAction = "ssm:UpdateInstanceInformation";
export const requiredActions = [heartbeatAction, ...messageChannelActions];

/** Whether the role's own policies and its boundary let it do all of these, on everything and without conditions. */
export function roleAllows(
  world: World,
  place: Pick<Place, "accountId">,
  roleName: string,
  actions: string[],
): boolean {
  const iam = iamIn(world, place);
  const role = iam.roles.get(roleName);
  if (!role) return false;
  const granted = documentsOf(world, place, role);
  const boundary = role.boundaryArn ? defaultVersion(world, place, role.boundaryArn) : null;
  return actions.every(
    (action) => documentsAllow(granted, action) && (boundary === null || documentsAllow(boundary, action)),
  );
}

function documentsOf(world: World, place: Pick<Place, "accountId">, role: IamRole): PolicyDocument[] {
  const attached = role.attachedPolicyArns.flatMap((arn) => defaultVersion(world, place, arn));
  return [...role.inlinePolicies.values(), ...attached];
}

function defaultVersion(world: World, place: Pick<Place, "accountId">, arn: string): PolicyDocument[] {
  const managed = iamIn(world, place).managedPolicies.get(arn);
  const document = managed?.versions.get(managed.defaultVersionId);
  return document ? [document] : [];
}

export function documentsAllow(documents: PolicyDocument[], action: string): boolean {
  const matching = documents
    .flatMap(({ Statement }) => Statement)
    .filter((statement) => names(statement, action));
  if (matching.some(({ Effect }) => Effect === "Deny")) return false;
  return matching.some(({ Effect, Condition }) => Effect === "Allow" && Condition === undefined);
}

function names(statement: PolicyStatement, action: string): boolean {
  const matches = (patterns: string | string[]) =>
    [patterns].flat().some((pattern) => new RegExp(`^${pattern.replaceAll("*", ".*")}$`, "i").test(action));
  if (statement.Action !== undefined) return matches(statement.Action);
  return statement.NotAction !== undefined && !matches(statement.NotAction);
}

export function trusts(role: IamRole | undefined, service: string): boolean {
  return (
    role?.trust.Statement.some(
      ({ Effect, Principal }) =>
        Effect === "Allow" &&
        typeof Principal === "object" &&
        [Principal.Service ?? []].flat().includes(service),
    ) === true
  );
}
