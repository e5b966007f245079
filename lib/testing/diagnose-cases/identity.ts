import { profileArn } from "../a-bundle.ts";
import { account } from "../a-bundle-network.ts";
import {
  addHostRole,
  allActions,
  type Case,
  hasNoRecord,
  hostRoleArn,
  isHalfReachable,
  isOnline,
  setHostManagement,
  simulation,
  subject,
} from "./case.ts";

export const identity: Case[] = [
  {
    name: "metadata that is off hides everything below",
    way: "endpoints",
    change: (parts, answers) => {
      hasNoRecord(parts, answers);
      parts.instance.MetadataOptions.HttpEndpoint = "disabled";
    },
    expected: { status: "unregistered", sure: "decided", cause: `metadata-disabled ${subject.node}` },
  },
  {
    name: "no profile, and no default host management",
    way: "endpoints",
    change: (parts, answers) => {
      hasNoRecord(parts, answers);
      delete parts.instance.IamInstanceProfile;
      answers["ec2:DescribeIamInstanceProfileAssociations"].IamInstanceProfileAssociations = [];
    },
    expected: { status: "unregistered", sure: "decided", cause: `instance-profile-missing ${subject.node}` },
  },
  {
    name: "no profile is no fault while nobody could read whether default host management is on",
    way: "endpoints",
    denied: ["ssm:GetServiceSetting"],
    change: (parts, answers) => {
      hasNoRecord(parts, answers);
      delete parts.instance.IamInstanceProfile;
      delete answers["ssm:GetServiceSetting"];
    },
    expected: { status: "unregistered", sure: "undecided", cause: null },
  },
  {
    name: "default host management does for an instance without a profile",
    way: "endpoints",
    change: (parts, answers) => {
      isOnline(parts);
      delete parts.instance.IamInstanceProfile;
      setHostManagement(answers, "service-role/HostManagement");
      addHostRole(answers, "ssm.amazonaws.com", allActions);
    },
    expected: { status: "reachable", cause: null },
  },
  {
    name: "default host management whose role SSM may not assume is broken",
    way: "endpoints",
    change: (parts, answers) => {
      hasNoRecord(parts, answers);
      delete parts.instance.IamInstanceProfile;
      setHostManagement(answers, "service-role/HostManagement");
      addHostRole(answers, "ec2.amazonaws.com", allActions);
    },
    expected: { status: "unregistered", cause: `default-host-management-broken role ${hostRoleArn}` },
  },
  {
    name: "a profile that allows the heartbeat alone shadows default host management",
    way: "endpoints",
    change: (parts, answers) => {
      isHalfReachable(parts);
      parts.statements[0].Action = ["ssm:UpdateInstanceInformation"];
      setHostManagement(answers, "service-role/HostManagement");
      addHostRole(answers, "ssm.amazonaws.com", allActions);
    },
    expected: { status: "degraded", cause: `default-host-management-shadowed ${subject.role}` },
  },
  {
    name: "a profile without any action of SSM leaves the node to default host management",
    way: "endpoints",
    change: (parts, answers) => {
      isOnline(parts);
      parts.statements[0].Action = ["s3:GetObject"];
      setHostManagement(answers, "service-role/HostManagement");
      addHostRole(answers, "ssm.amazonaws.com", allActions);
    },
    expected: { status: "reachable", cause: null },
  },
  {
    name: "a profile whose role was deleted is empty",
    way: "endpoints",
    change: (_, answers) => {
      answers["iam:GetInstanceProfile"][0].InstanceProfile.Roles = [];
    },
    expected: {
      status: "lost",
      sure: "decided",
      cause: `instance-profile-empty instance-profile ${profileArn}`,
    },
  },
  {
    name: "a role that EC2 may not assume",
    way: "endpoints",
    change: ({ role }) => {
      role.AssumeRolePolicyDocument.Statement[0].Principal.Service = "ecs-tasks.amazonaws.com";
    },
    expected: { status: "lost", sure: "decided", cause: `role-trust-wrong ${subject.role}` },
  },
  {
    name: "a role without the heartbeat's action",
    way: "endpoints",
    change: ({ statements }) => {
      statements[0].Action = ["s3:GetObject"];
    },
    expected: { status: "lost", sure: "likely", cause: `role-actions-missing ${subject.role}` },
  },
  {
    name: "a role without the channel's actions leaves the node online and half reachable",
    way: "endpoints",
    change: (parts) => {
      isHalfReachable(parts);
      parts.statements[0].Action = ["ssm:*"];
    },
    expected: { status: "degraded", sure: "likely", cause: `role-actions-missing ${subject.role}` },
  },
  {
    name: "a statement that denies beats one that allows",
    way: "endpoints",
    change: ({ statements }) => {
      statements.push({ Sid: "NoSsm", Effect: "Deny", Action: "ssm:Update*", Resource: "*" });
    },
    expected: { status: "lost", cause: `role-actions-denied ${subject.role}` },
  },
  {
    name: "NotAction that spares the agent's actions denies nothing that it needs",
    way: "endpoints",
    change: ({ statements }) => {
      statements.push({
        Effect: "Deny",
        NotAction: ["ssm:*", "ssmmessages:*", "ec2messages:*"],
        Resource: "*",
      });
    },
    expected: { status: "lost", cause: `agent-silent ${subject.node}` },
  },
  {
    name: "the simulator knows of an organization's policy",
    way: "endpoints",
    change: (_, answers) => {
      answers["iam:SimulatePrincipalPolicy"] = simulation({
        OrganizationsDecisionDetail: { AllowedByOrganizations: false },
      });
    },
    expected: {
      status: "lost",
      sure: "likely",
      cause: "organization-policy-denies organization organization",
    },
  },
  {
    name: "the simulator knows of a boundary",
    way: "endpoints",
    change: ({ role }, answers) => {
      const arn = `arn:aws:iam::${account}:policy/boundary`;
      role.PermissionsBoundary = { PermissionsBoundaryType: "Policy", PermissionsBoundaryArn: arn };
      answers["iam:GetPolicy"].push({ Policy: { Arn: arn, DefaultVersionId: "v1" } });
      answers["iam:GetPolicyVersion"].push({
        input: { PolicyArn: arn, VersionId: "v1" },
        output: {
          PolicyVersion: {
            Document: {
              Version: "2012-10-17",
              Statement: [{ Effect: "Allow", Action: "s3:*", Resource: "*" }],
            },
          },
        },
      });
    },
    expected: { status: "lost", cause: `permissions-boundary-denies ${subject.role}` },
  },
  {
    name: "an endpoint's policy that lets the agent call nothing",
    way: "endpoints",
    change: ({ endpoint }) => {
      endpoint("ssm").PolicyDocument = JSON.stringify({
        Version: "2012-10-17",
        Statement: [{ Effect: "Allow", Principal: "*", Action: "ssm:GetParameter", Resource: "*" }],
      });
    },
    expected: { status: "lost", cause: "endpoint-policy-denies vpc-endpoint vpce-ssm" },
  },
  {
    name: "an agent from before the session channel",
    way: "nat",
    change: (parts) => {
      isHalfReachable(parts);
      parts.record.AgentVersion = "2.2.619.0";
    },
    expected: { status: "degraded", cause: `agent-outdated ${subject.node}` },
  },
  {
    name: "an agent from before default host management, with no other credentials, is to blame before any endpoint",
    way: "endpoints",
    change: (parts, answers) => {
      parts.record.AgentVersion = "3.1.1732.0";
      delete parts.instance.IamInstanceProfile;
      answers["ec2:DescribeIamInstanceProfileAssociations"].IamInstanceProfileAssociations = [];
      setHostManagement(answers, "service-role/HostManagement");
      addHostRole(answers, "ssm.amazonaws.com", allActions);
    },
    expected: {
      status: "lost",
      cause: `agent-outdated ${subject.node}`,
      also: ["endpoint-missing vpc vpc-1"],
    },
  },
  {
    name: "a role of default host management that nobody may assume goes before the agent that could not use it",
    way: "endpoints",
    change: (parts, answers) => {
      parts.record.AgentVersion = "3.1.1732.0";
      delete parts.instance.IamInstanceProfile;
      answers["ec2:DescribeIamInstanceProfileAssociations"].IamInstanceProfileAssociations = [];
      setHostManagement(answers, "service-role/HostManagement");
      addHostRole(answers, "ec2.amazonaws.com", allActions);
    },
    expected: {
      status: "lost",
      cause: `default-host-management-broken role ${hostRoleArn}`,
      also: [`agent-outdated ${subject.node}`, "endpoint-missing vpc vpc-1"],
    },
  },
];
