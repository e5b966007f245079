import { hostManagementSettingId } from "../diagnosis/identity/host-management.ts";
import type { Fix } from "../fixes/fix.ts";
import type { Instance } from "../model/documents/instance.ts";
import type { Role } from "../model/documents/role.ts";
import { aDocument, type WorldParts } from "./a-document.ts";
import { managedInstanceCore } from "./a-role.ts";
import { describeNetworkFix, describeWalkthrough, type FittingSituation } from "./describe-network-fix.ts";
import { bothEndpoints } from "./documented-vpcs.ts";

type Fitting = FittingSituation;
type Other = Pick<Fitting, "name" | "parts" | "cause">;

/** The same that holds for the network's fixes, in a VPC in which nothing is wrong but what the situation says. */
export function describeIdentityFix(
  fix: Fix,
  { fits, fitsNot = [] }: { fits: readonly Fitting[]; fitsNot?: readonly Other[] },
): void {
  describeNetworkFix(fix, { fits: fits.map(inVpc), fitsNot: fitsNot.map(inVpc) });
}

export function describeIdentityWalkthrough(
  fix: Fix,
  { fits, fitsNot = [] }: { fits: readonly (Other & { says: RegExp })[]; fitsNot?: readonly Other[] },
): void {
  describeWalkthrough(fix, { fits: fits.map(inVpc), fitsNot: fitsNot.map(inVpc) });
}

function inVpc<Case extends { parts: WorldParts }>(situation: Case): Case {
  return { ...situation, parts: { ...bothEndpoints, ...situation.parts } };
}

export const nodeProfileArn = "arn:aws:iam::123456789012:instance-profile/node";

/** The one node of the VPC, changed. */
export function theNode(changes: Partial<Instance>): WorldParts {
  return { instance: [{ ...bothEndpoints.instance![0]!, ...changes }] };
}

/** The node's agent, of another version. */
export function theAgent(agentVersion: string): WorldParts {
  const id = bothEndpoints.instance![0]!.id;
  return { "managed-node": [aDocument("managed-node", id, { agentVersion })] };
}

/** A profile with a role of the same name, beside those of the node. */
export function aProfileWithRole(name: string, changes: Partial<Role> = {}) {
  const arn = `arn:aws:iam::123456789012:role/${name}`;
  return {
    profile: aDocument("instance-profile", `arn:aws:iam::123456789012:instance-profile/${name}`, {
      roles: [{ arn, name }],
    }),
    role: aDocument("role", arn, { attachedPolicies: [managedInstanceCore], ...changes }),
  };
}

/** Default host management with this role, or off. */
export function hostManagement(value: string | null): WorldParts {
  const status = value === null ? "Default" : "Customized";
  return {
    "service-setting": [
      aDocument("service-setting", hostManagementSettingId, { value: value ?? "$None", status }),
    ],
  };
}

export function trustOf(service: string): string {
  return JSON.stringify({
    Version: "2012-10-17",
    Statement: [{ Effect: "Allow", Principal: { Service: service }, Action: "sts:AssumeRole" }],
  });
}
