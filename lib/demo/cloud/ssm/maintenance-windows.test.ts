import {
  DeregisterTargetFromMaintenanceWindowCommand,
  DescribeMaintenanceWindowsForTargetCommand,
  DescribeMaintenanceWindowTargetsCommand,
  RegisterTargetWithMaintenanceWindowCommand,
  SSMClient,
  UpdateMaintenanceWindowTargetCommand,
} from "@aws-sdk/client-ssm";
import { expect, test } from "vitest";
import { aWorld, clientOptions } from "../../testing/a-world.ts";

const WindowId = "mw-0123456789abcdef0";
const unknown = "i-0000000000000000e";
const byIds = (...Values: string[]) => [{ Key: "InstanceIds", Values }];

async function aWindow() {
  const small = aWorld();
  small.region.ssm.maintenanceWindows.set(WindowId, { WindowId, Name: "patching", Enabled: true });
  const client = new SSMClient(clientOptions(small));
  const { WindowTargetId } = await client.send(
    new RegisterTargetWithMaintenanceWindowCommand({
      WindowId,
      ResourceType: "INSTANCE",
      Targets: byIds(unknown),
      Name: "web",
      OwnerInformation: "team web",
    }),
  );
  const readTarget = async () =>
    (await client.send(new DescribeMaintenanceWindowTargetsCommand({ WindowId }))).Targets?.[0];
  return { small, client, WindowTargetId, readTarget };
}

test("a window takes a node that does not exist, and is found by it", async () => {
  const { client } = await aWindow();
  const { WindowIdentities } = await client.send(
    new DescribeMaintenanceWindowsForTargetCommand({ ResourceType: "INSTANCE", Targets: byIds(unknown) }),
  );
  expect(WindowIdentities).toEqual([{ WindowId, Name: "patching" }]);
});

test("an update keeps what it does not name, unless it replaces", async () => {
  const { client, WindowTargetId, readTarget } = await aWindow();
  const update = (Replace: boolean) =>
    client.send(
      new UpdateMaintenanceWindowTargetCommand({
        WindowId,
        WindowTargetId,
        Targets: byIds("i-1234567890abcdef0"),
        Replace,
      }),
    );
  await update(false);
  expect(await readTarget()).toMatchObject({
    Name: "web",
    OwnerInformation: "team web",
    ResourceType: "INSTANCE",
  });
  await update(true);
  expect(await readTarget()).toEqual({
    WindowId,
    WindowTargetId,
    ResourceType: "INSTANCE",
    Targets: byIds("i-1234567890abcdef0"),
  });
});

test("a target that a task uses is not taken out safely", async () => {
  const { small, client, WindowTargetId = "", readTarget } = await aWindow();
  small.region.ssm.maintenanceWindowTasks.set("task", {
    WindowId,
    WindowTaskId: "task",
    Targets: [{ Key: "WindowTargetIds", Values: [WindowTargetId] }],
  });
  const deregister = (Safe: boolean) =>
    client.send(new DeregisterTargetFromMaintenanceWindowCommand({ WindowId, WindowTargetId, Safe }));
  await expect(deregister(true)).rejects.toMatchObject({ name: "TargetInUseException" });
  await deregister(false);
  expect(await readTarget()).toBeUndefined();
});

test("a window that is gone does not exist", async () => {
  const { small, client } = await aWindow();
  small.region.ssm.maintenanceWindows.clear();
  await expect(client.send(new DescribeMaintenanceWindowTargetsCommand({ WindowId }))).rejects.toMatchObject({
    name: "DoesNotExistException",
  });
});
