import type { Fix } from "../fix.ts";
import { addRoleToInstanceProfile } from "./add-role-to-instance-profile.ts";
import { allowAgentActions } from "./allow-agent-actions.ts";
import { allowMetadataVersion1 } from "./allow-metadata-version-1.ts";
import { askTheOrganization } from "./ask-the-organization.ts";
import { associateInstanceProfile } from "./associate-instance-profile.ts";
import { attachManagedInstanceCore } from "./attach-managed-instance-core.ts";
import { createInstanceProfile } from "./create-instance-profile.ts";
import { enableMetadata } from "./enable-metadata.ts";
import { extendPermissionsBoundary } from "./extend-permissions-boundary.ts";
import { leaveRoleToHostManagement } from "./leave-role-to-host-management.ts";
import { letServiceAssumeRole } from "./let-service-assume-role.ts";
import { liftDenial } from "./lift-denial.ts";
import { makeAnotherHostManagementRole } from "./make-another-host-management-role.ts";
import { makeRoleAgain } from "./make-role-again.ts";
import { repairHostManagementRole } from "./repair-host-management-role.ts";
import { replaceInstanceProfile } from "./replace-instance-profile.ts";
import { setAnotherHostManagementRole } from "./set-another-host-management-role.ts";
import { turnOnDefaultHostManagement } from "./turn-on-default-host-management.ts";

/** What mends who a node is and what it may do; of one cause what is a call before what only a person may do. */
export const identityFixes: readonly Fix[] = [
  enableMetadata,
  allowMetadataVersion1,
  associateInstanceProfile,
  addRoleToInstanceProfile,
  replaceInstanceProfile,
  createInstanceProfile,
  turnOnDefaultHostManagement,
  letServiceAssumeRole,
  attachManagedInstanceCore,
  allowAgentActions,
  leaveRoleToHostManagement,
  liftDenial,
  extendPermissionsBoundary,
  askTheOrganization,
  repairHostManagementRole,
  setAnotherHostManagementRole,
  makeAnotherHostManagementRole,
  makeRoleAgain,
];
