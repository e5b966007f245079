import {
  AutoScalingClient,
  DescribeAutoScalingInstancesCommand,
  DescribeLifecycleHooksCommand,
} from "@aws-sdk/client-auto-scaling";
import {
  EventBridgeClient,
  ListRulesCommand,
  ListTargetsByRuleCommand,
  PutTargetsCommand,
} from "@aws-sdk/client-eventbridge";
import {
  DescribeOrganizationCommand,
  ListAccountsCommand,
  OrganizationsClient,
} from "@aws-sdk/client-organizations";
import {
  GetGroupQueryCommand,
  ListGroupResourcesCommand,
  ListGroupsCommand,
  ResourceGroupsClient,
} from "@aws-sdk/client-resource-groups";
import { ListHostedZonesByVPCCommand, Route53Client } from "@aws-sdk/client-route-53";
import { expect, test } from "vitest";
import { aWorld, clientOptions, testAccount } from "../../testing/a-world.ts";

const web = "i-0000000000000000a";
const db = "i-0000000000000000b";

test("Auto Scaling knows the instances of its groups, and leaves out the others without a word", async () => {
  const small = aWorld();
  small.region.autoScalingInstances.set(web, {
    InstanceId: web,
    InstanceType: "t3.micro",
    AutoScalingGroupName: "web",
    AvailabilityZone: "eu-west-1a",
    LifecycleState: "InService",
    HealthStatus: "HEALTHY",
    ProtectedFromScaleIn: false,
  });
  const client = new AutoScalingClient(clientOptions(small));
  const { AutoScalingInstances } = await client.send(
    new DescribeAutoScalingInstancesCommand({ InstanceIds: [web, "i-0000000000000000b"] }),
  );
  expect(AutoScalingInstances).toMatchObject([{ InstanceId: web, AutoScalingGroupName: "web" }]);
  const hooks = (AutoScalingGroupName: string) =>
    client.send(new DescribeLifecycleHooksCommand({ AutoScalingGroupName }));
  expect((await hooks("web")).LifecycleHooks ?? []).toEqual([]);
  await expect(hooks("nobody")).rejects.toMatchObject({ name: "ValidationError" });
});

test("Route 53 lists the zones of a VPC that the account has", async () => {
  const small = aWorld();
  small.region.ec2.vpcs.set("vpc-1", { VpcId: "vpc-1" });
  small.region.hostedZones.set("vpc-1", [
    { HostedZoneId: "Z1", Name: "ssm.eu-west-1.amazonaws.com.", Owner: { OwningAccount: testAccount } },
  ]);
  const client = new Route53Client(clientOptions(small));
  const list = (VPCId: string) =>
    client.send(new ListHostedZonesByVPCCommand({ VPCId, VPCRegion: "eu-west-1" }));
  expect((await list("vpc-1")).HostedZoneSummaries).toMatchObject([{ Name: "ssm.eu-west-1.amazonaws.com." }]);
  await expect(list("vpc-2")).rejects.toMatchObject({ name: "InvalidVPCId" });
});

test("a resource group tells its query and its members, by its name or its ARN", async () => {
  const small = aWorld();
  const arn = `arn:aws:resource-groups:eu-west-1:${testAccount}:group/web`;
  const Query = '{"ResourceTypeFilters":["AWS::AllSupported"]}';
  small.region.resourceGroups.set("web", {
    name: "web",
    arn,
    query: { Type: "TAG_FILTERS_1_0", Query },
    members: [{ arn: `arn:aws:ec2:eu-west-1:${testAccount}:instance/${web}`, type: "AWS::EC2::Instance" }],
  });
  const client = new ResourceGroupsClient(clientOptions(small));
  const { GroupIdentifiers } = await client.send(new ListGroupsCommand({}));
  expect(GroupIdentifiers).toMatchObject([{ GroupName: "web", GroupArn: arn }]);
  const { GroupQuery } = await client.send(new GetGroupQueryCommand({ Group: arn }));
  expect(GroupQuery?.ResourceQuery?.Query).toBe(Query);
  const { Resources } = await client.send(new ListGroupResourcesCommand({ Group: "web" }));
  expect(Resources?.[0]?.Identifier?.ResourceArn).toContain(web);
  await expect(client.send(new ListGroupResourcesCommand({ Group: "db" }))).rejects.toMatchObject({
    name: "NotFoundException",
  });
});

test("the organization is known to all of its accounts and listed to the one that manages it", async () => {
  const small = aWorld();
  const member = { ...small.account, id: "444455556666", accessKeyIds: new Set(["AKIAMEMBERMEMBER0000"]) };
  small.world.accounts.set(member.id, member);
  const options = clientOptions(small);
  const management = new OrganizationsClient(options);
  const credentials = { accessKeyId: "AKIAMEMBERMEMBER0000", secretAccessKey: "any" };
  const other = new OrganizationsClient({ ...options, credentials });
  const { Accounts } = await management.send(new ListAccountsCommand({}));
  expect(Accounts?.map(({ Id }) => Id)).toEqual([testAccount, member.id]);
  const { Organization } = await other.send(new DescribeOrganizationCommand({}));
  expect(Organization).toMatchObject({ MasterAccountId: testAccount });
  await expect(other.send(new ListAccountsCommand({}))).rejects.toMatchObject({
    name: "AccessDeniedException",
  });
});

test("an EventBridge rule shows its targets, and takes others in their place", async () => {
  const small = aWorld();
  const target = (values: string[]) => ({
    Id: "run",
    Arn: "arn:aws:ssm:eu-west-1::document/AWS-RunShellScript",
    RunCommandParameters: { RunCommandTargets: [{ Key: "InstanceIds", Values: values }] },
  });
  small.region.eventRules = new Map([
    ["nightly", { Name: "nightly", State: "ENABLED", targets: [target([web])] }],
  ]);
  const client = new EventBridgeClient(clientOptions(small));
  expect((await client.send(new ListRulesCommand({}))).Rules).toEqual([
    { Name: "nightly", State: "ENABLED" },
  ]);
  await client.send(new PutTargetsCommand({ Rule: "nightly", Targets: [target([db])] }));
  const { Targets } = await client.send(new ListTargetsByRuleCommand({ Rule: "nightly" }));
  expect(Targets).toEqual([target([db])]);
  await expect(client.send(new ListTargetsByRuleCommand({ Rule: "weekly" }))).rejects.toMatchObject({
    name: "ResourceNotFoundException",
  });
});
