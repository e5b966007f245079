import {
  type EvaluationResult,
  type SimulatePolicyResponse,
  SimulatePrincipalPolicy$,
  type SimulatePrincipalPolicyRequest,
  type Statement,
} from "@aws-sdk/client-iam";
import { defineOperation, type OperationContext } from "../operation.ts";
import type { IamRole } from "../world.ts";
import { findPolicy, isAwsManaged, noSuchEntity, parseDocument } from "./lookup.ts";
import { pageOf } from "./paged.ts";
import type { RequestContext } from "./policy-condition.ts";
import {
  type Decision,
  type MatchedStatement,
  type PolicySource,
  type SimulationResult,
  simulate,
} from "./simulate.ts";

export const simulatePrincipalPolicy = defineOperation<
  SimulatePrincipalPolicyRequest,
  SimulatePolicyResponse
>({
  service: "iam",
  schema: SimulatePrincipalPolicy$,
  action: "iam:SimulatePrincipalPolicy",
  handle(context, input) {
    const actions = input.ActionNames ?? [];
    for (const action of actions) requireAction(context, action);
    const principal = principalPolicies(context, input);
    const request = requestContext(context, input);
    const resources = input.ResourceArns?.length ? input.ResourceArns : ["*"];
    const { items, ...rest } = pageOf(context, input, actions, (action) => action);
    const EvaluationResults = items.map((action) => {
      const results = resources.map((resource) => ({
        resource,
        result: simulate({ ...principal, action, resource, context: request }),
      }));
      return toEvaluationResult(action, results);
    });
    return { EvaluationResults, ...rest };
  },
});

function requireAction(context: OperationContext, action: string) {
  if (!/^[a-zA-Z0-9-]+:[a-zA-Z0-9*?]+$/.test(action) && action !== "*")
    context.fail("InvalidInput", `Invalid Action Name: ${action}`);
}

/** Every policy that bears on the principal, in the layers in which IAM asks them. */
function principalPolicies(context: OperationContext, input: SimulatePrincipalPolicyRequest) {
  const role = roleOf(context, input.PolicySourceArn ?? "");
  const boundaries = input.PermissionsBoundaryPolicyInputList ?? [];
  const given = (texts: string[], name: string): PolicySource[] =>
    texts.map((text, index) => ({
      id: `${name}.${index + 1}`,
      type: "none",
      document: parseDocument(context, text, "identity"),
    }));
  return {
    identity: [...rolePolicies(context, role), ...given(input.PolicyInputList ?? [], "PolicyInputList")],
    boundary:
      boundaries.length > 0
        ? given(boundaries, "PermissionsBoundaryPolicyInputList")
        : role.boundaryArn === undefined
          ? undefined
          : managed(context, role.boundaryArn),
    organization: organizationPolicies(context, role),
  };
}

function roleOf(context: OperationContext, arn: string): IamRole {
  const pattern = new RegExp(`^arn:${context.world.partition}:iam::(\\d{12}):(role|user|group)/(.+)$`);
  const [, account, kind, path] = pattern.exec(arn) ?? [];
  if (path === undefined) return context.fail("InvalidInput", `Invalid Entity Arn: ${arn}`);
  const name = path.slice(path.lastIndexOf("/") + 1);
  const role =
    kind === "role" && account === context.account.id ? context.account.iam.roles.get(name) : undefined;
  return role?.arn === arn ? role : noSuchEntity(context, `Entity ${arn} does not exist`);
}

function rolePolicies(context: OperationContext, role: IamRole): PolicySource[] {
  const inline = [...role.inlinePolicies].map(
    ([name, document]): PolicySource => ({
      id: `role_${role.name}_${name}`,
      type: "role",
      document,
    }),
  );
  return [...inline, ...role.attachedPolicyArns.flatMap((arn) => managed(context, arn))];
}

function managed(context: OperationContext, arn: string): PolicySource[] {
  const policy = findPolicy(context.account.iam, arn);
  const document = policy?.versions.get(policy.defaultVersionId);
  if (policy === undefined || document === undefined) return [];
  return [{ id: policy.name, type: isAwsManaged(arn) ? "aws-managed" : "user-managed", document }];
}

