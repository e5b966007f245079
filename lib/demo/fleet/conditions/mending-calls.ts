import * as ec2 from "@aws-sdk/client-ec2";
import * as iam from "@aws-sdk/client-iam";
import type * as ssm from "@aws-sdk/client-ssm";
import type { Condition } from "../../cloud/condition.ts";
import type { Region, World } from "../../cloud/world.ts";

/** What a fix has at hand: the condition, where it stands, and clients of its account. */
export type Tools = {
  world: World;
  condition: Condition;
  region: Region;
  ec2: ec2.EC2Client;
  iam: iam.IAMClient;
  ssm: ssm.SSMClient;
};
export type Fix = (tools: Tools) => Promise<unknown>;

export const https = (peers: Partial<ec2.IpPermission>) => [
  { IpProtocol: "tcp", FromPort: 443, ToPort: 443, ...peers },
];
export const anywhere = { IpRanges: [{ CidrIp: "0.0.0.0/0" }] };
export const core = "arn:aws:iam::aws:policy/AmazonSSMManagedInstanceCore";
export const roleName = ({ condition }: Tools) => condition.subject.id.split("/").at(-1) ?? "";
export const trust = (Service: string) =>
  JSON.stringify({
    Version: "2012-10-17",
    Statement: [{ Effect: "Allow", Principal: { Service }, Action: "sts:AssumeRole" }],
  });

export const openEgress: Fix = ({ ec2: client, condition }) =>
  client.send(
    new ec2.AuthorizeSecurityGroupEgressCommand({
      GroupId: condition.subject.id,
      IpPermissions: https(anywhere),
    }),
  );
export const attachCore: Fix = (tools) =>
  tools.iam.send(new iam.AttachRolePolicyCommand({ RoleName: roleName(tools), PolicyArn: core }));
export const vpcOf = ({ region, condition }: Tools) =>
  region.ec2.instances.get(condition.nodes[0] ?? "")?.VpcId ?? "";
export const subnetsOf = (tools: Tools) =>
  [...tools.region.ec2.subnets.values()].filter(
    ({ VpcId, Tags }) => VpcId === vpcOf(tools) && /private/.test(Tags?.[0]?.Value ?? ""),
  );
export const natOf = ({ region }: Tools, name: RegExp) =>
  [...region.ec2.natGateways.values()].find(
    ({ Tags, State }) => State === "available" && name.test(Tags?.[0]?.Value ?? ""),
  )?.NatGatewayId;
export const replaceDefaultRoute =
  (NatGatewayName: RegExp): Fix =>
  (tools) =>
    tools.ec2.send(
      new ec2.ReplaceRouteCommand({
        RouteTableId: tools.condition.subject.id,
        DestinationCidrBlock: "0.0.0.0/0",
        NatGatewayId: natOf(tools, NatGatewayName),
      }),
    );
export const createEndpoints =
  (...services: string[]): Fix =>
  async (tools) => {
    const subnets = subnetsOf(tools);
    const group = await tools.ec2.send(
      new ec2.CreateSecurityGroupCommand({
        GroupName: "new-endpoints",
        Description: "443 in",
        VpcId: vpcOf(tools),
      }),
    );
    await tools.ec2.send(
      new ec2.AuthorizeSecurityGroupIngressCommand({
        GroupId: group.GroupId,
        IpPermissions: https({ IpRanges: [{ CidrIp: "10.0.0.0/8" }] }),
      }),
    );
    for (const service of services) {
      await tools.ec2.send(
        new ec2.CreateVpcEndpointCommand({
          VpcEndpointType: "Interface",
          VpcId: vpcOf(tools),
          ServiceName: `com.amazonaws.${tools.region.name}.${service}`,
          SubnetIds: subnets.map(({ SubnetId = "" }) => SubnetId),
          SecurityGroupIds: [group.GroupId ?? ""],
          PrivateDnsEnabled: true,
        }),
      );
    }
  };
export const modifyEndpoint =
  (change: Partial<ec2.ModifyVpcEndpointCommandInput>): Fix =>
  ({ ec2: client, condition }) =>
    client.send(new ec2.ModifyVpcEndpointCommand({ VpcEndpointId: condition.subject.id, ...change }));
export const aclEntry =
  (entry: Partial<ec2.CreateNetworkAclEntryCommandInput>): Fix =>
  ({ ec2: client, condition }) =>
    client.send(
      new ec2.CreateNetworkAclEntryCommand({
        NetworkAclId: condition.subject.id,
        ...{ RuleNumber: 50, Protocol: "6", RuleAction: "allow", CidrBlock: "0.0.0.0/0", Egress: false },
        ...entry,
      }),
    );
export const attachProfile =
  (Name: string): Fix =>
  async ({ ec2: client, condition }) => {
    for (const InstanceId of condition.nodes)
      await client.send(
        new ec2.AssociateIamInstanceProfileCommand({ InstanceId, IamInstanceProfile: { Name } }),
      );
  };
export const vpcAttribute =
  (attribute: object): Fix =>
  ({ ec2: client, condition }) =>
    client.send(new ec2.ModifyVpcAttributeCommand({ VpcId: condition.subject.id, ...attribute }));
export const reboot: Fix = ({ ec2: client, condition }) =>
  client.send(new ec2.RebootInstancesCommand({ InstanceIds: condition.nodes }));
export const metadata =
  (change: object): Fix =>
  ({ ec2: client, condition }) =>
    client.send(new ec2.ModifyInstanceMetadataOptionsCommand({ InstanceId: condition.nodes[0], ...change }));
