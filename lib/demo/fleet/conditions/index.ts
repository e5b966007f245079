import type { Estate } from "../estate.ts";
import { plantAgentFaults } from "./agent-faults.ts";
import { plantDecoys } from "./decoys.ts";
import { plantEndpointFaults } from "./endpoint-faults.ts";
import { plantHybridFaults } from "./hybrid-faults.ts";
import { plantInstanceFaults } from "./instance-faults.ts";
import { plantNetworkAclFaults } from "./network-acl-faults.ts";
import { plantOrganizationFaults } from "./organization-faults.ts";
import { plantReachFaults } from "./reach-faults.ts";
import { plantReferenceFaults } from "./reference-faults.ts";
import { plantResolutionFaults } from "./resolution-faults.ts";
import { plantRoleFaults } from "./role-faults.ts";
import { plantRouteFaults } from "./route-faults.ts";
import { plantSecurityGroupFaults } from "./security-group-faults.ts";
import { plantSharedVpcFaults } from "./shared-vpc-faults.ts";
import { plantSidePathFaults } from "./side-path-faults.ts";

const plantings = [
  plantInstanceFaults,
  plantRoleFaults,
  plantOrganizationFaults,
  plantResolutionFaults,
  plantEndpointFaults,
  plantSecurityGroupFaults,
  plantNetworkAclFaults,
  plantRouteFaults,
  plantReachFaults,
  plantSidePathFaults,
  plantAgentFaults,
  plantHybridFaults,
  plantReferenceFaults,
  plantDecoys,
  plantSharedVpcFaults,
];

/**
 * Everything that is wrong in the demo, and everything that only looks so. What a node depends on first is planted
 * first, so an agent's list of conditions begins with the reason and goes on with what would be next in the way.
 */
export function plantConditions(estate: Estate): void {
  for (const plantAll of plantings) plantAll(estate);
}
