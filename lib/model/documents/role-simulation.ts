/** What a node's role needs in order to be seen, and to be sent commands and sessions. */
export const requiredActions = [
  "ssm:UpdateInstanceInformation",
  "ssmmessages:CreateControlChannel",
  "ssmmessages:OpenControlChannel",
  "ssmmessages:CreateDataChannel",
  "ssmmessages:OpenDataChannel",
] as const;
export type RequiredAction = (typeof requiredActions)[number];

/** What IAM's simulator says of a role and the actions that every node needs. */
export type RoleSimulation = {
  /** The role's ARN. */
  id: string;
  results: SimulatedAction[];
};

export type SimulatedAction = {
  action: string;
  decision: "allowed" | "explicitDeny" | "implicitDeny";
  /** Whether organization policies and the boundary let it pass; null where there are none or IAM does not say. */
  allowedByOrganizations: boolean | null;
  allowedByPermissionsBoundary: boolean | null;
  /** Policies that matched, by the name that IAM gives them. */
  matchedPolicies: string[];
  /** Condition keys whose value the simulator did not have. */
  missingContextValues: string[];
};
