import { awsDocument, type Need, needs, type Place } from "./rights.ts";
import type { WriteOperation } from "./written-call.ts";

/** The only documents that a fix sends to nodes. */
export const sentDocuments = ["AWS-UpdateSSMAgent"];

type Statement = {
  Sid: string;
  Effect: "Allow";
  Action: string | readonly string[];
  Resource: readonly string[];
  Condition?: Record<string, Record<string, readonly string[]>>;
};
export type ApplyPolicy = { Version: "2012-10-17"; Statement: readonly Statement[] };

/**
 * The least that the role for changes must allow for these operations: each on its own kinds of resources, roles passed to the
 * services that nodes and Systems Manager are, and no policies attached but the two for managed nodes.
 */
export function applyPolicy(
  operations: readonly WriteOperation[],
  {
    partition = "aws",
    documents = sentDocuments,
  }: { partition?: string; documents?: readonly string[] } = {},
): ApplyPolicy {
  const anywhere: Place = { partition, account: "*", region: "*" };
  const all = [...new Set(operations)].sort().flatMap((operation) => needs[operation]);
  const grouped = Map.groupBy(all, (need) =>
    JSON.stringify([need.on.map(({ arn }) => arn(anywhere, "*")), need.condition?.values(anywhere)]),
  );
  return {
    Version: "2012-10-17",
    Statement: [...grouped.values()].map((same): Statement => {
      const [{ on, condition }] = same as [Need];
      const actions = [...new Set(same.map(({ action }) => action))];
      const Resource = [
        ...new Set(
          on.flatMap((each) =>
            each === awsDocument
              ? documents.map((name) => each.arn(anywhere, name))
              : [each.arn(anywhere, "*")],
          ),
        ),
      ];
      return {
        Sid: sidOf(actions[0]!, condition?.key === "iam:PassedToService" ? condition.values(anywhere) : []),
        Effect: "Allow",
        Action: actions,
        Resource,
        ...(condition && {
          Condition: { [condition.operator]: { [condition.key]: condition.values(anywhere) } },
        }),
      };
    }),
  };
}

/** A policy's statements must not share one: passing roles is told apart by whom they are passed to. */
function sidOf(action: string, services: readonly string[]): string {
  const names = new Set(services.map((service) => `to-${service.split(".")[0]}`));
  const words = [...action.split(":"), ...names];
  return words
    .flatMap((word) => word.split(/[^A-Za-z0-9]+/))
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join("");
}
