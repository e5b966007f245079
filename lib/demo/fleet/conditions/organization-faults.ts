import type { AccountName, RegionName } from "../demo-accounts.ts";
import { accountIds, organizationId } from "../demo-accounts.ts";
import type { Estate } from "../estate.ts";
import { accountOf, ago, day, regionOf } from "../estate.ts";
import { addNodeRole, addRole, policy, trustOf } from "../iam/roles.ts";
import { hostManagementRole } from "../iam/team-roles.ts";
import { iamIn, regionIn } from "./facts.ts";
import type { Place } from "./plant.ts";
import { plant, plantDecoy } from "./plant.ts";
import { heartbeatAction, requiredActions, roleAllows, trusts } from "./role-facts.ts";
import { mainGround, ownVpc, standNodes } from "./stand.ts";

const hostManagementSetting = "/ssm/managed-instance/default-ec2-instance-management-role";

/** Service control policies, and default host management. */
export function plantOrganizationFaults(estate: Estate): void {
  plantRegionDeny(estate);
  plantContractorDeny(estate);
  plantBrokenHostManagement(estate);
  plantMissingHostManagementRole(estate);
  plantShadowedHostManagement(estate);
}

function plantRegionDeny(estate: Estate): void {
  accountOf(estate, "staging").serviceControlPolicies.push(
    policy({
      Sid: "StagingStaysOutOfFrankfurt",
      Effect: "Deny",
      Action: ["ssm:UpdateInstanceInformation", "ssmmessages:*", "ec2messages:*"],
      Resource: "*",
      Condition: { StringEquals: { "aws:RequestedRegion": "eu-central-1" } },
    }),
  );
  addNodeRole(estate, "staging", { name: "stg-frankfurt", managed: ["AmazonSSMManagedInstanceCore"] });
  const ground = ownVpc(estate, {
    account: "staging",
    region: "eu-central-1",
    name: "stg-frankfurt",
    nat: "single",
  });
  plant(estate, ground, {
    id: "organization-denies-frankfurt",
    code: "organization-policy-denies",
    subject: { kind: "organization", id: organizationId },
    nodes: standNodes(estate, ground, {
      service: "stg-api",
      names: ["stg-api-61", "stg-api-62"],
      ageDays: 26,
      profile: "stg-frankfurt",
    }),
    effect: "unregistered",
    sinceAgo: 26 * day,
    sentence: "A service control policy denies staging the agents' actions in eu-central-1.",
    isMended: (world) => !hasStatement(world.accounts.get(ground.accountId), "StagingStaysOutOfFrankfurt"),
  });
}

function plantContractorDeny(estate: Estate): void {
  accountOf(estate, "data").serviceControlPolicies.push(
    policy({
      Sid: "ContractorsDoNotManageNodes",
      Effect: "Deny",
      Action: ["ssm:*", "ssmmessages:*"],
      Resource: "*",
      Condition: { ArnLike: { "aws:PrincipalArn": "arn:aws:iam::*:role/contractor-*" } },
    }),
  );
  addNodeRole(estate, "data", { name: "contractor-notebooks", managed: ["AmazonSSMManagedInstanceCore"] });
  const ground = mainGround(estate, "data", "us-east-1");
  plant(estate, ground, {
    id: "organization-denies-contractors",
    code: "organization-policy-denies",
    subject: { kind: "organization", id: organizationId },
    nodes: standNodes(estate, ground, {
      service: "notebook",
      names: ["notebook-11"],
      ageDays: 44,
      profile: "contractor-notebooks",
    }),
    effect: "unregistered",
    sinceAgo: 44 * day,
    sentence: "A service control policy denies Systems Manager to roles whose name starts with contractor-.",
    isMended: (world) => !hasStatement(world.accounts.get(ground.accountId), "ContractorsDoNotManageNodes"),
  });
}

function hasStatement(
  account: { serviceControlPolicies: { Statement: { Sid?: string }[] }[] } | undefined,
  sid: string,
) {
  return (
    account?.serviceControlPolicies.some(({ Statement }) => Statement.some(({ Sid }) => Sid === sid)) === true
  );
}

function turnOnHostManagement(estate: Estate, account: AccountName, region: RegionName, role: string): void {
  const settings = regionOf(estate, account, region).ssm.serviceSettings;
  settings.set(hostManagementSetting, {
    SettingId: hostManagementSetting,
    ARN: `arn:aws:ssm:${region}:${accountIds[account]}:servicesetting${hostManagementSetting}`,
    SettingValue: `service-role/${role}`,
    Status: "Customized",
    LastModifiedDate: ago(estate, 120 * day),
    LastModifiedUser: `arn:aws:sts::${accountIds[account]}:assumed-role/terraform-ci/gh-run-81107`,
  });
}

