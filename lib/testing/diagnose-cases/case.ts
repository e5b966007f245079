import { nodeId, type partsOf, type RawAnswers, roleArn } from "../a-bundle.ts";
import { account, openEntries, type Way } from "../a-bundle-network.ts";
import type { Neighbour } from "./neighbour.ts";

export type Parts = ReturnType<typeof partsOf>;
export type Expected = {
  status: string;
  sure?: string;
  /** `code kind id`, or null where none may be named. */
  cause?: string | null;
  also?: string[];
  /** Until when waiting is right. */
  until?: string | null;
  /** By the id of a check. */
  outcomes?: Record<string, string>;
  /** `action in scope` of every read that is missing and could decide. */
  gaps?: string[];
};
export type Case = {
  name: string;
  way: Way;
  change?(parts: Parts, answers: RawAnswers): void;
  denied?: string[];
  errors?: Record<string, unknown>;
  /** Bundles of other scopes that are given with it. */
  beside?: Neighbour[];
  /** That of `a-bundle.ts` where left out. */
  scope?: { partition: string; account: string; region: string };
  expected: Expected;
};

export const subject = {
  node: `instance ${nodeId}`,
  group: "security-group sg-node",
  endpointGroup: "security-group sg-endpoint",
  role: `role ${roleArn}`,
  table: "route-table rtb-node",
};
export const isOnline = ({ record, channel }: Parts) => {
  record.PingStatus = "Online";
  record.LastPingDateTime = "2026-11-01T11:58:00Z";
  channel.Status = "connected";
};
export const isHalfReachable = (parts: Parts) => {
  isOnline(parts);
  parts.channel.Status = "notconnected";
};
export const hasNoRecord = (_: Parts, answers: RawAnswers) => {
  answers["ssm:DescribeInstanceInformation"].InstanceInformationList = [];
  answers["ssm:GetConnectionStatus"] = [];
};
export const deny443 = (Egress: boolean) => ({
  RuleNumber: 90,
  Egress,
  Protocol: "6",
  RuleAction: "deny",
  CidrBlock: "0.0.0.0/0",
  PortRange: { From: 443, To: 443 },
});
export const allow = (
  RuleNumber: number,
  Egress: boolean,
  From: number,
  To: number,
  CidrBlock = "0.0.0.0/0",
) => ({
  RuleNumber,
  Egress,
  Protocol: "6",
  RuleAction: "allow",
  CidrBlock,
  PortRange: { From, To },
});
export const egress = (...permissions: object[]) =>
  permissions.map((permission) => ({
    IpRanges: [],
    Ipv6Ranges: [],
    PrefixListIds: [],
    UserIdGroupPairs: [],
    ...permission,
  }));
export const onlyIn = (acl: { Entries: { Egress: boolean }[] }, ...entries: object[]) => {
  acl.Entries = [...openEntries().filter(({ Egress }) => Egress), ...(entries as { Egress: boolean }[])];
};
export const setHostManagement = (answers: RawAnswers, role: string) => {
  Object.assign(answers["ssm:GetServiceSetting"][0].ServiceSetting, {
    SettingValue: role,
    Status: "Customized",
  });
};
export const hostRoleArn = `arn:aws:iam::${account}:role/service-role/HostManagement`;
export const addHostRole = (answers: RawAnswers, service: string, actions: string[]) => {
  answers["iam:GetRole"].push({
    Role: {
      RoleName: "HostManagement",
      Arn: hostRoleArn,
      Path: "/service-role/",
      AssumeRolePolicyDocument: {
        Version: "2012-10-17",
        Statement: [{ Effect: "Allow", Principal: { Service: service }, Action: "sts:AssumeRole" }],
      },
    },
  });
  answers["iam:ListAttachedRolePolicies"].push({
    input: { RoleName: "HostManagement" },
    output: { AttachedPolicies: [] },
  });
  answers["iam:ListRolePolicies"].push({
    input: { RoleName: "HostManagement" },
    output: { PolicyNames: ["all"] },
  });
  answers["iam:GetRolePolicy"] = [
    {
      RoleName: "HostManagement",
      PolicyName: "all",
      PolicyDocument: {
        Version: "2012-10-17",
        Statement: [{ Effect: "Allow", Action: actions, Resource: "*" }],
      },
    },
  ];
};
export const hasNoProfile = ({ instance }: Parts, answers: RawAnswers) => {
  delete instance.IamInstanceProfile;
  answers["ec2:DescribeIamInstanceProfileAssociations"].IamInstanceProfileAssociations = [];
};
/** As the API sends it. */
export const encoded = (...Statement: object[]) =>
  encodeURIComponent(JSON.stringify({ Version: "2012-10-17", Statement }));
/** An inline policy of the node's role. */
export const addInline = (answers: RawAnswers, PolicyDocument: unknown, PolicyName = "guard") => {
  answers["iam:ListRolePolicies"][0].output.PolicyNames.push(PolicyName);
  answers["iam:GetRolePolicy"] = [
    ...(answers["iam:GetRolePolicy"] ?? []),
    { RoleName: "node", PolicyName, PolicyDocument },
  ];
};
export const setBoundary = ({ role }: Parts, answers: RawAnswers, ...Statement: object[]) => {
  const arn = `arn:aws:iam::${account}:policy/teams/boundary`;
  role.PermissionsBoundary = { PermissionsBoundaryType: "Policy", PermissionsBoundaryArn: arn };
  answers["iam:GetPolicy"].push({ Policy: { Arn: arn, DefaultVersionId: "v3" } });
  answers["iam:GetPolicyVersion"].push({
    input: { PolicyArn: arn, VersionId: "v3" },
    output: { PolicyVersion: { VersionId: "v3", Document: encoded(...Statement) } },
  });
};
export const allActions = ["ssm:*", "ssmmessages:*", "ec2messages:*"];
export const simulation = (changes: object) => [
  {
    input: { PolicySourceArn: roleArn },
    output: {
      EvaluationResults: [
        "ssm:UpdateInstanceInformation",
        "ssmmessages:CreateControlChannel",
        "ssmmessages:OpenControlChannel",
        "ssmmessages:CreateDataChannel",
        "ssmmessages:OpenDataChannel",
      ].map((EvalActionName) => ({
        EvalActionName,
        EvalDecision: "implicitDeny",
        MatchedStatements: [],
        ...changes,
      })),
    },
  },
];
