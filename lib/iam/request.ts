import type { Role } from "../model/documents/role.ts";
import type { Scope } from "../model/scope.ts";
import { type Known, knownOfNoResource } from "./known.ts";

/** What is known of a call before it is made. */
export type Request = {
  action: string;
  /** The ARN that IAM is asked about, or more than one where any may be. A star stands for what is not known. */
  resources: readonly string[];
  /** Whether those are the nodes that may call, of which one does. */
  isOfAnyNode: boolean;
  known: Known;
};

/** Which node calls: one by its id, any hybrid one (`anyHybrid`), or null for any at all that may have the role. */
export type Caller = string | null;

export const anyHybrid = "mi-*";

/**
 * By which way a call reaches the service: through an interface endpoint of a VPC, or over the internet, and the addresses of
 * which it comes from one; null where they are not known.
 */
export type CallWay =
  | { over: "endpoint"; endpointId: string; vpcId: string | null; addresses: readonly string[] | null }
  | { over: "internet"; addresses: readonly string[] | null };

/**
 * What IAM is asked about an action of a node: the node's own ARN for what an agent does to its node, the whole service where
 * an action knows no resource.
 */
export function toRequest(action: string, scope: Scope, role: Role, caller: Caller, known: Known): Request {
  const [service = "", name = ""] = action.toLowerCase().split(":");
  const isOfNode = service === "ssm" && nodeActions.has(name);
  const isOfAnyNode = isOfNode && (caller === null || caller === anyHybrid);
  const here = `${scope.region}:${scope.account}`;
  const request = (...resources: string[]): Request => ({ action, resources, isOfAnyNode, known });
  // Of neither service the service authorization reference has a type of resource. What stands here is what AWS's own refusals
  // name: the service here, and nothing at all.
  const ofNone = (resource: string) => ({ ...request(resource), known: knownOfNoResource(known) });
  if (service === "ssmmessages") return ofNone(`arn:${scope.partition}:ssmmessages:${here}:*`);
  if (service === "ec2messages") return ofNone("arn:-:-:-:-:-");
  if (!isOfNode) return request("*");
  const ids = caller === null ? anyNodeOf(role) : [caller];
  return request(
    ...ids.map((id) =>
      id.startsWith("mi-")
        ? `arn:${scope.partition}:ssm:${here}:managed-instance/${id}`
        : `arn:${scope.partition}:ec2:${here}:instance/${id}`,
    ),
  );
}

/** Actions of ssm whose resource is the node that calls (service authorization reference). */
const nodeActions = new Set(["updateinstanceinformation", "listinstanceassociations", "putcomplianceitems"]);

function anyNodeOf(role: Role): readonly string[] {
  return isOfInstances(role) ? ["i-*"] : ["i-*", anyHybrid];
}

/** Instances have their role by a profile, so EC2 must be trusted; a role for hybrid nodes or for all is assumed by ssm. */
export function isOfInstances({ trustPolicy }: Role): boolean {
  return trustPolicy?.includes('"ec2.') === true;
}
