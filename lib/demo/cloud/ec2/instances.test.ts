import {
  DescribeInstanceStatusCommand,
  DescribeInstancesCommand,
  type Filter,
  paginateDescribeInstances,
  RebootInstancesCommand,
  StartInstancesCommand,
  StopInstancesCommand,
  TerminateInstancesCommand,
} from "@aws-sdk/client-ec2";
import { beforeEach, describe, expect, test } from "vitest";
import { clientsOver } from "../../testing/call.ts";
import { handClock } from "../../testing/hand-clock.ts";
import { idOf, regionOf, smallWorld } from "../../testing/small-world.ts";
import type { World } from "../world.ts";

let world: World;
let clock: ReturnType<typeof handClock>;
let { ec2 } = clientsOver(smallWorld());
const first = idOf("i", 1);

beforeEach(() => {
  clock = handClock();
  world = { ...smallWorld({ instances: 23 }), clock };
  ec2 = clientsOver(world).ec2;
});

async function idsWhere(Filters: Filter[]) {
  const { Reservations = [] } = await ec2.send(new DescribeInstancesCommand({ Filters }));
  return Reservations.flatMap(({ Instances = [] }) => Instances.map(({ InstanceId }) => InstanceId));
}

async function stateOf(id: string) {
  const { Reservations } = await ec2.send(new DescribeInstancesCommand({ InstanceIds: [id] }));
  return Reservations?.[0]?.Instances?.[0]?.State?.Name;
}

describe("DescribeInstances", () => {
  test("pages show every instance once", async () => {
    const sizes: (number | undefined)[] = [];
    const seen = new Set<string | undefined>();
    for await (const { Reservations = [] } of paginateDescribeInstances({ client: ec2, pageSize: 10 }, {})) {
      sizes.push(Reservations.length);
      for (const { Instances = [] } of Reservations) seen.add(Instances[0]?.InstanceId);
    }
    expect(sizes).toEqual([10, 10, 3]);
    expect(seen.size).toBe(23);
  });

  test("filters choose by tag, state and identity", async () => {
    expect(await idsWhere([{ Name: "tag:Env", Values: ["prod"] }])).toHaveLength(11);
    expect(await idsWhere([{ Name: "tag:Name", Values: ["web-1?"] }])).toHaveLength(10);
    expect(await idsWhere([{ Name: "instance-state-name", Values: ["stopped"] }])).toEqual([]);
    expect(await idsWhere([{ Name: "instance-id", Values: [first, "i-foreign"] }])).toEqual([first]);
    expect(await idsWhere([{ Name: "hibernation-options.configured", Values: ["false"] }])).toHaveLength(23);
    expect(await idsWhere([{ Name: "network-interface.attachment.instance-id", Values: ["i-x"] }])).toEqual(
      [],
    );
  });

  test.each([
    [
      { InstanceIds: ["i-0123456789abcdef0"] },
      "InvalidInstanceID.NotFound",
      "The instance ID 'i-0123456789abcdef0' does not exist",
    ],
    [
      { InstanceIds: ["i-0123456789abcdef0", "i-0123456789abcdef1"] },
      "InvalidInstanceID.NotFound",
      "The instance IDs 'i-0123456789abcdef0, i-0123456789abcdef1' do not exist",
    ],
    [{ InstanceIds: ["web-1"] }, "InvalidInstanceID.Malformed", 'Invalid id: "web-1" (expecting "i-...")'],
    [
      { InstanceIds: [first], MaxResults: 5 },
      "InvalidParameterCombination",
      "The parameter instancesSet cannot be used with the parameter maxResults",
    ],
    [
      { MaxResults: 4 },
      "InvalidParameterValue",
      "Value ( 4 ) for parameter maxResults is invalid. Expecting a value greater than 5.",
    ],
    [{ NextToken: "nonsense" }, "InvalidPaginationToken", "The specified pagination token is not valid."],
  ])("%j is refused as %s", async (input, name, message) => {
    await expect(ec2.send(new DescribeInstancesCommand(input))).rejects.toMatchObject({ name, message });
  });
});

describe("power", () => {
  test("a stopped instance starts over pending, with a new launch time", async () => {
    await ec2.send(new StopInstancesCommand({ InstanceIds: [first] }));
    expect(await stateOf(first)).toBe("stopping");
    clock.pass(60_000);
    expect(await stateOf(first)).toBe("stopped");
    const { StartingInstances } = await ec2.send(new StartInstancesCommand({ InstanceIds: [first] }));
    expect(StartingInstances?.[0]).toMatchObject({
      PreviousState: { Name: "stopped", Code: 80 },
      CurrentState: { Name: "pending", Code: 0 },
    });
    expect(regionOf(world).ec2.instances.get(first)?.LaunchTime).toEqual(new Date(clock.now()));
    clock.pass(60_000);
    expect(await stateOf(first)).toBe("running");
  });

  test("the clock's speed divides the wait", async () => {
    clock.speed = 60;
    await ec2.send(new StopInstancesCommand({ InstanceIds: [first] }));
    clock.pass(1_000);
    expect(await stateOf(first)).toBe("stopped");
  });

  test("a terminated instance is seen for an hour and then unknown", async () => {
    await ec2.send(new TerminateInstancesCommand({ InstanceIds: [first] }));
    clock.pass(60_000);
    expect(await stateOf(first)).toBe("terminated");
    expect(regionOf(world).ec2.networkInterfaces.has(idOf("eni", 1))).toBe(false);
    await expect(ec2.send(new StartInstancesCommand({ InstanceIds: [first] }))).rejects.toMatchObject({
      name: "IncorrectInstanceState",
    });
    clock.pass(3_600_000);
    await expect(stateOf(first)).rejects.toMatchObject({ name: "InvalidInstanceID.NotFound" });
  });

  test("one unknown id among many leaves all as they were", async () => {
    const stop = new StopInstancesCommand({ InstanceIds: [first, "i-0123456789abcdef0"] });
    await expect(ec2.send(stop)).rejects.toMatchObject({ name: "InvalidInstanceID.NotFound" });
    expect(await stateOf(first)).toBe("running");
  });

  test("only a running instance reboots", async () => {
    await ec2.send(new RebootInstancesCommand({ InstanceIds: [first] }));
    expect(await stateOf(first)).toBe("running");
    await ec2.send(new StopInstancesCommand({ InstanceIds: [first] }));
    await expect(ec2.send(new RebootInstancesCommand({ InstanceIds: [first] }))).rejects.toMatchObject({
      name: "IncorrectInstanceState",
    });
  });

  test("the status of stopped instances is only told to those who ask for all", async () => {
    await ec2.send(new StopInstancesCommand({ InstanceIds: [first] }));
    const count = async (IncludeAllInstances?: boolean) =>
      (await ec2.send(new DescribeInstanceStatusCommand({ IncludeAllInstances }))).InstanceStatuses?.length;
    expect(await count()).toBe(22);
    expect(await count(true)).toBe(23);
  });

  test("the status of more than a hundred instances is not told by their ids", async () => {
    const InstanceIds = Array.from({ length: 101 }, (_, number) => idOf("i", number + 1));
    await expect(ec2.send(new DescribeInstanceStatusCommand({ InstanceIds }))).rejects.toMatchObject({
      name: "InvalidParameterValue",
    });
  });
});
