import { runUnsafeSimulation } from "@cloud-copilot/iam-simulate";
import type { Condition, Element } from "./policy-document.ts";

/**
 * The one place that knows the library for policy evaluation. It is asked about one part of one statement at a time: its
 * synchronous way in tells the result of a whole request only, and neither the statement that decides nor what hangs on a
 * key that nobody knows.
 */

/** What a request says of itself, by the names of the condition keys; what it lacks, the request does not have. */
export type Context = Readonly<Record<string, string>>;

export function matchesAction(pattern: string, action: string): boolean {
  const statement = { Effect: "Allow", Action: pattern, Resource: "*" };
  return ask(statement, { action, resource: "*", context: {} }) === "Allowed";
}

/**
 * Whether the patterns cover all of a set of resources, which the library asks of a deny, or some of them, which it asks of
 * an allow. `resource` is an ARN, where a star stands for whatever is not known.
 */
export function matchesResource(
  { isNot, patterns }: Element,
  extent: "all" | "some",
  { resource, context }: { resource: string; context: Context },
): boolean {
  const statement = {
    Effect: extent === "all" ? "Deny" : "Allow",
    Action: "*",
    [isNot ? "NotResource" : "Resource"]: patterns,
  };
  const answer = ask(statement, { action: anyAction, resource, context });
  return answer === (extent === "all" ? "ExplicitlyDenied" : "Allowed");
}

export function holds({ operator, key, values }: Condition, context: Context): boolean {
  const Condition = { [operator]: { [key]: values } };
  const statement = { Effect: "Allow", Action: "*", Resource: "*", Condition };
  return ask(statement, { action: anyAction, resource: "*", context }) === "Allowed";
}

const anyAction = "ssm:UpdateInstanceInformation";
const anyone = "arn:aws:sts::000000000000:assumed-role/node/i-00000000000000000";

function ask(
  statement: Record<string, unknown>,
  { action, resource, context }: { action: string; resource: string; context: Context },
): ReturnType<typeof runUnsafeSimulation> {
  const policy = { Version: "2012-10-17", Statement: [statement] };
  return runUnsafeSimulation(
    {
      request: {
        principal: anyone,
        action,
        resource: { resource, accountId: "000000000000" },
        contextVariables: context,
      },
      identityPolicies: [{ name: "policy", policy }],
      serviceControlPolicies: [],
      resourceControlPolicies: [],
    },
    {},
  );
}
