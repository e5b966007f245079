import { aDocument, type WorldParts } from "../../testing/a-document.ts";
import { managedInstanceCore } from "../../testing/a-role.ts";
import {
  describeIdentityFix,
  hostManagement,
  theNode,
  trustOf,
} from "../../testing/describe-identity-fix.ts";
import { setAnotherHostManagementRole } from "./set-another-host-management-role.ts";

const settingId = "/ssm/managed-instance/default-ec2-instance-management-role";
const bySsm = { trustPolicy: trustOf("ssm.amazonaws.com") };
const able = aDocument("role", "arn:aws:iam::123456789012:role/machines", {
  ...{ ...bySsm, attachedPolicies: [managedInstanceCore] },
});
const living = (...roles: (typeof able)[]): WorldParts => ({
  ...theNode({ instanceProfileArn: null }),
  ...hostManagement("service-role/Gone"),
  role: roles,
});
const cause = `default-host-management-broken service-setting/${settingId}`;

describeIdentityFix(setAnotherHostManagementRole, {
  fits: [
    {
      name: "one that Systems Manager may take on, in place of one that is gone",
      parts: living(able),
      cause,
      changed: [`service-setting/${settingId}`],
      calls: [
        {
          operation: "ssm:UpdateServiceSetting",
          input: { SettingValue: "machines" },
          undo: { operation: "ssm:UpdateServiceSetting", input: { SettingValue: "service-role/Gone" } },
        },
      ],
    },
  ],
  fitsNot: [
    {
      name: "where no other does",
      parts: living({ ...able, trustPolicy: trustOf("ec2.amazonaws.com") }),
      cause,
    },
  ],
});
