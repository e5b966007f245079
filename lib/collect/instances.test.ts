import { describe, expect, test } from "vitest";
import { toInstance } from "./instances.ts";
import { toManagedNode } from "./managed-nodes.ts";

const running = { InstanceId: "i-1", State: { Name: "running" as const } };

describe("toInstance", () => {
  test("says null of all that a terminated instance has lost", () => {
    const instance = toInstance({
      InstanceId: "i-1",
      State: { Name: "terminated" },
      VpcId: "",
      PrivateIpAddress: "",
    });
    expect(instance).toMatchObject({
      state: "terminated",
      vpcId: null,
      subnetId: null,
      privateAddress: null,
      securityGroupIds: [],
      networkInterfaces: [],
      metadataOptions: null,
      launchedAt: null,
      tags: {},
    });
  });

  test.each([
    [{ Platform: "Windows" as const }, "windows"],
    [{ Platform: "windows" as never }, "windows"],
    [{ Architecture: "arm64_mac" as const }, "macos"],
    [{ Architecture: "x86_64" as const }, "linux"],
  ])("takes %j for %s", (fields, platform) => {
    expect(toInstance({ ...running, ...fields }).platform).toBe(platform);
  });

  test("gives a public address to the private address that has it, the primary first", () => {
    const [networkInterface] = toInstance({
      ...running,
      NetworkInterfaces: [
        {
          NetworkInterfaceId: "eni-1",
          PrivateIpAddresses: [
            { PrivateIpAddress: "10.0.0.2", Association: { PublicIp: "3.3.3.3" } },
            { PrivateIpAddress: "10.0.0.1", Primary: true },
          ],
        },
      ],
    }).networkInterfaces;
    expect(networkInterface?.privateAddresses).toEqual([
      { address: "10.0.0.1", isPrimary: true, publicAddress: null },
      { address: "10.0.0.2", isPrimary: false, publicAddress: "3.3.3.3" },
    ]);
  });

  test.each([new Date("2026-11-01T12:00:00Z"), "2026-11-01T12:00:00Z", 1793534400])(
    "reads the time %s",
    (time) => {
      expect(toInstance({ ...running, LaunchTime: time }).launchedAt).toBe(
        Date.parse("2026-11-01T12:00:00Z"),
      );
    },
  );

  test.each([
    [{ State: { Name: "running" as const } }, "InstanceId is missing"],
    [{ InstanceId: "i-1", State: { Name: "hibernating" as never } }, 'State.Name is "hibernating"'],
    [{ InstanceId: "i-1" }, "State.Name is undefined"],
  ])("refuses %j", (instance, message) => {
    expect(() => toInstance(instance)).toThrow(message);
  });
});

describe("toManagedNode", () => {
  test("knows a node that only its activation knows", () => {
    expect(
      toManagedNode({ InstanceId: "mi-1", PingStatus: "ConnectionLost", PlatformType: "MacOS" }),
    ).toMatchObject({
      id: "mi-1",
      pingStatus: "ConnectionLost",
      platform: "macos",
      lastPingAt: null,
      agentVersion: null,
    });
  });

  test("refuses a ping status that does not exist, as a node's status hangs on it", () => {
    expect(() => toManagedNode({ InstanceId: "i-1", PingStatus: "Asleep" as never })).toThrow("PingStatus");
  });
});
