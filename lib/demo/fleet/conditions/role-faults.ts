import { nodeActions } from "../../cloud/iam/aws-managed-policies.ts";
import type { AccountName, RegionName } from "../demo-accounts.ts";
import { accountIds } from "../demo-accounts.ts";
import type { Estate } from "../estate.ts";
import { day, hour } from "../estate.ts";
import type { RoleSpec } from "../iam/roles.ts";
import { addCustomerPolicy, addInstanceProfile, addNodeRole, policy, trustOf } from "../iam/roles.ts";
import { permission } from "../network/permissions.ts";
import { addSecurityGroup } from "../network/security-groups.ts";
import { groupsLetOut, iamIn, regionIn } from "./facts.ts";
import type { ConditionSpec } from "./plant.ts";
import { plant } from "./plant.ts";
import { requiredActions, roleAllows, trusts } from "./role-facts.ts";
import type { StandSpec } from "./stand.ts";
import { mainGround, numbered, standNodes } from "./stand.ts";

export function plantRoleFaults(estate: Estate): void {
  plantMissingProfiles(estate);
  plantEmptyProfile(estate);
  plantWrongTrust(estate);
  plantMissingActions(estate);
  plantDeniedActions(estate);
  plantBoundary(estate);
}

type RoleFault = Pick<ConditionSpec, "id" | "code" | "effect" | "sinceAgo" | "sentence"> & {
  account: AccountName;
  region: RegionName;
  role: RoleSpec;
  nodes: Pick<StandSpec, "service" | "names" | "ageDays">;
};

/** A role of its own for nodes that are otherwise as they should be; mended once it allows what a node needs. */
function plantRole(estate: Estate, { account, region, role, nodes, ...spec }: RoleFault): void {
  const ground = mainGround(estate, account, region);
  const { arn } = addNodeRole(estate, account, role);
  plant(estate, ground, {
    ...spec,
    subject: { kind: "role", id: arn },
    nodes: standNodes(estate, ground, { ...nodes, profile: role.name }),
    isMended: (world) =>
      trusts(iamIn(world, ground).roles.get(role.name), "ec2.amazonaws.com") &&
      roleAllows(world, ground, role.name, requiredActions),
  });
}

function plantMissingProfiles(estate: Estate): void {
  const ground = mainGround(estate, "prod", "us-east-1");
  const narrow = addSecurityGroup(estate, ground, {
    name: "cache-peers",
    description: "Cache nodes among themselves",
    egress: [permission("tcp", 6379, 6379, { cidrs: [`${ground.prefix}.0.0/16`] })],
  });
  const plain = standNodes(estate, ground, {
    service: "cache",
    names: ["cache-21", "cache-22"],
    profile: null,
  });
  const both = standNodes(estate, ground, {
    service: "cache",
    names: ["cache-23"],
    profile: null,
    groupIds: [narrow],
  });
  for (const id of [...plain, ...both]) {
    const name = `cache-${21 + [...plain, ...both].indexOf(id)}`;
    plant(estate, ground, {
      id: `profile-missing/${name}`,
      code: "instance-profile-missing",
      subject: { kind: "instance", id },
      nodes: [id],
      effect: "unregistered",
      sinceAgo: 95 * day,
      sentence: `${name} has no instance profile, and default host management is off in the Region.`,
      isMended: (world) => regionIn(world, ground).ec2.instances.get(id)?.IamInstanceProfile !== undefined,
    });
  }
  plant(estate, ground, {
    id: "cache-peers-egress",
    code: "security-group-egress-blocks",
    subject: { kind: "security-group", id: narrow },
    nodes: both,
    effect: "unregistered",
    sinceAgo: 95 * day,
    sentence: "cache-peers lets out 6379 only; the node that has it lacks a profile as well.",
    isMended: (world) => both.every((id) => groupsLetOut(regionIn(world, ground).ec2, id)),
  });
}

function plantEmptyProfile(estate: Estate): void {
  const ground = mainGround(estate, "data", "us-east-1");
  addInstanceProfile(estate, "data", "reports-legacy", []);
  const arn = `arn:aws:iam::${accountIds.data}:instance-profile/reports-legacy`;
  const nodes = standNodes(estate, ground, {
    service: "reports",
    names: ["reports-21", "reports-22"],
    profile: "reports-legacy",
  });
  plant(estate, ground, {
    id: "reports-legacy-profile",
    code: "instance-profile-empty",
    subject: { kind: "instance-profile", id: arn },
    nodes,
    effect: "lost",
    sinceAgo: 21 * day,
    sentence: "Instance profile reports-legacy holds no role: the role was deleted.",
    isMended: (world) =>
      (iamIn(world, ground).instanceProfiles.get("reports-legacy")?.roleNames.length ?? 0) > 0 ||
      nodes.every((id) => regionIn(world, ground).ec2.instances.get(id)?.IamInstanceProfile?.Arn !== arn),
  });
}

