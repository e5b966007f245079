import { createPermissions } from "../iam/permissions.ts";
import type { CallWay } from "../iam/request.ts";
import { requiredActions } from "../model/documents/role-simulation.ts";
import { aDocument, aSnapshot } from "./a-document.ts";
import { aBoundary, aRole, managedInstanceCore, type Written } from "./a-role.ts";

export const callingInstance = "i-0123456789abcdef0";

export const overNat: CallWay = { over: "internet", addresses: ["198.51.100.10"] };
export const overEndpoint: CallWay = {
  ...{ over: "endpoint", endpointId: "vpce-1", vpcId: "vpc-1", addresses: ["10.0.0.7"] },
};

export const everything: Written = { Effect: "Allow", Action: "*", Resource: "*" };
export const coreStatements = JSON.parse(managedInstanceCore.document).Statement as Written[];

/** What one instance of a role with two tags may call: the heartbeat, and then the session channel where its actions end alike. */
export function decideForInstance(
  statements: Written[],
  { boundary, way = overNat }: { boundary?: Written[] | undefined; way?: CallWay } = {},
): string {
  const role = aRole(statements, {
    ...(boundary === undefined ? {} : aBoundary(boundary)),
    tags: { team: "core", "cost-center": "42" },
  });
  const instance = aDocument("instance", callingInstance, { vpcId: "vpc-1", privateAddress: "10.0.0.7" });
  const permissions = createPermissions(aSnapshot({ role: [role], instance: [instance] }));
  const [heartbeat, ...channel] = requiredActions.map(
    (action) => permissions.mayCall(role, action, callingInstance, way).decision,
  );
  return [heartbeat, ...new Set(channel)].join(", ");
}
