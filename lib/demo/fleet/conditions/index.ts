import type { Estate } from "../estate.ts";
import { plantNetworkAclFaults } from "./network-acl-faults.ts";
import { plantSecurityGroupFaults } from "./security-group-faults.ts";

/** Everything that is wrong in the demo, and everything that only looks so. */
export function plantConditions(estate: Estate): void {
  for (const plantAll of [plantSecurityGroupFaults, plantNetworkAclFaults]) plantAll(estate);
}