/** Whether the Region's default host management names a role that can do it. */
function hostManagementWorks(world: Estate["world"], place: Place): boolean {
  const value =
    regionIn(world, place).ssm.serviceSettings.get(hostManagementSetting)?.SettingValue ?? "$None";
  const name = value.split("/").at(-1) ?? "";
  const role = iamIn(world, place).roles.get(name);
  return trusts(role, "ssm.amazonaws.com") && roleAllows(world, place, name, requiredActions);
}

function plantBrokenHostManagement(estate: Estate): void {
  addRole(estate, "staging", {
    name: hostManagementRole,
    path: "/service-role/",
    trust: trustOf("ec2.amazonaws.com"),
    managed: ["AmazonSSMManagedEC2InstanceDefaultPolicy"],
  });
  turnOnHostManagement(estate, "staging", "eu-west-1", hostManagementRole);
  const ground = mainGround(estate, "staging", "eu-west-1");
  const nodes = standNodes(estate, ground, {
    service: "stg-cache",
    names: ["stg-cache-31", "stg-cache-32", "stg-cache-33"],
    profile: null,
  });
  plant(estate, ground, {
    id: "host-management-trust",
    code: "default-host-management-broken",
    subject: {
      kind: "role",
      id: `arn:aws:iam::${accountIds.staging}:role/service-role/${hostManagementRole}`,
    },
    nodes,
    effect: "lost",
    sinceAgo: 17 * day,
    sentence: "Default host management names a role that ssm.amazonaws.com may not assume.",
    isMended: (world) =>
      hostManagementWorks(world, ground) ||
      nodes.every((id) => regionIn(world, ground).ec2.instances.get(id)?.IamInstanceProfile !== undefined),
  });
}

function plantMissingHostManagementRole(estate: Estate): void {
  turnOnHostManagement(estate, "prod", "ap-southeast-2", "HostManagementSydney");
  const ground = mainGround(estate, "prod", "ap-southeast-2");
  const [id = ""] = standNodes(estate, ground, {
    service: "cache",
    names: ["cache-71"],
    ageDays: 70,
    profile: null,
  });
  plant(estate, ground, {
    id: "host-management-role-gone",
    code: "default-host-management-broken",
    subject: { kind: "service-setting", id: hostManagementSetting },
    nodes: [id],
    effect: "unregistered",
    sinceAgo: 70 * day,
    sentence: "Default host management names a role that does not exist.",
    isMended: (world) =>
      hostManagementWorks(world, ground) ||
      regionIn(world, ground).ec2.instances.get(id)?.IamInstanceProfile !== undefined,
  });
}

function plantShadowedHostManagement(estate: Estate): void {
  turnOnHostManagement(estate, "prod", "eu-west-1", hostManagementRole);
  turnOnHostManagement(estate, "data", "eu-central-1", hostManagementRole);
  const { arn } = addNodeRole(estate, "prod", {
    name: "gateway-metrics",
    managed: ["CloudWatchAgentServerPolicy"],
    inline: { heartbeat: policy({ Effect: "Allow", Action: heartbeatAction, Resource: "*" }) },
  });
  const ground = mainGround(estate, "prod", "eu-west-1");
  plant(estate, ground, {
    id: "host-management-shadowed",
    code: "default-host-management-shadowed",
    subject: { kind: "role", id: arn },
    nodes: standNodes(estate, ground, {
      service: "api",
      names: ["api-81", "api-82", "api-83"],
      profile: "gateway-metrics",
    }),
    effect: "channel-closed",
    sinceAgo: 19 * day,
    sentence:
      "Role gateway-metrics allows the heartbeat alone, so the agents never try default host management.",
    isMended: (world) =>
      roleAllows(world, ground, "gateway-metrics", requiredActions) ||
      (!roleAllows(world, ground, "gateway-metrics", [heartbeatAction]) &&
        hostManagementWorks(world, ground)),
  });
  const frankfurt = mainGround(estate, "data", "eu-central-1");
  plantDecoy(estate, frankfurt, {
    id: "decoy/host-management-only",
    subject: { kind: "service-setting", id: hostManagementSetting },
    nodes: standNodes(estate, frankfurt, {
      service: "notebook",
      names: ["notebook-41", "notebook-42"],
      profile: null,
    }),
    sentence: "The nodes have no instance profile; default host management does it.",
  });
}
