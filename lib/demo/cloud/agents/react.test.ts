import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { addCondition, addNode, aWorld, handClock, type SmallWorld } from "../../testing/a-world.ts";
import type { Agent } from "../agent.ts";
import { announce } from "../change.ts";
import type { ConditionEffect } from "../condition.ts";
import { agentView } from "./agent-view.ts";
import { letAgentsReact, reactToChange, restartAgent } from "./react.ts";

const minute = 60_000;
const nodeId = "i-0123456789abcdef0";

type Planted = { code: string; effect: ConditionEffect };

function plant({ code, effect }: Planted, speed = 1) {
  const small = aWorld(handClock(speed));
  const agent = addNode(small, nodeId, heldBackBy(effect, small));
  const condition = addCondition(small, agent, { code, effect });
  return { small, agent, condition };
}

function heldBackBy(effect: ConditionEffect, { clock }: SmallWorld): Partial<Agent> {
  if (effect === "lost")
    return { ping: "ConnectionLost", lastPingAt: clock.now() - 24 * 60 * minute, isChannelOpen: false };
  if (effect === "unregistered") return { ping: "absent", registeredAt: null, isChannelOpen: false };
  return effect === "channel-closed" ? { isChannelOpen: false } : {};
}

function view({ world, region, clock }: SmallWorld, agent: Agent) {
  return agentView(agent, region, world, clock.now());
}

/** Minutes of the clock until the node answers with an open channel. */
function minutesUntilBack(small: SmallWorld, agent: Agent): number {
  for (let minutes = 0; minutes <= 24 * 60; minutes++) {
    if (view(small, agent)?.ping === "Online" && view(small, agent)?.isConnected) return minutes;
    small.clock.forward(minute);
  }
  return Number.POSITIVE_INFINITY;
}

describe("an agent whose fault was mended", () => {
  test.each<[Planted, atLeast: number, atMost: number]>([
    [{ code: "security-group-egress-blocks", effect: "lost" }, 0, 5],
    [{ code: "session-channel-closed", effect: "channel-closed" }, 0, 5],
    [{ code: "security-group-egress-blocks", effect: "unregistered" }, 0, 60],
    [{ code: "instance-profile-missing", effect: "unregistered" }, 0, 60],
    [{ code: "role-actions-denied", effect: "lost" }, 0, 30],
    [{ code: "default-host-management-broken", effect: "unregistered" }, 0, 30],
  ])("comes back after %o within the delay of its habit", (planted, atLeast, atMost) => {
    const { small, agent, condition } = plant(planted);
    condition.mended = true;
    reactToChange(small.world);
    const minutes = minutesUntilBack(small, agent);
    expect(minutes).toBeGreaterThanOrEqual(atLeast);
    expect(minutes).toBeLessThanOrEqual(atMost);
  });

  test("waits until nothing holds it back any more", () => {
    const { small, agent, condition } = plant({ code: "route-missing", effect: "lost" });
    const other = addCondition(small, agent, { code: "security-group-egress-blocks", effect: "lost" });
    condition.mended = true;
    reactToChange(small.world);
    expect(minutesUntilBack(small, agent)).toBe(Number.POSITIVE_INFINITY);
    other.mended = true;
    reactToChange(small.world);
    expect(minutesUntilBack(small, agent)).toBeLessThanOrEqual(5);
  });

  test("needs a speed-th of the time at a speed, and its stamps stay those of the clock", () => {
    const { small, agent, condition } = plant({ code: "role-actions-denied", effect: "lost" }, 60);
    condition.mended = true;
    reactToChange(small.world);
    const mendedAt = small.clock.now();
    expect(minutesUntilBack(small, agent)).toBeLessThanOrEqual(1);
    const lastPingAt = view(small, agent)?.lastPingAt ?? 0;
    expect(lastPingAt).toBeGreaterThan(mendedAt);
    expect(lastPingAt).toBeLessThanOrEqual(small.clock.now());
  });

  test("registers at the moment at which it came back, not when somebody looked", () => {
    const { small, agent, condition } = plant({ code: "instance-profile-missing", effect: "unregistered" });
    condition.mended = true;
    reactToChange(small.world);
    const dueAt = agent.dueAt;
    small.clock.forward(24 * 60 * minute);
    expect(view(small, agent)?.registeredAt).toBe(dueAt);
  });

  test("tries at once when its host is rebooted", () => {
    const { small, agent, condition } = plant({ code: "instance-profile-missing", effect: "unregistered" });
    letAgentsReact(small.world);
    condition.mended = true;
    reactToChange(small.world);
    announce(small.world, {
      account: small.account.id,
      region: small.region.name,
      by: "ec2:RebootInstances",
      resourceIds: [nodeId],
    });
    expect(minutesUntilBack(small, agent)).toBeLessThanOrEqual(1);
  });

  test("is not brought back by a restart while the fault stands", () => {
    const { small, agent } = plant({ code: "route-missing", effect: "lost" });
    restartAgent(small.world, small.region, nodeId);
    expect(minutesUntilBack(small, agent)).toBe(Number.POSITIVE_INFINITY);
  });
});

