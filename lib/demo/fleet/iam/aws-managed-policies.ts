import type { PolicyDocument } from "../../cloud/world.ts";

const heartbeat = ["ssm:UpdateInstanceInformation"];
const stateManager = [
  "ssm:ListAssociations",
  "ssm:ListInstanceAssociations",
  "ssm:DescribeAssociation",
  "ssm:UpdateAssociationStatus",
  "ssm:UpdateInstanceAssociationStatus",
];
const content = [
  "ssm:GetDocument",
  "ssm:DescribeDocument",
  "ssm:GetManifest",
  "ssm:PutConfigurePackageResult",
  "ssm:GetDeployablePatchSnapshotForInstance",
];
const reporting = ["ssm:PutInventory", "ssm:PutComplianceItems"];

export const messageChannelActions = [
  "ssmmessages:CreateControlChannel",
  "ssmmessages:CreateDataChannel",
  "ssmmessages:OpenControlChannel",
  "ssmmessages:OpenDataChannel",
];
export const legacyChannelActions = [
  "ec2messages:AcknowledgeMessage",
  "ec2messages:DeleteMessage",
  "ec2messages:FailMessage",
  "ec2messages:GetEndpoint",
  "ec2messages:GetMessages",
  "ec2messages:SendReply",
];
/** What an agent calls on Systems Manager, as AmazonSSMManagedInstanceCore lists it. */
export const nodeActions = [...heartbeat, ...stateManager, ...content, ...reporting];

const allow = (...actions: string[]) => ({ Effect: "Allow" as const, Action: actions, Resource: "*" });
const document = (...statements: ReturnType<typeof allow>[]): PolicyDocument => ({
  Version: "2012-10-17",
  Statement: statements,
});

/** AWS's managed policies by name (with their path), in the wording that the demo's roles need. */
export const awsManagedPolicies: Readonly<Record<string, { id: string; document: PolicyDocument }>> = {
  AmazonSSMManagedInstanceCore: {
    id: "ANPAXSHM6CV5OJLKRNE4P",
    document: document(
      allow(...nodeActions, "ssm:GetParameter", "ssm:GetParameters"),
      allow(...messageChannelActions),
      allow(...legacyChannelActions),
    ),
  },
  AmazonSSMManagedEC2InstanceDefaultPolicy: {
    id: "ANPAXSHM6CV5AVK5EYHLQ",
    document: document(
      allow(...nodeActions),
      allow(...messageChannelActions),
      allow(...legacyChannelActions),
    ),
  },
  CloudWatchAgentServerPolicy: {
    id: "ANPAXSHM6CV5DYM5QEGBX",
    document: document(
      allow(
        "cloudwatch:PutMetricData",
        "ec2:DescribeVolumes",
        "ec2:DescribeTags",
        "logs:PutLogEvents",
        "logs:DescribeLogStreams",
        "logs:DescribeLogGroups",
        "logs:CreateLogStream",
        "logs:CreateLogGroup",
      ),
    ),
  },
  AmazonS3ReadOnlyAccess: {
    id: "ANPAIZTJ4DXE7G6AGAE6M",
    document: document(allow("s3:Get*", "s3:List*", "s3:Describe*", "s3-object-lambda:Get*")),
  },
  AmazonEC2ContainerRegistryReadOnly: {
    id: "ANPAIFYZPA37OOHVIH7KQ",
    document: document(allow("ecr:GetAuthorizationToken", "ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer")),
  },
  AmazonEKSWorkerNodePolicy: {
    id: "ANPAJJ6PNMFBXQ5YQMLNG",
    document: document(allow("ec2:DescribeInstances", "ec2:DescribeVpcs", "eks:DescribeCluster")),
  },
  SecurityAudit: {
    id: "ANPAIX2T3QCXHR2OGGCTO",
    document: document(
      allow("ec2:Describe*", "iam:Get*", "iam:List*", "iam:SimulatePrincipalPolicy", "ssm:Describe*"),
    ),
  },
  "service-role/AmazonSSMMaintenanceWindowRole": {
    id: "ANPAJV3JNYSTZ47VOXYME",
    document: document(
      allow(
        "ssm:SendCommand",
        "ssm:ListCommands",
        "ssm:GetAutomationExecution",
        "ssm:StartAutomationExecution",
      ),
    ),
  },
};

export function awsPolicyArn(name: string): string {
  return `arn:aws:iam::aws:policy/${name}`;
}