function plantWrongTrust(estate: Estate): void {
  plantRole(estate, {
    account: "prod",
    region: "us-east-1",
    id: "fraud-scoring-trust",
    code: "role-trust-wrong",
    role: {
      name: "fraud-scoring",
      description: "Moved to containers",
      trust: trustOf("ecs-tasks.amazonaws.com"),
      managed: ["AmazonSSMManagedInstanceCore"],
    },
    nodes: { service: "fraud", names: ["fraud-11", "fraud-12"] },
    effect: "lost",
    sinceAgo: 30 * hour,
    sentence: "Role fraud-scoring trusts ecs-tasks.amazonaws.com, and no longer ec2.amazonaws.com.",
  });
}

function plantMissingActions(estate: Estate): void {
  plantRole(estate, {
    account: "staging",
    region: "us-east-1",
    id: "ci-runner-role",
    code: "role-actions-missing",
    role: {
      name: "ci-runner",
      inline: {
        artifacts: policy({
          Effect: "Allow",
          Action: ["s3:GetObject", "s3:PutObject"],
          Resource: "arn:aws:s3:::staging-ci-artifacts/*",
        }),
      },
    },
    nodes: {
      service: "ci-agent",
      names: numbered("ci-runner", 3, 10).map((name) => name.replace(/-(\d)$/, "-0$1")),
      ageDays: 13,
    },
    effect: "unregistered",
    sinceAgo: 13 * day,
    sentence: "Role ci-runner has none of the actions that a node needs.",
  });
  plantRole(estate, {
    account: "prod",
    region: "us-east-1",
    id: "batch-legacy-role",
    code: "role-actions-missing",
    role: {
      name: "batch-legacy",
      inline: {
        systemsManager: policy({ Effect: "Allow", Action: [...nodeActions], Resource: "*" }),
      },
    },
    nodes: { service: "batch", names: numbered("batch", 11, 22) },
    effect: "channel-closed",
    sinceAgo: 23 * day,
    sentence:
      "Role batch-legacy has the heartbeat and lacks the ssmmessages actions: no sessions, no commands.",
  });
}

function plantDeniedActions(estate: Estate): void {
  plantRole(estate, {
    account: "prod",
    region: "us-east-1",
    id: "pci-vault-deny",
    code: "role-actions-denied",
    role: {
      name: "pci-vault",
      managed: ["AmazonSSMManagedInstanceCore"],
      inline: {
        "pci-lockdown": policy({
          Sid: "NoRemoteManagement",
          Effect: "Deny",
          Action: ["ssm:Update*", "ssmmessages:*", "ec2messages:*"],
          Resource: "*",
        }),
      },
    },
    nodes: { service: "ledger", names: ["ledger-61", "ledger-62"] },
    effect: "lost",
    sinceAgo: 11 * day,
    sentence: "Inline policy pci-lockdown of role pci-vault denies the heartbeat and the message channel.",
  });
  const denied = addCustomerPolicy(
    estate,
    "data",
    "no-interactive-access",
    policy({ Effect: "Deny", Action: "ssmmessages:*", Resource: "*" }),
  );
  plantRole(estate, {
    account: "data",
    region: "us-east-1",
    id: "warehouse-no-sessions",
    code: "role-actions-denied",
    role: { name: "warehouse-restricted", managed: ["AmazonSSMManagedInstanceCore"], customer: [denied] },
    nodes: { service: "warehouse", names: ["warehouse-21", "warehouse-22", "warehouse-23"] },
    effect: "channel-closed",
    sinceAgo: 33 * day,
    sentence: "Policy no-interactive-access denies the message channel to role warehouse-restricted.",
  });
}

function plantBoundary(estate: Estate): void {
  const boundaryArn = addCustomerPolicy(
    estate,
    "prod",
    "developer-boundary",
    policy({
      Effect: "Allow",
      Action: ["s3:*", "sqs:*", "dynamodb:*", "logs:*", "cloudwatch:*"],
      Resource: "*",
    }),
  );
  plantRole(estate, {
    account: "prod",
    region: "us-east-1",
    id: "developer-boundary",
    code: "permissions-boundary-denies",
    role: { name: "checkout-preview", managed: ["AmazonSSMManagedInstanceCore"], boundaryArn },
    nodes: { service: "checkout", names: ["checkout-51", "checkout-52"] },
    effect: "unregistered",
    sinceAgo: 95 * day,
    sentence: "The boundary developer-boundary leaves role checkout-preview no Systems Manager action.",
  });
}