describe("an agent whose fault came back", () => {
  test("pings no more, and is called lost half an hour later", () => {
    const { small, agent, condition } = plant({ code: "route-missing", effect: "lost" });
    condition.mended = true;
    reactToChange(small.world);
    minutesUntilBack(small, agent);
    condition.mended = false;
    reactToChange(small.world);
    const brokenAt = small.clock.now();

    small.clock.forward(20 * minute);
    expect(view(small, agent)?.ping).toBe("Online");
    expect(view(small, agent)?.lastPingAt).toBeLessThanOrEqual(brokenAt);
    small.clock.forward(20 * minute);
    expect(view(small, agent)).toMatchObject({ ping: "ConnectionLost", isConnected: false });
    expect(view(small, agent)?.lastPingAt).toBeLessThanOrEqual(brokenAt);
  });

  test("keeps an open channel for a while after its role lost the permission", () => {
    const { small, agent, condition } = plant({ code: "role-actions-missing", effect: "channel-closed" });
    condition.mended = true;
    reactToChange(small.world);
    minutesUntilBack(small, agent);
    condition.mended = false;
    reactToChange(small.world);
    small.clock.forward(10 * minute);
    expect(view(small, agent)?.isConnected).toBe(true);
    small.clock.forward(60 * minute);
    expect(view(small, agent)).toMatchObject({ ping: "Online", isConnected: false });
  });
});

describe("a node's record", () => {
  test("is gone while its instance is stopped, and back when it has booted", () => {
    const small = aWorld();
    const agent = addNode(small, nodeId);
    const instance = small.region.ec2.instances.get(nodeId)!;
    instance.State = { Name: "stopped" };
    expect(view(small, agent)).toBeNull();
    instance.State = { Name: "running" };
    instance.LaunchTime = new Date(small.clock.now());
    expect(view(small, agent)).toBeNull();
    small.clock.forward(minute);
    expect(view(small, agent)?.ping).toBe("Online");
    expect(view(small, agent)?.lastPingAt).toBeGreaterThan(instance.LaunchTime.getTime());
  });

  test("of a lost node leaves with a stop and does not come back with the start", () => {
    const { small, agent } = plant({ code: "route-missing", effect: "lost" });
    const instance = small.region.ec2.instances.get(nodeId)!;
    instance.LaunchTime = new Date(small.clock.now());
    small.clock.forward(10 * minute);
    expect(view(small, agent)).toBeNull();
  });

  test("stays when EC2 no longer knows the instance", () => {
    const small = aWorld();
    const agent = addNode(small, nodeId);
    small.region.ec2.instances.delete(nodeId);
    expect(view(small, agent)?.ping).toBe("Online");
  });
});

test("an agent that answers was last heard within its heartbeat, and never in the future", () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 0, max: 5 * minute - 1 }),
      fc.integer({ min: 1, max: 1000 }),
      fc.integer({ min: 0, max: 1_000_000_000 }),
      (pingPhaseMs, speed, later) => {
        const small = aWorld(handClock(speed));
        const agent = addNode(small, nodeId, { pingPhaseMs });
        small.clock.forward(later);
        const age = small.clock.now() - (view(small, agent)?.lastPingAt ?? 0);
        expect(age).toBeGreaterThanOrEqual(0);
        expect(age).toBeLessThanOrEqual((5 * minute) / speed + 1);
      },
    ),
  );
});

test("a fault that comes and goes leaves the agent as it was, however often", () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 90 }), { maxLength: 12 }), (pauses) => {
      const { small, agent, condition } = plant({ code: "route-missing", effect: "lost" });
      for (const pause of pauses) {
        condition.mended = !condition.mended;
        reactToChange(small.world);
        small.clock.forward(pause * minute);
      }
      condition.mended = true;
      reactToChange(small.world);
      small.clock.forward(5 * minute);
      expect(view(small, agent)).toMatchObject({ ping: "Online", isConnected: true });
    }),
  );
});
