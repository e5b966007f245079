/** The operations that a fix may call: the client that applies knows no others, and the read client none of these. */
export const writeOperations = [
  "ec2:StartInstances",
  "ec2:RebootInstances",
  "ec2:ModifyInstanceMetadataOptions",
  "ec2:AssociateIamInstanceProfile",
  "ec2:ReplaceIamInstanceProfileAssociation",
  "ec2:DisassociateIamInstanceProfile",
  "ec2:ModifyVpcAttribute",
  "ec2:CreateVpcEndpoint",
  "ec2:ModifyVpcEndpoint",
  "ec2:DeleteVpcEndpoints",
  "ec2:AuthorizeSecurityGroupEgress",
  "ec2:RevokeSecurityGroupEgress",
  "ec2:AuthorizeSecurityGroupIngress",
  "ec2:RevokeSecurityGroupIngress",
  "ec2:CreateNetworkAclEntry",
  "ec2:DeleteNetworkAclEntry",
  "ec2:ReplaceNetworkAclEntry",
  "ec2:CreateRoute",
  "ec2:ReplaceRoute",
  "ec2:DeleteRoute",
  "ec2:AssociateRouteTable",
  "ec2:DisassociateRouteTable",
  "ec2:AttachInternetGateway",
  "ec2:DetachInternetGateway",
  "ec2:CreateSecurityGroup",
  "ec2:DeleteSecurityGroup",
  "ec2:AllocateAddress",
  "ec2:ReleaseAddress",
  "ec2:AssociateAddress",
  "ec2:DisassociateAddress",
  "ec2:CreateVpcBlockPublicAccessExclusion",
  "ec2:DeleteVpcBlockPublicAccessExclusion",
  "iam:AttachRolePolicy",
  "iam:DetachRolePolicy",
  "iam:AddRoleToInstanceProfile",
  "iam:RemoveRoleFromInstanceProfile",
  "iam:UpdateAssumeRolePolicy",
  "ssm:UpdateServiceSetting",
  "ssm:ResetServiceSetting",
  "ssm:UpdateAssociation",
  "ssm:UpdateMaintenanceWindowTarget",
  "ssm:DeregisterManagedInstance",
  "ssm:SendCommand",
] as const;
export type WriteOperation = (typeof writeOperations)[number];

/**
 * Stands in an input for what AWS answers to a step: to an earlier one of the same fix, as the id of the group that it
 * created, or in an undo to the step itself.
 */
export type FromAnswer = {
  /** The step's id. */
  answerOf: string;
  /** The path of names in the answer, as `VpcEndpoint.VpcEndpointId`. */
  at: string;
};

export function isFromAnswer(value: unknown): value is FromAnswer {
  return typeof value === "object" && value !== null && "answerOf" in value && "at" in value;
}

/** A call as it would be made, with what must still be so before it is, and what takes it back. */
export type WrittenCall = {
  operation: WriteOperation;
  /** The SDK's input, in which a `FromAnswer` may stand for any value. */
  input: Record<string, unknown>;
  /**
   * `dry-run`: EC2 answers whether it would do it. `simulate`: IAM is asked whether the role may. Of EC2's own calls
   * ModifyVpcAttribute and those on profile associations have no dry run.
   */
  rehearsal: "dry-run" | "simulate";
  /** The documents that the proof stood on: read again just before, and anything else than this stops the call. */
  preconditions: readonly Precondition[];
  undo: { operation: WriteOperation; input: Record<string, unknown> } | null;
};

/** A fact that has to hold still: the document's hash as the proof saw it. */
export type Precondition = { kind: string; id: string; fingerprint: string };
