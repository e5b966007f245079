import { createHash } from "node:crypto";
import type { IamManagedPolicy, PolicyDocument } from "../world.ts";

/** The older way by which commands reach an agent. */
export const legacyChannelActions = [
  "ec2messages:AcknowledgeMessage",
  "ec2messages:DeleteMessage",
  "ec2messages:FailMessage",
  "ec2messages:GetEndpoint",
  "ec2messages:GetMessages",
  "ec2messages:SendReply",
];
/** What opens the channel that sessions and commands come by. */
export const messageChannelActions = [
  "ssmmessages:CreateControlChannel",
  "ssmmessages:CreateDataChannel",
  "ssmmessages:OpenControlChannel",
  "ssmmessages:OpenDataChannel",
];
/** What an agent calls on Systems Manager itself: the heartbeat, State Manager, content and reports. */
export const nodeActions = [
  "ssm:DescribeAssociation",
  "ssm:GetDeployablePatchSnapshotForInstance",
  "ssm:GetDocument",
  "ssm:DescribeDocument",
  "ssm:GetManifest",
  "ssm:ListAssociations",
  "ssm:ListInstanceAssociations",
  "ssm:PutInventory",
  "ssm:PutComplianceItems",
  "ssm:PutConfigurePackageResult",
  "ssm:UpdateAssociationStatus",
  "ssm:UpdateInstanceAssociationStatus",
  "ssm:UpdateInstanceInformation",
];
const parameterReads = ["ssm:GetParameter", "ssm:GetParameters"];

const allow = (Action: string | string[], Resource: string | string[] = "*") => ({
  Effect: "Allow" as const,
  Action,
  Resource,
});
const document = (...Statement: PolicyDocument["Statement"]): PolicyDocument => ({
  Version: "2012-10-17",
  Statement,
});

type Published = {
  /** With its path, as ARNs name it. */
  name: string;
  version: number;
  created: string;
  document: PolicyDocument;
};

