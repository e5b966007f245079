import type { OperationName } from "../../aws/operations.ts";
import type { AwsReader } from "../../aws/reader.ts";
import type { FailureGap } from "../../model/failure.ts";
import { scopeKey } from "../../model/scope.ts";
import type { ReferenceHolder } from "../stale-references.ts";
import { nodeIdsIn } from "./request-targets.ts";
import { toReadGap } from "./source.ts";
import { createTolerance } from "./tolerance.ts";

/** What reading them takes, beyond what is read as documents. */
export const referenceActions: readonly OperationName[] = [
  "events:ListRules",
  "events:ListTargetsByRule",
  "resource-groups:ListGroups",
  "resource-groups:ListGroupResources",
];

/** A read that failed; which holders are missing follows from its action. */
export type ReferenceGap = Omit<FailureGap, "source">;

/** The resource groups and EventBridge rules that name nodes by their ids. Of a rule's input, nothing else is kept. */
export async function readReferenceHolders(
  reader: AwsReader,
): Promise<{ holders: ReferenceHolder[]; gaps: ReferenceGap[] }> {
  const gaps: ReferenceGap[] = [];
  const tolerance = createTolerance((error) => toReadGap(reader, error));
  const holders = (await Promise.all([readGroups(reader, tolerance), readRules(reader, tolerance)])).flat();
  gaps.push(...tolerance.takeGaps());
  return { holders: holders.filter(({ nodeIds }) => nodeIds.length > 0), gaps };
}

type Tolerant = ReturnType<typeof createTolerance<ReferenceGap>>;

async function readGroups(reader: AwsReader, tolerance: Tolerant): Promise<ReferenceHolder[]> {
  const groups = await tolerance.attempt("resource-groups:ListGroups", () =>
    all(reader.pages("resource-groups:ListGroups", {}), ({ GroupIdentifiers = [] }) => GroupIdentifiers),
  );
  const read = (groups ?? []).map(async ({ GroupName, GroupArn }): Promise<ReferenceHolder[]> => {
    const id = GroupArn ?? GroupName;
    if (id === undefined) return [];
    const action = "resource-groups:ListGroupResources";
    const arns = await tolerance.attempt(action, () =>
      all(reader.pages(action, { Group: id }), ({ Resources = [], ResourceIdentifiers = [] }) => [
        ...Resources.flatMap(({ Identifier }) => Identifier?.ResourceArn ?? []),
        ...ResourceIdentifiers.flatMap(({ ResourceArn }) => ResourceArn ?? []),
      ]),
    );
    const nodeIds = nodeIdsIn((arns ?? []).join(" "));
    return [{ ...plain(reader), kind: "resource-group", id, name: GroupName ?? null, nodeIds, usedBy: [] }];
  });
  return (await Promise.all(read)).flat();
}

async function readRules(reader: AwsReader, tolerance: Tolerant): Promise<ReferenceHolder[]> {
  const rules = await tolerance.attempt("events:ListRules", () =>
    all(reader.pages("events:ListRules", {}), ({ Rules = [] }) => Rules),
  );
  const read = (rules ?? []).map(async ({ Name, Arn, ScheduleExpression }): Promise<ReferenceHolder[]> => {
    if (Name === undefined) return [];
    const action = "events:ListTargetsByRule";
    const texts = await tolerance.attempt(action, () =>
      all(reader.pages(action, { Rule: Name }), ({ Targets = [] }) =>
        Targets.flatMap(({ RunCommandParameters, Input }) => [
          ...(RunCommandParameters?.RunCommandTargets ?? []).flatMap(({ Values = [] }) => Values),
          Input ?? "",
        ]),
      ),
    );
    const usedBy = ScheduleExpression ? [ScheduleExpression] : [];
    const nodeIds = nodeIdsIn((texts ?? []).join(" "));
    return [{ ...plain(reader), kind: "event-rule", id: Arn ?? Name, name: Name, nodeIds, usedBy }];
  });
  return (await Promise.all(read)).flat();
}

function plain({ scope }: AwsReader) {
  return { scope: scopeKey(scope), windowId: null, windowTargetIds: [] };
}

async function all<Answer, Item>(
  pages: AsyncIterable<Answer>,
  itemsOf: (answer: Answer) => readonly Item[],
): Promise<Item[]> {
  const items: Item[] = [];
  for await (const answer of pages) items.push(...itemsOf(answer));
  return items;
}
