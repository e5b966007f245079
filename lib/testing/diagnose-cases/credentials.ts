import { account } from "../a-bundle-network.ts";
import {
  addHostRole,
  allActions,
  type Case,
  hasNoProfile,
  hasNoRecord,
  isHalfReachable,
  setHostManagement,
  simulation,
  subject,
} from "./case.ts";

const silent = { status: "lost", sure: "likely", cause: `agent-silent ${subject.node}` };
const missing = { status: "lost", sure: "likely", cause: `role-actions-missing ${subject.role}` };
const distrusted = { status: "lost", sure: "decided", cause: `role-trust-wrong ${subject.role}` };

const trust = (Principal: object | string, more: object = {}) => ({
  Version: "2012-10-17",
  Statement: [{ Effect: "Allow", Principal, Action: "sts:AssumeRole", ...more }],
});
/** What the simulator says where it differs from one action to another. */
const simulated = (of: (action: string) => object) => {
  const [answer] = simulation({ EvalDecision: "allowed" });
  for (const result of answer!.output.EvaluationResults) Object.assign(result, of(result.EvalActionName));
  return [answer];
};

export const credentials: Case[] = [
  {
    name: "a trust in the account itself and in Systems Manager is none in EC2",
    way: "nat",
    change: ({ role }) => {
      role.AssumeRolePolicyDocument = trust({
        AWS: `arn:aws:iam::${account}:root`,
        Service: "ssm.amazonaws.com",
      }) as never;
    },
    expected: distrusted,
  },
  {
    name: "a trust that hangs on the account for which EC2 calls cannot be decided",
    way: "nat",
    change: ({ role }) => {
      role.AssumeRolePolicyDocument = trust(
        { Service: "ec2.amazonaws.com" },
        { Condition: { StringEquals: { "aws:SourceAccount": account } } },
      ) as never;
    },
    expected: { ...distrusted, sure: "undecided" },
  },
  {
    name: "a trust that anybody is denied",
    way: "nat",
    change: ({ role }) => {
      role.AssumeRolePolicyDocument.Statement.push({
        ...{ Effect: "Deny", Principal: "*", Action: "sts:*" },
      });
    },
    expected: distrusted,
  },
  {
    name: "a trust for another way to assume a role",
    way: "nat",
    change: ({ role }) => {
      role.AssumeRolePolicyDocument = trust(
        { Service: "ec2.amazonaws.com" },
        { Action: "sts:AssumeRoleWithWebIdentity" },
      ) as never;
    },
    expected: distrusted,
  },
  {
    name: "an agent too old to go on from a role that it may not assume is left with nothing",
    way: "nat",
    change: (parts, answers) => {
      parts.record.AgentVersion = "3.2.600.0";
      parts.role.AssumeRolePolicyDocument.Statement[0].Principal.Service = "lambda.amazonaws.com";
      setHostManagement(answers, "service-role/HostManagement");
      addHostRole(answers, "ssm.amazonaws.com", allActions);
    },
    expected: distrusted,
  },
  {
    name: "profiles and roles have paths",
    way: "nat",
    change: ({ instance, role }, answers) => {
      const [{ InstanceProfile: profile }] = answers["iam:GetInstanceProfile"];
      profile.Arn = `arn:aws:iam::${account}:instance-profile/apps/web/node`;
      instance.IamInstanceProfile.Arn = profile.Arn;
      role.Arn = `arn:aws:iam::${account}:role/apps/node`;
      profile.Roles[0].Arn = role.Arn;
    },
    expected: silent,
  },
  {
    name: "a profile that AWS does not have is an answer",
    way: "nat",
    errors: { "iam:GetInstanceProfile": { code: "NoSuchEntity", message: "cannot be found" } },
    change: (_, answers) => {
      answers["iam:GetInstanceProfile"] = [];
    },
    expected: { status: "lost", sure: "decided" },
  },
  {
    name: "a policy that AWS does not have any more allows nothing",
    way: "nat",
    errors: { "iam:GetPolicy": { code: "NoSuchEntity", message: "was not found" } },
    change: (_, answers) => {
      answers["iam:GetPolicy"] = [];
    },
    expected: missing,
  },
  {
    name: "an organization that takes the channel alone degrades the node",
    way: "nat",
    change: (parts, answers) => {
      isHalfReachable(parts);
      answers["iam:SimulatePrincipalPolicy"] = simulated((action) =>
        action.startsWith("ssmmessages:")
          ? { EvalDecision: "implicitDeny", OrganizationsDecisionDetail: { AllowedByOrganizations: false } }
          : { OrganizationsDecisionDetail: { AllowedByOrganizations: true } },
      );
    },
    expected: {
      ...{
        status: "degraded",
        sure: "likely",
        cause: "organization-policy-denies organization organization",
      },
    },
  },
  {
    name: "an organization's denial that hangs on what the simulator was not told cannot be decided",
    way: "nat",
    change: (_, answers) => {
      answers["iam:SimulatePrincipalPolicy"] = simulation({
        ...{ EvalDecision: "explicitDeny", MissingContextValues: ["aws:SourceVpce"] },
        OrganizationsDecisionDetail: { AllowedByOrganizations: false },
      });
    },
    expected: { status: "lost", sure: "undecided" },
  },
  {
    name: "the simulator's word goes before policies that say otherwise on everything",
    way: "nat",
    change: (_, answers) => {
      answers["iam:SimulatePrincipalPolicy"] = simulation({ EvalDecision: "implicitDeny" });
    },
    expected: missing,
  },
  {
    name: "the simulator's word does where policies could not be read",
    way: "nat",
    denied: ["iam:GetPolicyVersion"],
    change: (_, answers) => {
      answers["iam:SimulatePrincipalPolicy"] = simulation({ EvalDecision: "allowed" });
    },
    expected: silent,
  },
  {
    name: "a simulator that nobody may ask leaves the organization unknown",
    way: "nat",
    denied: ["iam:SimulatePrincipalPolicy"],
    expected: { ...silent, outcomes: { "organization-policy-denies": "unknown" } },
  },
  {
    name: "a role of default host management for another account's calls is broken",
    way: "nat",
    change: (parts, answers) => {
      hasNoRecord(parts, answers);
      hasNoProfile(parts, answers);
      setHostManagement(answers, "service-role/HostManagement");
      addHostRole(answers, "ssm.amazonaws.com", allActions);
      const { Role: host } = answers["iam:GetRole"].at(-1);
      host.AssumeRolePolicyDocument.Statement[0].Condition = {
        StringEquals: { "aws:SourceAccount": "210987654321" },
      };
    },
    expected: {
      status: "unregistered",
      sure: "decided",
      cause: `default-host-management-broken role arn:aws:iam::${account}:role/service-role/HostManagement`,
    },
  },
  {
    name: "a role of default host management that does not exist is the setting's fault",
    way: "nat",
    errors: { "iam:GetRole": [{ input: { RoleName: "HostManagement" }, code: "NoSuchEntity", message: "" }] },
    change: (parts, answers) => {
      hasNoRecord(parts, answers);
      hasNoProfile(parts, answers);
      setHostManagement(answers, "HostManagement");
    },
    expected: { status: "unregistered", sure: "decided" },
  },
  {
    name: "a setting that the Region does not have is off",
    way: "nat",
    errors: { "ssm:GetServiceSetting": { code: "ServiceSettingNotFound", message: "" } },
    change: (parts, answers) => {
      hasNoRecord(parts, answers);
      hasNoProfile(parts, answers);
      answers["ssm:GetServiceSetting"] = [];
    },
    expected: { status: "unregistered", sure: "decided", cause: `instance-profile-missing ${subject.node}` },
  },
];