/**
 * Service control policies do not bind service-linked roles. FullAWSAccess, which AWS attaches everywhere, is implied
 * unless the account's policies allow things themselves.
 */
function organizationPolicies({ account }: OperationContext, role: IamRole): PolicySource[] | undefined {
  if (account.organizationId === "" || role.path.startsWith("/aws-service-role/")) return undefined;
  const policies = account.serviceControlPolicies.map(
    (document, index): PolicySource => ({ id: document.Id ?? `p-scp${index + 1}`, type: "none", document }),
  );
  const isAllowList = policies.some(({ document }) =>
    document.Statement.some(({ Effect }) => Effect === "Allow"),
  );
  return isAllowList ? policies : [fullAwsAccess, ...policies];
}

const fullAwsAccess: PolicySource = {
  id: "p-FullAWSAccess",
  type: "none",
  document: { Version: "2012-10-17", Statement: [{ Effect: "Allow", Action: "*", Resource: "*" }] },
};

/** What the simulator knows by itself is the principal and the time; the rest of a request it must be told. */
function requestContext(context: OperationContext, input: SimulatePrincipalPolicyRequest): RequestContext {
  const { account, now } = context;
  const given = (input.ContextEntries ?? []).map(
    ({ ContextKeyName = "", ContextKeyValues = [] }) =>
      [ContextKeyName.toLowerCase(), ContextKeyValues] as const,
  );
  return new Map<string, readonly string[]>([
    ["aws:principalarn", [input.PolicySourceArn ?? ""]],
    ["aws:principalaccount", [account.id]],
    ["aws:principalorgid", [account.organizationId]],
    ["aws:principaltype", ["AssumedRole"]],
    ["aws:currenttime", [new Date(now).toISOString()]],
    ["aws:epochtime", [String(Math.floor(now / 1000))]],
    ...given,
  ]);
}

type ResourceResult = { resource: string; result: SimulationResult };

function toEvaluationResult(action: string, results: ResourceResult[]): EvaluationResult {
  const [first] = results as [ResourceResult];
  const missing = [...new Set(results.flatMap(({ result }) => result.missing))].sort();
  const { allowedByOrganization } = first.result;
  return {
    EvalActionName: action,
    EvalResourceName: results.length === 1 ? first.resource : "*",
    EvalDecision: results.map(({ result }) => result.decision).reduce(worse),
    MatchedStatements: results.length === 1 ? first.result.matched.map(toStatement) : [],
    MissingContextValues: missing,
    OrganizationsDecisionDetail:
      allowedByOrganization === undefined ? undefined : { AllowedByOrganizations: allowedByOrganization },
    PermissionsBoundaryDecisionDetail: boundaryDetail(first.result),
    ResourceSpecificResults: results
      .filter(({ resource }) => resource !== "*")
      .map(({ resource, result }) => ({
        EvalResourceName: resource,
        EvalResourceDecision: result.decision,
        MatchedStatements: result.matched.map(toStatement),
        MissingContextValues: result.missing,
        PermissionsBoundaryDecisionDetail: boundaryDetail(result),
      })),
  };
}

function boundaryDetail({ allowedByBoundary }: SimulationResult) {
  return allowedByBoundary === undefined ? undefined : { AllowedByPermissionsBoundary: allowedByBoundary };
}

function worse(a: Decision, b: Decision): Decision {
  if (a === "explicitDeny" || b === "explicitDeny") return "explicitDeny";
  return a === "implicitDeny" ? a : b;
}

/** Where the statement stands in its policy's text, which has but one line. */
function toStatement({ source, index }: MatchedStatement): Statement {
  const list = '"Statement":[';
  const printed = source.document.Statement.map((statement) => JSON.stringify(statement));
  const start =
    JSON.stringify(source.document).indexOf(list) +
    list.length +
    printed.slice(0, index).reduce((length, text) => length + text.length + 1, 0);
  return {
    SourcePolicyId: source.id,
    SourcePolicyType: source.type,
    StartPosition: { Line: 1, Column: start + 1 },
    EndPosition: { Line: 1, Column: start + 1 + (printed[index]?.length ?? 0) },
  };
}
