import { describe, expect, test } from "vitest";
import type { Gap } from "../model/gap.ts";
import type { InstanceState } from "../model/node.ts";
import { freshPingMs, judgeNode, launchAllowanceMs, type NodeReadings, type Reading } from "./judge-node.ts";

const at = Date.UTC(2026, 10, 25, 12);
const hour = 3_600_000;

function read<T>(value: T | null): Reading<T> {
  return { gap: null, value, observedAt: at };
}

function denied(action: string, last: { value: never; ageMs: number } | null = null): Reading<never> {
  const gap: Gap = {
    scope: "123456789012:eu-west-1",
    kind: "instance",
    action,
    reason: "denied",
    message: "no",
    code: "AccessDenied",
    resource: null,
  };
  return { gap, last: last && { value: last.value, observedAt: at - last.ageMs } };
}

function running(ageMs = 24 * hour) {
  return read({ state: "running" as InstanceState, launchedAt: at - ageMs, stateReason: null });
}

function aNode(facts: Partial<NodeReadings> = {}): NodeReadings {
  return {
    id: "i-0123456789abcdef0",
    at,
    maxAgeMs: hour,
    instance: running(),
    registration: read({ ping: "Online" as const, lastPingAt: at - 60_000 }),
    channel: read({ status: "connected" as const }),
    ...facts,
  };
}

describe("an instance in EC2", () => {
  test.each<[InstanceState, string]>([
    ["pending", "unregistered"],
    ["running", "reachable"],
    ["stopping", "off"],
    ["stopped", "off"],
    ["shutting-down", "gone"],
    ["terminated", "gone"],
  ])("that is %s is %s", (state, status) => {
    expect(judgeNode(aNode({ instance: read({ state, launchedAt: at, stateReason: null }) })).status).toBe(
      status,
    );
  });

  test("is off when it is stopped, whatever record SSM has left over", () => {
    const stopped = read({
      state: "stopped" as const,
      launchedAt: at,
      stateReason: "User initiated (2026-11-20 09:00:00 GMT)",
    });
    expect(judgeNode(aNode({ instance: stopped }))).toMatchObject({
      status: "off",
      why: "It is stopped: User initiated (2026-11-20 09:00:00 GMT).",
    });
  });

  test("is gone when only SSM still knows its id", () => {
    expect(judgeNode(aNode({ instance: read(null) })).status).toBe("gone");
  });

  test("is unregistered when it runs and SSM has no record", () => {
    expect(judgeNode(aNode({ registration: read(null) }))).toMatchObject({
      status: "unregistered",
      expected: null,
      cause: null,
    });
  });

  test("is expected until five minutes after its launch", () => {
    const verdict = judgeNode(aNode({ instance: running(60_000), registration: read(null) }));
    expect(verdict).toMatchObject({
      status: "unregistered",
      cause: { code: "instance-launching" },
      expected: at - 60_000 + launchAllowanceMs,
    });
    const late = judgeNode(aNode({ instance: running(launchAllowanceMs), registration: read(null) }));
    expect(late).toMatchObject({ cause: null, expected: null });
  });
});

describe("a record in SSM", () => {
  test.each(["ConnectionLost", "Inactive"] as const)("that says %s is lost", (ping) => {
    expect(judgeNode(aNode({ registration: read({ ping, lastPingAt: at - hour }) })).status).toBe("lost");
  });

  test("that says Online is believed for fifteen minutes after the last ping", () => {
    const aged = (ageMs: number) =>
      judgeNode(aNode({ registration: read({ ping: "Online" as const, lastPingAt: at - ageMs }) }));
    expect(aged(freshPingMs)).toMatchObject({ status: "reachable", sure: "decided" });
    expect(aged(freshPingMs + 1)).toMatchObject({ status: "degraded", sure: "likely" });
  });

  test("is all there is of a hybrid node", () => {
    const hybrid = aNode({ id: "mi-0123456789abcdef0", instance: denied("ec2:DescribeInstances") });
    expect(judgeNode(hybrid).status).toBe("reachable");
    expect(
      judgeNode({ ...hybrid, registration: read({ ping: "ConnectionLost" as const, lastPingAt: at }) })
        .status,
    ).toBe("lost");
  });
});

describe("the session channel", () => {
  test("that was not asked yet leaves a node that answers reachable, likely", () => {
    expect(judgeNode(aNode({ channel: null }))).toMatchObject({
      status: "reachable",
      sure: "likely",
      why: null,
    });
  });

  test("that is closed degrades a node that answers", () => {
    expect(judgeNode(aNode({ channel: read({ status: "notconnected" as const }) })).status).toBe("degraded");
  });

  test("that could not be read leaves the node reachable, likely, and names the permission", () => {
    const verdict = judgeNode(aNode({ channel: denied("ssm:GetConnectionStatus") }));
    expect(verdict).toMatchObject({ status: "reachable", sure: "likely" });
    expect(verdict.why).toContain("ssm:GetConnectionStatus");
  });
});

describe("what could not be read", () => {
  test("makes a node unknown and names the permission, never red", () => {
    expect(judgeNode(aNode({ registration: denied("ssm:DescribeInstanceInformation") }))).toMatchObject({
      status: "unknown",
      sure: "undecided",
      why: "Unknown: its record in SSM could not be read, because ssm:DescribeInstanceInformation is denied.",
    });
    expect(judgeNode(aNode({ instance: denied("ec2:DescribeInstances") })).status).toBe("unknown");
  });

  test("matters only where it would decide: a stopped node is off without SSM", () => {
    const stopped = read({ state: "stopped" as const, launchedAt: at, stateReason: null });
    expect(
      judgeNode(aNode({ instance: stopped, registration: denied("ssm:DescribeInstanceInformation") })).status,
    ).toBe("off");
  });

  test("is stood in for by the last facts until they are too old", () => {
    const last = { value: { ping: "Online", lastPingAt: at - hour - 60_000 } as never, ageMs: hour };
    expect(judgeNode(aNode({ registration: denied("ssm:DescribeInstanceInformation", last) })).status).toBe(
      "reachable",
    );
    expect(
      judgeNode(
        aNode({ registration: denied("ssm:DescribeInstanceInformation", { ...last, ageMs: hour - 1 }) }),
      ).status,
    ).toBe("reachable");
    const older = { ...last, ageMs: hour + 1 };
    expect(judgeNode(aNode({ registration: denied("ssm:DescribeInstanceInformation", older) })).status).toBe(
      "unknown",
    );
  });
});

test("the evidence names the API, the field, the value and when it was read", () => {
  expect(
    judgeNode(aNode()).evidence.map(({ api, field, value, observedAt }) => [api, field, value, observedAt]),
  ).toEqual([
    ["ec2:DescribeInstances", "State.Name", "running", at],
    ["ssm:DescribeInstanceInformation", "PingStatus", "Online", at],
    ["ssm:GetConnectionStatus", "Status", "connected", at],
  ]);
});
