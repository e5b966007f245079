import { aDocument, type WorldParts } from "../../testing/a-document.ts";
import { managedInstanceCore } from "../../testing/a-role.ts";
import {
  aProfileWithRole,
  describeIdentityFix,
  hostManagement,
  theNode,
  trustOf,
} from "../../testing/describe-identity-fix.ts";
import { turnOnDefaultHostManagement } from "./turn-on-default-host-management.ts";

const settingId = "/ssm/managed-instance/default-ec2-instance-management-role";
const usual = "service-role/AWSSystemsManagerDefaultEC2InstanceManagementRole";
const usualArn = `arn:aws:iam::123456789012:role/${usual}`;
const usualRole = aDocument("role", usualArn, {
  ...{ path: "/service-role/", trustPolicy: trustOf("ssm.amazonaws.com") },
  attachedPolicies: [managedInstanceCore],
});
const parts: WorldParts = { ...theNode({ instanceProfileArn: null }), ...hostManagement(null) };
const cause = "instance-profile-missing instance/i-1";
const old = aDocument("managed-node", "i-1", { pingStatus: "ConnectionLost", agentVersion: "3.1.821.0" });

describeIdentityFix(turnOnDefaultHostManagement, {
  fits: [
    {
      name: "with the role that is there for it",
      parts: { ...parts, role: [usualRole] },
      cause,
      changed: [`service-setting/${settingId}`],
      calls: [
        {
          operation: "ssm:UpdateServiceSetting",
          input: {
            SettingId: `arn:aws:ssm:eu-west-1:123456789012:servicesetting${settingId}`,
            SettingValue: usual,
          },
        },
      ],
    },
    {
      name: "by a person, where the role is not known to be there; another one is not taken for it",
      parts: { ...parts, role: [aProfileWithRole("x", { trustPolicy: trustOf("ssm.amazonaws.com") }).role] },
      cause,
      changed: [`role/${usualArn}`, `service-setting/${settingId}`],
      calls: [],
    },
  ],
  fitsNot: [
    {
      name: "where the role for it is there and does not do: it cannot be made once more",
      parts: { ...parts, role: [{ ...usualRole, trustPolicy: trustOf("ec2.amazonaws.com") }] },
      cause,
    },
    {
      name: "where the agent is too old for it",
      parts: { ...parts, role: [usualRole], "managed-node": [old] },
      cause,
    },
  ],
});
