import {
  ListRules$,
  type ListRulesRequest,
  type ListRulesResponse,
  ListTargetsByRule$,
  type ListTargetsByRuleRequest,
  type ListTargetsByRuleResponse,
  PutTargets$,
  type PutTargetsRequest,
  type PutTargetsResponse,
} from "@aws-sdk/client-eventbridge";
import { defineOperation, type OperationContext } from "../operation.ts";

const pageLimits = { minimum: 1, maximum: 100, sizeName: "Limit" };
const targetLimit = 5;

export const listRules = defineOperation<ListRulesRequest, ListRulesResponse>({
  service: "events",
  schema: ListRules$,
  action: "events:ListRules",
  handle(context, { NamePrefix = "", EventBusName = "default", Limit, NextToken }) {
    const page = context.page({
      items: [...(context.region.eventRules?.values() ?? [])],
      keyOf: (rule) => rule.Name ?? "",
      matches: (rule) =>
        (rule.Name ?? "").startsWith(NamePrefix) && (rule.EventBusName ?? "default") === EventBusName,
      maxResults: Limit,
      nextToken: NextToken,
      filters: [NamePrefix, EventBusName],
      limits: pageLimits,
    });
    return { Rules: page.items.map(({ targets: _, ...rule }) => rule), NextToken: page.nextToken };
  },
});

export const listTargetsByRule = defineOperation<ListTargetsByRuleRequest, ListTargetsByRuleResponse>({
  service: "events",
  schema: ListTargetsByRule$,
  action: "events:ListTargetsByRule",
  handle(context, { Rule, Limit, NextToken }) {
    const page = context.page({
      items: getRule(context, Rule).targets,
      keyOf: (target) => target.Id ?? "",
      maxResults: Limit,
      nextToken: NextToken,
      filters: Rule,
      limits: pageLimits,
    });
    return { Targets: page.items, NextToken: page.nextToken };
  },
});

export const putTargets = defineOperation<PutTargetsRequest, PutTargetsResponse>({
  service: "events",
  schema: PutTargets$,
  action: "events:PutTargets",
  mutates: true,
  handle(context, { Rule = "", Targets = [] }) {
    const rule = getRule(context, Rule);
    const ids = new Set(Targets.map(({ Id }) => Id));
    const targets = [...rule.targets.filter(({ Id }) => !ids.has(Id)), ...Targets];
    if (targets.length > targetLimit)
      context.fail("LimitExceededException", `The requested resource exceeds the maximum number allowed.`);
    rule.targets = targets;
    context.changed(Rule);
    return { FailedEntryCount: 0, FailedEntries: [] };
  },
});

function getRule(context: OperationContext, name = "") {
  const rule = context.region.eventRules?.get(name);
  return (
    rule ?? context.fail("ResourceNotFoundException", `Rule ${name} does not exist on EventBus default.`)
  );
}
