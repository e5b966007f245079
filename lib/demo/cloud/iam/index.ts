import type { Operation } from "../operation.ts";
import { createPolicyVersion } from "./create-policy-version.ts";
import * as readPolicies from "./read-policies.ts";
import * as readRoles from "./read-roles.ts";
import { simulatePrincipalPolicy } from "./simulate-principal-policy.ts";
import * as writeInstanceProfiles from "./write-instance-profiles.ts";
import * as writeRoles from "./write-roles.ts";

export const iamOperations: Operation[] = [
  ...Object.values(readRoles),
  ...Object.values(readPolicies),
  simulatePrincipalPolicy,
  ...Object.values(writeRoles),
  ...Object.values(writeInstanceProfiles),
  createPolicyVersion,
];
