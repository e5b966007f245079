import { expect, test } from "vitest";
import { diagnoseBundle } from "./diagnose-bundle.ts";

const at = "2026-11-01T12:00:00Z";
const id = "i-0123456789abcdef0";

function aBundle(documents: Record<string, unknown>, errors: Record<string, unknown> = {}) {
  return {
    muster: 1,
    scope: { partition: "aws", account: "123456789012", region: "eu-west-1" },
    at,
    documents,
    errors,
  };
}

const running = {
  "ec2:DescribeInstances": {
    Reservations: [
      { Instances: [{ InstanceId: id, State: { Name: "running" }, LaunchTime: "2026-10-01T12:00:00Z" }] },
    ],
  },
};
const online = (LastPingDateTime: string) => ({
  "ssm:DescribeInstanceInformation": {
    InstanceInformationList: [{ InstanceId: id, PingStatus: "Online", LastPingDateTime }],
  },
});
const channel = { "ssm:GetConnectionStatus": [{ Target: id, Status: "connected" }] };

async function nodeOf(documents: Record<string, unknown>, errors: Record<string, unknown> = {}) {
  return (await diagnoseBundle(aBundle(documents, errors), "fleet.json")).nodes[0]!;
}

test("all ages count from the bundle's own moment, never from the clock on the wall", async () => {
  const fresh = await nodeOf({ ...running, ...online("2026-11-01T11:58:00Z"), ...channel });
  expect(fresh).toMatchObject({ id, status: "reachable", sure: "decided" });
  expect(await nodeOf({ ...running, ...online("2026-11-01T11:30:00Z"), ...channel })).toMatchObject({
    status: "degraded",
    sure: "likely",
  });
});

test("what the bundle does not have is unknown and named, and never a fault", async () => {
  const node = await nodeOf(running);
  expect(node).toMatchObject({ status: "unknown", sure: "undecided", cause: null });
  expect(node.why).toContain("ssm:DescribeInstanceInformation");
});

test("a denied read in the bundle is told as the missing permission", async () => {
  const node = await nodeOf(running, {
    "ssm:DescribeInstanceInformation": { code: "AccessDeniedException", message: "no" },
  });
  expect(node).toMatchObject({
    status: "unknown",
    why: expect.stringContaining("ssm:DescribeInstanceInformation is denied"),
  });
});

test("an instance without a record is unregistered where the records were read", async () => {
  const node = await nodeOf({
    ...running,
    "ssm:DescribeInstanceInformation": { InstanceInformationList: [] },
  });
  expect(node).toMatchObject({ status: "unregistered", sure: "decided" });
});

test("a file that is no bundle is refused by what is wrong with it", async () => {
  await expect(diagnoseBundle({ muster: 1 }, "fleet.json")).rejects.toThrow(/fleet\.json: scope/);
});
