import type { Role } from "../model/documents/role.ts";
import type { Scope } from "../model/scope.ts";
import type { Known } from "./known.ts";

/** What is known of a call before it is made. */
export type Request = {
  action: string;
  /** The ARN that IAM is asked about, or more than one where any may be. A star stands for what is not known. */
  resources: readonly string[];
  known: Known;
};

/** Nodes by id; null where any node is meant that may have the role. */
export type Node = string | null;

/**
 * The ARNs with which IAM may be asked about an action of a node: the node's own for what an agent does to its node, the
 * whole service where an action knows no resource.
 */
export function resourcesOf(action: string, scope: Scope, role: Role, node: Node): readonly string[] {
  const [service = "", name = ""] = action.toLowerCase().split(":");
  const here = `${scope.region}:${scope.account}`;
  // This is what AWS's own refusals name: the service here, and nothing at all.
  if (service === "ssmmessages") return [`arn:${scope.partition}:ssmmessages:${here}:*`];
  if (service === "ec2messages") return ["arn:-:-:-:-:-"];
  if (service !== "ssm" || !nodeActions.has(name)) return ["*"];
  return (node === null ? anyNodeOf(role) : [node]).map((id) =>
    id.startsWith("mi-")
      ? `arn:${scope.partition}:ssm:${here}:managed-instance/${id}`
      : `arn:${scope.partition}:ec2:${here}:instance/${id}`,
  );
}

/** Actions of ssm whose resource is the node that calls (service authorization reference). */
const nodeActions = new Set(["updateinstanceinformation", "listinstanceassociations", "putcomplianceitems"]);

/** Instances have their role by a profile, so EC2 must be trusted; a role for hybrid nodes or for all is assumed by ssm. */
function anyNodeOf({ trustPolicy }: Role): readonly string[] {
  return trustPolicy?.includes('"ec2.') ? ["i-*"] : ["i-*", "mi-*"];
}
