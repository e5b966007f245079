import type { Check } from "../check.ts";
import { defaultHostManagementBroken } from "./default-host-management-broken.ts";
import { defaultHostManagementShadowed } from "./default-host-management-shadowed.ts";
import { endpointPolicyDenies } from "./endpoint-policy-denies.ts";
import { instanceProfileEmpty } from "./instance-profile-empty.ts";
import { instanceProfileMissing } from "./instance-profile-missing.ts";
import { organizationPolicyDenies } from "./organization-policy-denies.ts";
import { permissionsBoundaryDenies } from "./permissions-boundary-denies.ts";
import { roleActionsDenied } from "./role-actions-denied.ts";
import { roleActionsMissing } from "./role-actions-missing.ts";
import { roleTrustWrong } from "./role-trust-wrong.ts";

/** In the order in which they stand in one another's way (ssm-targets 8, step 7). */
export const identityChecks: readonly Check[] = [
  instanceProfileMissing,
  instanceProfileEmpty,
  roleTrustWrong,
  defaultHostManagementBroken,
  organizationPolicyDenies,
  permissionsBoundaryDenies,
  roleActionsDenied,
  defaultHostManagementShadowed,
  roleActionsMissing,
  endpointPolicyDenies,
];
