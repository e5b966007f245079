import type { Role } from "../model/documents/role.ts";
import type { Scope } from "../model/scope.ts";
import { sessionContext } from "../model/session-context.ts";

/** What is known of a call before it is made. */
export type Request = {
  action: string;
  /** The ARN that IAM is asked about, or more than one where any may be. A star stands for what is not known. */
  resources: readonly string[];
  known: Known;
};

/**
 * The condition keys of which something is known, in lower case, each with every value that it may have: one, or the two
 * ends of a span. An empty list says that the call does not have the key. Of every other key nothing is known.
 */
export type Known = ReadonlyMap<string, readonly string[]>;

const hour = 3_600_000;

/** Twice as long as a role's session can last: whatever signs now was issued since then. */
const oldestSession = 24 * hour;

/** What every call of a role's session says of itself, as far as it is known without seeing the call. */
export function knownOfSession(scope: Scope, role: Role, at: number): Known {
  const time = (moment: number) => `${new Date(moment).toISOString().slice(0, 19)}Z`;
  const certain = Object.entries(sessionContext(scope, role.id));
  return new Map([
    ...certain.map(([key, value]): [string, string[]] => [key.toLowerCase(), [value]]),
    ...absentFromSessions.map((key): [string, string[]] => [key, []]),
    ["aws:resourceaccount", [accountOf(role.id)]],
    ["aws:currenttime", [time(at)]],
    ["aws:epochtime", [String(Math.floor(at / 1000))]],
    ["aws:tokenissuetime", [time(at - oldestSession), time(at)]],
  ]);
}

/** What only users have, or services that call for somebody: an agent does neither. */
const absentFromSessions = [
  "aws:calledvia",
  "aws:calledviafirst",
  "aws:calledvialast",
  "aws:principalservicename",
  "aws:sourceaccount",
  "aws:sourcearn",
  "aws:username",
];

/** The keys above that tell the time: what hangs on them may be otherwise at another moment. */
export const timeKeys = ["aws:currenttime", "aws:epochtime", "aws:tokenissuetime"] as const;

/**
 * The ARNs with which IAM may be asked about an action: a node's own for what an agent does to its node, the whole service
 * where an action knows no resource. Without the node's id they are the sets of all nodes that may have the role.
 */
export function resourcesOf(action: string, scope: Scope, nodes: readonly string[]): readonly string[] {
  const [service = "", name = ""] = action.toLowerCase().split(":");
  const here = `${scope.region}:${scope.account}`;
  // This is what AWS's own refusals name: the service here, and nothing at all.
  if (service === "ssmmessages") return [`arn:${scope.partition}:ssmmessages:${here}:*`];
  if (service === "ec2messages") return ["arn:-:-:-:-:-"];
  if (service !== "ssm" || !nodeActions.has(name)) return ["*"];
  return nodes.map((node) =>
    node.startsWith("mi-")
      ? `arn:${scope.partition}:ssm:${here}:managed-instance/${node}`
      : `arn:${scope.partition}:ec2:${here}:instance/${node}`,
  );
}

/** Actions of ssm whose resource is the node that calls (service authorization reference). */
const nodeActions = new Set(["updateinstanceinformation", "listinstanceassociations", "putcomplianceitems"]);

export function accountOf(arn: string): string {
  return arn.split(":")[4] ?? "";
}
