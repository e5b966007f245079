import type { Target } from "@aws-sdk/client-eventbridge";
import type { ReferenceHolder } from "../../model/reference-holder.ts";
import { nodeIdsIn } from "../sources/request-targets.ts";
import { allItems, plain, type ReadHolders } from "./holder-reader.ts";

/** Rules that command nodes, start a runbook on them, or hand their ids to anything else. */
export const ruleHolders: ReadHolders = {
  kind: "event-rule",
  actions: ["events:ListRules", "events:ListTargetsByRule"],
  async read({ reader, tolerance }) {
    const rules = await tolerance.attempt("events:ListRules", () =>
      allItems(reader.pages("events:ListRules", {}), ({ Rules }) => Rules),
    );
    const read = (rules ?? []).map(async ({ Name, Arn, ScheduleExpression }): Promise<ReferenceHolder[]> => {
      if (Name === undefined) return [];
      const action = "events:ListTargetsByRule";
      const targets = await tolerance.attempt(action, () =>
        allItems(reader.pages(action, { Rule: Name }), ({ Targets }) => Targets),
      );
      const naming = (targets ?? []).map((target) => ({ target, ids: nodeIdsOf(target) }));
      const runs = naming.flatMap(({ target, ids }) => (ids.length > 0 ? (documentOf(target) ?? []) : []));
      return [
        {
          ...{ ...plain(reader), kind: "event-rule", id: Arn ?? Name, name: Name },
          nodeIds: [...new Set(naming.flatMap(({ ids }) => ids))],
          usedBy: [...new Set([...runs, ...(ScheduleExpression ? [ScheduleExpression] : [])])],
        },
      ];
    });
    return (await Promise.all(read)).flat();
  },
};

function nodeIdsOf({ RunCommandParameters, Input, InputTransformer }: Target): string[] {
  const commanded = RunCommandParameters?.RunCommandTargets ?? [];
  const texts = [...commanded.flatMap(({ Values = [] }) => Values), Input, InputTransformer?.InputTemplate];
  return nodeIdsIn(texts.join(" "));
}

/** What it runs: `automation-definition/AWS-StopEC2Instance:$DEFAULT`, `document/AWS-RunShellScript`. */
function documentOf({ Arn }: Target): string | undefined {
  return /:(?:automation-definition|document)\/([^:]+)/.exec(Arn ?? "")?.[1];
}
