import type { ContextEntry, EvaluationResult } from "@aws-sdk/client-iam";
import {
  type RoleSimulation,
  requiredActions,
  type SimulatedAction,
} from "../model/documents/role-simulation.ts";
import type { Scope } from "../model/scope.ts";
import { sessionContext } from "../model/session-context.ts";
import { defineCollector } from "./define-collector.ts";
import { all, readEach } from "./listing.ts";
import { oneOf, present, required } from "./parsing.ts";
import type { Stored } from "./stored.ts";

type SimulationAnswers = { PolicySourceArn: string; EvaluationResults: EvaluationResult[] };

export const roleSimulations = defineCollector({
  kind: "role-simulation",
  actions: ["iam:SimulatePrincipalPolicy"],
  needs: { role: ({ id }) => [id] },
  read: (reader, { needed }) =>
    readEach(needed("role"), async (arn) => {
      const input = {
        PolicySourceArn: arn,
        ActionNames: [...requiredActions],
        ContextEntries: contextEntries(reader.scope, arn),
      };
      const pages = reader.pages("iam:SimulatePrincipalPolicy", input);
      const body: SimulationAnswers = {
        PolicySourceArn: arn,
        EvaluationResults: await all(pages, (answer) => answer.EvaluationResults),
      };
      return { id: arn, body };
    }),
  parse: toRoleSimulation,
});

/** Without them IAM cannot judge the policies that organizations write most: which Regions may be used, and by which roles. */
export function contextEntries(scope: Scope, roleArn: string): ContextEntry[] {
  return Object.entries(sessionContext(scope, roleArn)).map(([ContextKeyName, value]) => ({
    ContextKeyName,
    ContextKeyValues: [value],
    ContextKeyType: value === "true" || value === "false" ? "boolean" : "string",
  }));
}

export function toRoleSimulation(answers: Stored<SimulationAnswers>): RoleSimulation {
  return {
    id: required(answers.PolicySourceArn, "PolicySourceArn"),
    results: answers.EvaluationResults.map(toSimulatedAction),
  };
}

const decisions = ["allowed", "explicitDeny", "implicitDeny"] as const;

function toSimulatedAction(result: Stored<EvaluationResult>): SimulatedAction {
  return {
    action: required(result.EvalActionName, "EvalActionName"),
    decision: oneOf(result.EvalDecision, decisions, "EvalDecision"),
    allowedByOrganizations: result.OrganizationsDecisionDetail?.AllowedByOrganizations ?? null,
    allowedByPermissionsBoundary:
      result.PermissionsBoundaryDecisionDetail?.AllowedByPermissionsBoundary ?? null,
    matchedPolicies: present(result.MatchedStatements, (statement) => statement.SourcePolicyId),
    missingContextValues: result.MissingContextValues ?? [],
  };
}
