import type { AccountName } from "../demo-accounts.ts";
import { accountIds, demoAccounts } from "../demo-accounts.ts";
import type { Estate } from "../estate.ts";
import { services } from "../nodes/service-catalogue.ts";
import { addCustomerPolicy, addNodeRole, addRole, policy, trustOf } from "./roles.ts";

export const hostManagementRole = "AWSSystemsManagerDefaultEC2InstanceManagementRole";

const readPolicy = policy({
  Sid: "Read",
  Effect: "Allow",
  Action: [
    ...["ec2:Describe*", "ec2:GetManagedPrefixListEntries", "ssm:Describe*", "ssm:Get*", "ssm:List*"],
    ...["iam:Get*", "iam:List*", "iam:SimulatePrincipalPolicy", "cloudtrail:LookupEvents"],
    ...["resource-groups:Get*", "resource-groups:List*", "tag:GetResources", "autoscaling:Describe*"],
    ...["events:List*", "sns:GetTopicAttributes", "route53:ListHostedZonesByVPC"],
  ],
  Resource: "*",
});

/** What mends a node's way to Systems Manager, and no more: no policies but AWS's own for managed nodes are attached. */
const fixPolicy = policy(
  {
    Sid: "Ec2",
    Effect: "Allow",
    Action: [
      ...["ec2:StartInstances", "ec2:RebootInstances", "ec2:ModifyInstanceMetadataOptions"],
      ...["ec2:*IamInstanceProfile*", "ec2:ModifyVpcAttribute", "ec2:*VpcEndpoint*", "ec2:*SecurityGroup*"],
      ...["ec2:*NetworkAclEntry", "ec2:*Route", "ec2:*RouteTable", "ec2:*InternetGateway", "ec2:*Address"],
      ...["ec2:*NatGateway", "ec2:*VpcBlockPublicAccessExclusion"],
    ],
    Resource: "*",
  },
  {
    Sid: "Roles",
    Effect: "Allow",
    Action: [
      "iam:AddRoleToInstanceProfile",
      "iam:RemoveRoleFromInstanceProfile",
      "iam:UpdateAssumeRolePolicy",
    ],
    Resource: "*",
  },
  {
    Sid: "PassRoles",
    Effect: "Allow",
    Action: "iam:PassRole",
    Resource: "*",
    Condition: { StringEquals: { "iam:PassedToService": ["ec2.amazonaws.com", "ssm.amazonaws.com"] } },
  },
  {
    Sid: "AttachPolicies",
    Effect: "Allow",
    Action: ["iam:AttachRolePolicy", "iam:DetachRolePolicy"],
    Resource: "*",
    Condition: {
      ArnEquals: {
        "iam:PolicyARN": [
          "arn:aws:iam::aws:policy/AmazonSSMManagedInstanceCore",
          "arn:aws:iam::aws:policy/AmazonSSMManagedEC2InstanceDefaultPolicy",
        ],
      },
    },
  },
  {
    Sid: "SystemsManager",
    Effect: "Allow",
    Action: [
      ...["ssm:UpdateServiceSetting", "ssm:ResetServiceSetting", "ssm:UpdateAssociation"],
      ...["ssm:UpdateMaintenanceWindowTarget", "ssm:DeregisterManagedInstance", "ssm:SendCommand"],
    ],
    Resource: "*",
  },
);

const onCallPolicy = policy({
  Sid: "ReachNodes",
  Effect: "Allow",
  Action: [
    "ssm:SendCommand",
    "ssm:StartSession",
    "ssm:StartAutomationExecution",
    "ssm:List*",
    "ssm:Describe*",
  ],
  Resource: "*",
});

