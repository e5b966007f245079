import type { WriteOperation } from "./written-call.ts";

const groupRules = {
  egress: ["ec2:AuthorizeSecurityGroupEgress", "ec2:RevokeSecurityGroupEgress"],
  ingress: ["ec2:AuthorizeSecurityGroupIngress", "ec2:RevokeSecurityGroupIngress"],
} as const;
const group = ["ec2:CreateSecurityGroup", "ec2:DeleteSecurityGroup"] as const;
const aclEntries = [
  "ec2:CreateNetworkAclEntry",
  "ec2:DeleteNetworkAclEntry",
  "ec2:ReplaceNetworkAclEntry",
] as const;
const routes = ["ec2:CreateRoute", "ec2:ReplaceRoute", "ec2:DeleteRoute"] as const;
const endpoint = ["ec2:CreateVpcEndpoint", "ec2:DeleteVpcEndpoints"] as const;
const address = ["ec2:AllocateAddress", "ec2:ReleaseAddress"] as const;
const setting = ["ssm:UpdateServiceSetting", "ssm:ResetServiceSetting"] as const;
const attachment = ["iam:AttachRolePolicy", "iam:DetachRolePolicy"] as const;
const metadata = ["ec2:ModifyInstanceMetadataOptions"] as const;

/** What each fix may have to call, and what takes it back, whatever it meets. Fixes that are not here call nothing. */
const operations: Readonly<Record<string, readonly WriteOperation[]>> = {
  "add-role-to-instance-profile": ["iam:AddRoleToInstanceProfile", "iam:RemoveRoleFromInstanceProfile"],
  "allow-endpoint-ingress": groupRules.ingress,
  "allow-endpoint-network-acl": aclEntries,
  "allow-in-endpoint-policy": ["ec2:ModifyVpcEndpoint"],
  "allow-metadata-version-1": metadata,
  "allow-nat-network-acl": aclEntries,
  "allow-network-acl-egress": aclEntries,
  "allow-network-acl-replies": aclEntries,
  "allow-security-group-egress": groupRules.egress,
  "associate-elastic-address": [...address, "ec2:AssociateAddress", "ec2:DisassociateAddress"],
  "associate-instance-profile": ["ec2:AssociateIamInstanceProfile", "ec2:DisassociateIamInstanceProfile"],
  "attach-internet-gateway": ["ec2:AttachInternetGateway", "ec2:DetachInternetGateway"],
  "attach-managed-instance-core": attachment,
  "correct-references": ["ssm:UpdateMaintenanceWindowTarget"],
  "create-endpoints-beside-others": endpoint,
  "create-interface-endpoints": [...group, ...groupRules.ingress, ...endpoint, "ec2:ModifyVpcAttribute"],
  "create-nat-gateway": [...address, "ec2:CreateNatGateway", "ec2:DeleteNatGateway", ...routes],
  "create-s3-gateway-endpoint": endpoint,
  "deregister-managed-node": ["ssm:DeregisterManagedInstance"],
  "enable-endpoint-private-dns": ["ec2:ModifyVpcEndpoint", "ec2:ModifyVpcAttribute"],
  "enable-metadata": metadata,
  "enable-vpc-dns": ["ec2:ModifyVpcAttribute"],
  "exclude-from-block-public-access": [
    "ec2:CreateVpcBlockPublicAccessExclusion",
    "ec2:DeleteVpcBlockPublicAccessExclusion",
  ],
  "give-endpoint-own-group": [...group, ...groupRules.ingress, "ec2:ModifyVpcEndpoint"],
  "lead-nat-gateway-out": ["ec2:AssociateRouteTable", "ec2:DisassociateRouteTable", ...routes],
  "let-service-assume-role": ["iam:UpdateAssumeRolePolicy"],
  "make-endpoint-dual-stack": ["ec2:ModifyVpcEndpoint"],
  "reboot-instance": ["ec2:RebootInstances"],
  "recreate-endpoint": endpoint,
  "repair-host-management-role": ["iam:UpdateAssumeRolePolicy", ...attachment],
  "replace-instance-profile": ["ec2:ReplaceIamInstanceProfileAssociation"],
  "reset-endpoint-policy": ["ec2:ModifyVpcEndpoint"],
  "route-ipv6-out": routes,
  "route-to-internet-gateway": routes,
  "route-to-nat-gateway": routes,
  "set-another-host-management-role": setting,
  "start-instance": ["ec2:StartInstances"],
  "turn-on-advanced-tier": setting,
  "turn-on-default-host-management": setting,
  "update-agent": ["ssm:SendCommand"],
};

export function operationsOfFix(id: string): readonly WriteOperation[] {
  return operations[id] ?? [];
}
