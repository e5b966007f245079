import type { EvaluationResult } from "@aws-sdk/client-iam";
import { isNotFound } from "../../aws/errors.ts";
import type { AwsReader } from "../../aws/reader.ts";
import { contextEntries } from "../../collect/role-simulations.ts";
import type { Caller, RightOnResource, RightsAnswer, RightsQuestion } from "../../preflight/caller-rights.ts";

/** Somebody waits for the answer while typing. */
const patienceMs = 6_000;
/** IAM documents no limit; longer requests were refused by proxies. */
const resourcesPerCall = 50;
/** Policies that hang on a tag are asked about once a value of it. */
const groupsAtMost = 10;

/** Asks IAM's simulator as which principal the call may be made. It makes no call, and its word leaves resource policies out. */
export async function askRights(
  reader: AwsReader | undefined,
  caller: Caller,
  question: RightsQuestion,
): Promise<RightsAnswer> {
  if (reader === undefined) return { unread: "nothing is asked of AWS here" };
  if (reader.scope.account !== caller.account)
    return {
      unread: `${caller.arn} is of the account ${caller.account}, and the call is judged in ${reader.scope.account}`,
    };
  try {
    const signal = AbortSignal.timeout(patienceMs);
    const arn = await principalOf(reader, caller, signal);
    if (arn === undefined) return { unread: `there is no role ${caller.roleName} in the account` };
    const simulate = createSimulator(reader, arn, question.action, signal);
    const rights = await simulate(question.resources, {});
    for (const [values, resources] of groupByMissingTags(question, rights)) {
      for (const [resource, right] of await simulate(resources, values)) rights.set(resource, right);
    }
    return { rights };
  } catch (error) {
    if (isNotFound(error)) return { unread: `IAM knows no ${caller.arn}` };
    return { unread: `iam:SimulatePrincipalPolicy could not be asked (${(error as Error).message})` };
  }
}

async function principalOf(
  reader: AwsReader,
  { arn, roleName }: Caller,
  signal: AbortSignal,
): Promise<string | undefined> {
  if (roleName === null) return arn;
  const { Role } = await reader.call("iam:GetRole", { RoleName: roleName }, { signal });
  return Role?.Arn;
}

type Context = Readonly<Record<string, string>>;

function createSimulator(reader: AwsReader, arn: string, action: string, signal: AbortSignal) {
  return async (resources: readonly string[], context: Context): Promise<Map<string, RightOnResource>> => {
    const rights = new Map<string, RightOnResource>();
    for (let from = 0; from < resources.length; from += resourcesPerCall) {
      const input = {
        PolicySourceArn: arn,
        ActionNames: [action],
        ResourceArns: resources.slice(from, from + resourcesPerCall),
        ContextEntries: [
          ...contextEntries(reader.scope, arn),
          ...Object.entries(context).map(([ContextKeyName, value]) => ({
            ContextKeyName,
            ContextKeyValues: [value],
            ContextKeyType: "string" as const,
          })),
        ],
      };
      for await (const { EvaluationResults = [] } of reader.pages("iam:SimulatePrincipalPolicy", input, {
        signal,
      }))
        for (const result of EvaluationResults)
          for (const [resource, right] of rightsOf(result, input.ResourceArns)) rights.set(resource, right);
    }
    return rights;
  };
}

/** The word on each resource; where IAM tells only one for all, that one. */
function rightsOf(result: EvaluationResult, asked: readonly string[]): [string, RightOnResource][] {
  const each = (result.ResourceSpecificResults ?? []).flatMap((one): [string, RightOnResource][] =>
    one.EvalResourceName === undefined
      ? []
      : [
          [
            one.EvalResourceName,
            toRight({
              ...result,
              EvalDecision: one.EvalResourceDecision,
              MatchedStatements: one.MatchedStatements,
              MissingContextValues: one.MissingContextValues ?? result.MissingContextValues,
            }),
          ],
        ],
  );
  if (each.length > 0) return each;
  const named = result.EvalResourceName;
  const right = toRight(result);
  return named !== undefined && asked.includes(named) ? [[named, right]] : asked.map((arn) => [arn, right]);
}

/** A denial for want of a statement may hang on what the simulator was not told; an explicit one for that too. */
function toRight(result: EvaluationResult): RightOnResource {
  const keys = result.MissingContextValues ?? [];
  if (keys.length > 0) return { decision: "undecided", keys };
  if (result.EvalDecision === "allowed") return { decision: "allowed" };
  return {
    decision: "denied",
    isExplicit: result.EvalDecision === "explicitDeny",
    isByOrganization: result.OrganizationsDecisionDetail?.AllowedByOrganizations === false,
    policies: [
      ...new Set((result.MatchedStatements ?? []).flatMap(({ SourcePolicyId }) => SourcePolicyId ?? [])),
    ],
  };
}

const tagKey = /^(?:ssm|aws|ec2):resourceTag\/(.+)$/i;

/** The resources whose right hangs on nothing but their tags, by the values of those tags. */
function groupByMissingTags(
  { tagsOf }: RightsQuestion,
  rights: ReadonlyMap<string, RightOnResource>,
): [Context, string[]][] {
  const groups = new Map<string, [Context, string[]]>();
  for (const [resource, right] of rights) {
    const tags = tagsOf.get(resource);
    if (right.decision !== "undecided" || tags === undefined) continue;
    if (!right.keys.every((key) => tagKey.test(key))) continue;
    const context = Object.fromEntries(
      right.keys.flatMap((key) => {
        const value = tags[tagKey.exec(key)![1]!];
        return value === undefined ? [] : [[key, value]];
      }),
    );
    // Of a tag that the node lacks, no value is told: the key stays missing, as it is in the real call.
    const name = JSON.stringify(Object.entries(context).sort());
    const group = groups.get(name) ?? [context, []];
    group[1].push(resource);
    groups.set(name, group);
  }
  return [...groups.values()].slice(0, groupsAtMost);
}
