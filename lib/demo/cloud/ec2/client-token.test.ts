import { CreateVpcEndpointCommand, type CreateVpcEndpointRequest } from "@aws-sdk/client-ec2";
import { expect, test } from "vitest";
import { clientsOver } from "../../testing/call.ts";
import { idOf, regionOf, smallWorld } from "../../testing/small-world.ts";

const input: CreateVpcEndpointRequest = {
  VpcId: idOf("vpc", 1),
  VpcEndpointType: "Interface",
  ServiceName: "com.amazonaws.eu-west-1.ssm",
  SubnetIds: [idOf("subnet", 1)],
  SecurityGroupIds: [idOf("sg", 1)],
  PrivateDnsEnabled: false,
  ClientToken: "one",
};

test("a call that comes again with its token makes nothing new, and is answered as the first time", async () => {
  const world = smallWorld();
  const { ec2 } = clientsOver(world);
  const before = regionOf(world).ec2.vpcEndpoints.size;
  const dryRun = ec2.send(new CreateVpcEndpointCommand({ ...input, DryRun: true }));
  await expect(dryRun).rejects.toMatchObject({ name: "DryRunOperation" });
  const first = await ec2.send(new CreateVpcEndpointCommand(input));
  const again = await ec2.send(new CreateVpcEndpointCommand(input));
  expect(again.VpcEndpoint?.VpcEndpointId).toBe(first.VpcEndpoint?.VpcEndpointId);
  expect(regionOf(world).ec2.vpcEndpoints.size).toBe(before + 1);
});

test("another call with the token is refused, and one with another token is another call", async () => {
  const world = smallWorld();
  const { ec2 } = clientsOver(world);
  const first = await ec2.send(new CreateVpcEndpointCommand(input));
  const other = ec2.send(
    new CreateVpcEndpointCommand({ ...input, ServiceName: "com.amazonaws.eu-west-1.ec2messages" }),
  );
  await expect(other).rejects.toMatchObject({ name: "IdempotentParameterMismatch" });
  const second = await ec2.send(new CreateVpcEndpointCommand({ ...input, ClientToken: "two" }));
  expect(second.VpcEndpoint?.VpcEndpointId).not.toBe(first.VpcEndpoint?.VpcEndpointId);
});