/** A pipeline that may run scripts on nodes outside production, and nothing else. */
const deployPolicy = policy(
  {
    Sid: "Scripts",
    Effect: "Allow",
    Action: "ssm:SendCommand",
    Resource: "arn:aws:ssm:*::document/AWS-RunShellScript",
  },
  {
    Sid: "OutsideProduction",
    Effect: "Allow",
    Action: "ssm:SendCommand",
    Resource: ["arn:aws:ec2:*:*:instance/*", "arn:aws:ssm:*:*:managed-instance/*"],
    Condition: { StringNotEquals: { "ssm:resourceTag/Env": "prod" } },
  },
);

/** Roles of people and pipelines, and one role a service for its nodes. */
export function addTeamRoles(estate: Estate): void {
  for (const account of Object.keys(accountIds) as AccountName[]) {
    addReader(estate, account);
    addPeople(estate, account);
    addNodeRoles(estate, account);
  }
}

function addReader(estate: Estate, account: AccountName): void {
  const hub = `arn:aws:iam::${accountIds.prod}:root`;
  const externalId = demoAccounts.find(({ name }) => name === account)?.externalId;
  const trust = policy({
    Effect: "Allow",
    Principal: { AWS: hub },
    Action: "sts:AssumeRole",
    ...(externalId ? { Condition: { StringEquals: { "sts:ExternalId": externalId } } } : {}),
  });
  addRole(estate, account, { name: "muster-reader", trust, inline: { read: readPolicy }, ageDays: 60 });
  addRole(estate, account, { name: "muster-fixer", trust, inline: { fix: fixPolicy }, ageDays: 60 });
}

function addPeople(estate: Estate, account: AccountName): void {
  const hub = accountIds.prod;
  const people = policy({
    Effect: "Allow",
    Principal: { AWS: `arn:aws:iam::${hub}:root` },
    Action: "sts:AssumeRole",
    Condition: { Bool: { "aws:MultiFactorAuthPresent": "true" } },
  });
  addRole(estate, account, { name: "on-call", trust: people, inline: { "reach-nodes": onCallPolicy } });
  addRole(estate, account, { name: "terraform-ci", trust: people });
  addRole(estate, account, { name: "deploy", trust: people, inline: { "send-commands": deployPolicy } });
  addRole(estate, account, { name: "cron", trust: trustOf("scheduler.amazonaws.com") });
  addRole(estate, account, { name: "event-rules", trust: trustOf("events.amazonaws.com") });
  addRole(estate, account, {
    name: "maintenance-windows",
    trust: trustOf("ssm.amazonaws.com"),
    managed: ["service-role/AmazonSSMMaintenanceWindowRole"],
  });
  addRole(estate, account, {
    name: "hybrid-nodes",
    path: "/service-role/",
    trust: trustOf("ssm.amazonaws.com"),
    managed: ["AmazonSSMManagedInstanceCore"],
  });
  addRole(estate, account, {
    name: hostManagementRole,
    path: "/service-role/",
    description: "AWS Systems Manager Default EC2 Instance Management Role",
    trust: trustOf("ssm.amazonaws.com"),
    managed: ["AmazonSSMManagedEC2InstanceDefaultPolicy"],
  });
}

function addNodeRoles(estate: Estate, account: AccountName): void {
  for (const service of services) {
    if (service.account !== account) continue;
    const bucket = `arn:aws:s3:::${account}-${service.name}`;
    const data = addCustomerPolicy(
      estate,
      account,
      `${service.profile}-data`,
      policy({ Effect: "Allow", Action: ["s3:GetObject"], Resource: `${bucket}/*` }),
      policy(
        { Effect: "Allow", Action: ["s3:GetObject", "s3:PutObject"], Resource: `${bucket}/*` },
        { Effect: "Allow", Action: ["secretsmanager:GetSecretValue"], Resource: "*" },
      ),
    );
    addNodeRole(estate, account, {
      name: service.profile,
      description: `Nodes of ${service.name}, team ${service.team}`,
      managed: ["AmazonSSMManagedInstanceCore", "CloudWatchAgentServerPolicy", ...(service.managed ?? [])],
      customer: [data],
    });
  }
}