const published: Published[] = [
  {
    name: "AmazonSSMManagedInstanceCore",
    version: 2,
    created: "2019-03-15T17:22:12Z",
    document: document(
      allow([...nodeActions, ...parameterReads]),
      allow(messageChannelActions),
      allow(legacyChannelActions),
    ),
  },
  {
    name: "AmazonSSMManagedEC2InstanceDefaultPolicy",
    version: 2,
    created: "2022-08-30T20:54:03Z",
    document: document(allow(nodeActions), allow(messageChannelActions), allow(legacyChannelActions)),
  },
  {
    name: "AmazonSSMFullAccess",
    version: 4,
    created: "2015-05-29T17:39:47Z",
    document: document(
      allow(["cloudwatch:PutMetricData", "ds:CreateComputer", "ds:DescribeDirectories"]),
      allow(["ec2:DescribeInstanceStatus", "logs:*", "ssm:*", "ec2messages:*"]),
      {
        ...allow(
          "iam:CreateServiceLinkedRole",
          "arn:aws:iam::*:role/aws-service-role/ssm.amazonaws.com/AWSServiceRoleForAmazonSSM*",
        ),
        Condition: { StringLike: { "iam:AWSServiceName": "ssm.amazonaws.com" } },
      },
      allow(messageChannelActions),
    ),
  },
  {
    name: "AmazonSSMReadOnlyAccess",
    version: 1,
    created: "2015-05-29T17:44:19Z",
    document: document(allow(["ssm:Describe*", "ssm:Get*", "ssm:List*"])),
  },
  {
    name: "service-role/AmazonEC2RoleforSSM",
    version: 8,
    created: "2015-05-29T17:48:35Z",
    document: document(
      allow([...nodeActions, ...parameterReads, "ssm:ListCommands"]),
      allow(messageChannelActions),
      allow(legacyChannelActions),
      allow([
        "cloudwatch:PutMetricData",
        "ec2:DescribeInstanceStatus",
        "ds:CreateComputer",
        "ds:DescribeDirectories",
      ]),
      allow([
        "logs:CreateLogGroup",
        "logs:CreateLogStream",
        "logs:DescribeLogGroups",
        "logs:DescribeLogStreams",
        "logs:PutLogEvents",
      ]),
      allow([
        "s3:GetBucketLocation",
        "s3:PutObject",
        "s3:GetObject",
        "s3:GetEncryptionConfiguration",
        "s3:AbortMultipartUpload",
        "s3:ListMultipartUploadParts",
        "s3:ListBucket",
        "s3:ListBucketMultipartUploads",
      ]),
    ),
  },
  {
    name: "service-role/AmazonSSMAutomationRole",
    version: 5,
    created: "2016-12-05T22:09:55Z",
    document: document(
      allow(["lambda:InvokeFunction"], "arn:aws:lambda:*:*:function:Automation*"),
      allow([
        "ec2:CreateImage",
        "ec2:CopyImage",
        "ec2:DeregisterImage",
        "ec2:DescribeImages",
        "ec2:DeleteSnapshot",
        "ec2:StartInstances",
        "ec2:RunInstances",
        "ec2:StopInstances",
        "ec2:TerminateInstances",
        "ec2:DescribeInstanceStatus",
        "ec2:CreateTags",
        "ec2:DeleteTags",
        "ec2:DescribeTags",
      ]),
      allow("ssm:*"),
      allow("sns:Publish", "arn:aws:sns:*:*:Automation*"),
    ),
  },
  {
    name: "CloudWatchAgentServerPolicy",
    version: 3,
    created: "2018-03-07T01:06:44Z",
    document: document(
      allow([
        "cloudwatch:PutMetricData",
        "ec2:DescribeVolumes",
        "ec2:DescribeTags",
        "logs:PutLogEvents",
        "logs:PutRetentionPolicy",
        "logs:DescribeLogStreams",
        "logs:DescribeLogGroups",
        "logs:CreateLogStream",
        "logs:CreateLogGroup",
        "xray:PutTraceSegments",
      ]),
      allow("ssm:GetParameter", "arn:aws:ssm:*:*:parameter/AmazonCloudWatch-*"),
    ),
  },
  {
    name: "AmazonS3ReadOnlyAccess",
    version: 3,
    created: "2015-02-06T18:40:59Z",
    document: document(
      allow(["s3:Get*", "s3:List*", "s3:Describe*", "s3-object-lambda:Get*", "s3-object-lambda:List*"]),
    ),
  },
  {
    name: "AmazonEC2ReadOnlyAccess",
    version: 1,
    created: "2015-02-06T18:40:17Z",
    document: document(
      allow("ec2:Describe*"),
      allow("elasticloadbalancing:Describe*"),
      allow(["cloudwatch:ListMetrics", "cloudwatch:GetMetricStatistics", "cloudwatch:Describe*"]),
      allow("autoscaling:Describe*"),
    ),
  },
  {
    name: "AmazonEC2ContainerRegistryReadOnly",
    version: 3,
    created: "2015-12-21T17:04:15Z",
    document: document(
      allow([
        "ecr:GetAuthorizationToken",
        "ecr:BatchCheckLayerAvailability",
        "ecr:GetDownloadUrlForLayer",
        "ecr:GetRepositoryPolicy",
        "ecr:DescribeRepositories",
        "ecr:ListImages",
        "ecr:DescribeImages",
        "ecr:BatchGetImage",
      ]),
    ),
  },
  {
    name: "AmazonEKSWorkerNodePolicy",
    version: 1,
    created: "2018-05-27T21:09:01Z",
    document: document(allow(["ec2:DescribeInstances", "ec2:DescribeVpcs", "eks:DescribeCluster"])),
  },
  {
    name: "SecurityAudit",
    version: 41,
    created: "2015-02-06T18:41:01Z",
    document: document(
      allow(["ec2:Describe*", "iam:Get*", "iam:List*", "iam:SimulatePrincipalPolicy", "ssm:Describe*"]),
    ),
  },
  {
    name: "service-role/AmazonSSMMaintenanceWindowRole",
    version: 3,
    created: "2016-12-01T22:45:06Z",
    document: document(
      allow([
        "ssm:SendCommand",
        "ssm:ListCommands",
        "ssm:GetAutomationExecution",
        "ssm:StartAutomationExecution",
      ]),
    ),
  },
  {
    name: "PowerUserAccess",
    version: 5,
    created: "2015-02-06T18:39:47Z",
    document: document(
      { Effect: "Allow", NotAction: ["iam:*", "organizations:*", "account:*"], Resource: "*" },
      allow(["iam:CreateServiceLinkedRole", "iam:ListRoles", "organizations:DescribeOrganization"]),
    ),
  },
  {
    name: "AdministratorAccess",
    version: 1,
    created: "2015-02-06T18:39:46Z",
    document: document(allow("*")),
  },
];

/**
 * The policies of AWS's own that roles of the demo carry or may be given, by ARN: one object for all accounts, since no
 * call can change them. The large ones are cut down to what touches nodes.
 */
export const awsManagedPolicies: ReadonlyMap<string, IamManagedPolicy> = new Map(
  published.map((policy) => [awsManagedPolicyArn(policy.name), toManagedPolicy(policy)]),
);

/** `name` may have a path: `service-role/AmazonEC2RoleforSSM`. */
export function awsManagedPolicyArn(name: string): string {
  return `arn:aws:iam::aws:policy/${name}`;
}

function toManagedPolicy({ name, version, created, document }: Published): IamManagedPolicy {
  const slash = name.lastIndexOf("/");
  const digest = createHash("sha256").update(name).digest("hex").toUpperCase();
  return {
    arn: awsManagedPolicyArn(name),
    name: name.slice(slash + 1),
    path: `/${name.slice(0, slash + 1)}`,
    id: `ANPA${digest.slice(0, 17)}`,
    createdAt: new Date(created),
    defaultVersionId: `v${version}`,
    versions: new Map([[`v${version}`, document]]),
  };
}
