import { RebootInstancesCommand } from "@aws-sdk/client-ec2";
import { expect, test } from "vitest";
import { clientsOver } from "../../testing/call.ts";
import { handClock } from "../../testing/hand-clock.ts";
import { idOf, regionOf, smallWorld } from "../../testing/small-world.ts";
import { settle } from "../due.ts";

const id = idOf("i", 1);
const failed = () => ({ Status: "impaired", Details: [{ Name: "reachability", Status: "failed" }] }) as const;
const passed = () => ({ Status: "ok", Details: [{ Name: "reachability", Status: "passed" }] }) as const;

async function reboot(statuses: { InstanceStatus: object; SystemStatus: object }) {
  const clock = handClock();
  const world = { ...smallWorld(), clock };
  const { instanceStatuses } = regionOf(world).ec2;
  instanceStatuses.set(id, { InstanceId: id, ...statuses });
  const { ec2 } = clientsOver(world);
  await ec2.send(new RebootInstancesCommand({ InstanceIds: [id] }));
  const during = structuredClone(instanceStatuses.get(id));
  clock.pass(3 * 60_000);
  settle(world);
  return { during, after: instanceStatuses.get(id) };
}

test("a reboot lets the system's own check pass again, after a while", async () => {
  const { during, after } = await reboot({ InstanceStatus: failed(), SystemStatus: passed() });
  expect(during?.InstanceStatus?.Status).toBe("initializing");
  expect(after?.InstanceStatus?.Status).toBe("ok");
});

test("a reboot on a host that fails changes nothing", async () => {
  const { after } = await reboot({ InstanceStatus: failed(), SystemStatus: failed() });
  expect(after?.InstanceStatus?.Status).toBe("impaired");
});
