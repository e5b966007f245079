import * as ec2 from "@aws-sdk/client-ec2";
import * as iam from "@aws-sdk/client-iam";
import * as ssm from "@aws-sdk/client-ssm";
import type { WriteOperation } from "../model/write-operation.ts";
import type { Clients } from "./operation.ts";

export type WriteAnswer = Record<string, unknown> & { $metadata: { requestId?: string } };

type Send = (
  clients: Clients,
  input: Record<string, unknown>,
  options: { abortSignal: AbortSignal },
) => Promise<WriteAnswer>;

// An input is written as data by a fix and travels as JSON, so no type of the SDK holds it: AWS checks it, and the dry run
// asks AWS before anything is changed.
type Untyped = {
  send(command: unknown, options: { abortSignal: AbortSignal }): Promise<WriteAnswer>;
};
type CommandClass = new (input: never) => unknown;

function by(service: "ec2" | "iam" | "ssm") {
  return (Command: CommandClass): Send =>
    (clients, input, options) =>
      (clients[service] as unknown as Untyped).send(new Command(input as never), options);
}

const ofEc2 = by("ec2");
const ofIam = by("iam");
const ofSsm = by("ssm");

/** How each operation that changes something is sent. */
export const writeCommands: Readonly<Record<WriteOperation, Send>> = {
  "ec2:StartInstances": ofEc2(ec2.StartInstancesCommand),
  "ec2:RebootInstances": ofEc2(ec2.RebootInstancesCommand),
  "ec2:ModifyInstanceMetadataOptions": ofEc2(ec2.ModifyInstanceMetadataOptionsCommand),
  "ec2:AssociateIamInstanceProfile": ofEc2(ec2.AssociateIamInstanceProfileCommand),
  "ec2:ReplaceIamInstanceProfileAssociation": ofEc2(ec2.ReplaceIamInstanceProfileAssociationCommand),
  "ec2:DisassociateIamInstanceProfile": ofEc2(ec2.DisassociateIamInstanceProfileCommand),
  "ec2:ModifyVpcAttribute": ofEc2(ec2.ModifyVpcAttributeCommand),
  "ec2:CreateVpcEndpoint": ofEc2(ec2.CreateVpcEndpointCommand),
  "ec2:ModifyVpcEndpoint": ofEc2(ec2.ModifyVpcEndpointCommand),
  "ec2:DeleteVpcEndpoints": ofEc2(ec2.DeleteVpcEndpointsCommand),
  "ec2:AuthorizeSecurityGroupEgress": ofEc2(ec2.AuthorizeSecurityGroupEgressCommand),
  "ec2:RevokeSecurityGroupEgress": ofEc2(ec2.RevokeSecurityGroupEgressCommand),
  "ec2:AuthorizeSecurityGroupIngress": ofEc2(ec2.AuthorizeSecurityGroupIngressCommand),
  "ec2:RevokeSecurityGroupIngress": ofEc2(ec2.RevokeSecurityGroupIngressCommand),
  "ec2:CreateNetworkAclEntry": ofEc2(ec2.CreateNetworkAclEntryCommand),
  "ec2:DeleteNetworkAclEntry": ofEc2(ec2.DeleteNetworkAclEntryCommand),
  "ec2:ReplaceNetworkAclEntry": ofEc2(ec2.ReplaceNetworkAclEntryCommand),
  "ec2:CreateRoute": ofEc2(ec2.CreateRouteCommand),
  "ec2:ReplaceRoute": ofEc2(ec2.ReplaceRouteCommand),
  "ec2:DeleteRoute": ofEc2(ec2.DeleteRouteCommand),
  "ec2:AssociateRouteTable": ofEc2(ec2.AssociateRouteTableCommand),
  "ec2:DisassociateRouteTable": ofEc2(ec2.DisassociateRouteTableCommand),
  "ec2:AttachInternetGateway": ofEc2(ec2.AttachInternetGatewayCommand),
  "ec2:DetachInternetGateway": ofEc2(ec2.DetachInternetGatewayCommand),
  "ec2:CreateNatGateway": ofEc2(ec2.CreateNatGatewayCommand),
  "ec2:DeleteNatGateway": ofEc2(ec2.DeleteNatGatewayCommand),
  "ec2:CreateSecurityGroup": ofEc2(ec2.CreateSecurityGroupCommand),
  "ec2:DeleteSecurityGroup": ofEc2(ec2.DeleteSecurityGroupCommand),
  "ec2:AllocateAddress": ofEc2(ec2.AllocateAddressCommand),
  "ec2:ReleaseAddress": ofEc2(ec2.ReleaseAddressCommand),
  "ec2:AssociateAddress": ofEc2(ec2.AssociateAddressCommand),
  "ec2:DisassociateAddress": ofEc2(ec2.DisassociateAddressCommand),
  "ec2:CreateVpcBlockPublicAccessExclusion": ofEc2(ec2.CreateVpcBlockPublicAccessExclusionCommand),
  "ec2:DeleteVpcBlockPublicAccessExclusion": ofEc2(ec2.DeleteVpcBlockPublicAccessExclusionCommand),
  "iam:AttachRolePolicy": ofIam(iam.AttachRolePolicyCommand),
  "iam:DetachRolePolicy": ofIam(iam.DetachRolePolicyCommand),
  "iam:AddRoleToInstanceProfile": ofIam(iam.AddRoleToInstanceProfileCommand),
  "iam:RemoveRoleFromInstanceProfile": ofIam(iam.RemoveRoleFromInstanceProfileCommand),
  "iam:UpdateAssumeRolePolicy": ofIam(iam.UpdateAssumeRolePolicyCommand),
  "ssm:UpdateServiceSetting": ofSsm(ssm.UpdateServiceSettingCommand),
  "ssm:ResetServiceSetting": ofSsm(ssm.ResetServiceSettingCommand),
  "ssm:UpdateMaintenanceWindowTarget": ofSsm(ssm.UpdateMaintenanceWindowTargetCommand),
  "ssm:DeregisterManagedInstance": ofSsm(ssm.DeregisterManagedInstanceCommand),
  "ssm:SendCommand": ofSsm(ssm.SendCommandCommand),
};
