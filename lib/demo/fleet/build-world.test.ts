import { describe, expect, test } from "vitest";
import type { World } from "../cloud/world.ts";
import { buildWorld, countNodes } from "./build-world.ts";
import { accountIds, demoAccounts, demoCredentials, lowManagedNodeQuota } from "./demo-accounts.ts";

const noon = Date.parse("2026-11-25T12:00:00Z");
const clockAt = (now: number) => ({ now: () => now, speed: 1 });
const build = (nodes: number, seed = 1, now = noon) => buildWorld({ nodes, seed, clock: clockAt(now) });

/** Everything in the world as text; functions and the clock have none. */
function written(world: World): string {
  return JSON.stringify(world, (key, value) =>
    key === "clock"
      ? undefined
      : value instanceof Map
        ? [...value]
        : value instanceof Set
          ? [...value]
          : value,
  );
}

const regionsOf = (world: World) =>
  [...world.accounts.values()].flatMap(({ regions }) => [...regions.values()]);
const nodeIds = (world: World) => regionsOf(world).flatMap(({ ssm }) => [...ssm.agents.keys()]);
const small = build(300);
const usual = build(1200);

const nodeCauses =
  `instance-not-found instance-in-other-scope instance-terminated instance-stopped instance-launching
  agent-backing-off instance-status-impaired metadata-disabled metadata-version-unusable instance-profile-missing
  instance-profile-empty role-trust-wrong role-actions-missing role-actions-denied permissions-boundary-denies
  organization-policy-denies endpoint-policy-denies default-host-management-broken default-host-management-shadowed
  vpc-dns-disabled resolver-unprovable endpoint-missing endpoint-unavailable endpoint-private-dns-off
  endpoint-address-family endpoint-security-group-blocks security-group-egress-blocks network-acl-egress-blocks
  network-acl-ingress-blocks endpoint-network-acl-blocks nat-network-acl-blocks route-missing route-blackhole
  public-address-missing internet-gateway-detached nat-gateway-unavailable nat-gateway-has-no-way-out
  ipv6-path-missing public-access-blocked path-unprovable session-channel-closed session-logging-path-missing
  content-path-blocked agent-outdated agent-silent agent-never-registered activation-expired hybrid-node-silent
  managed-node-quota`.split(/\s+/);

describe("a seed", () => {
  test("decides everything", () => {
    expect(written(build(300))).toBe(written(small));
  });

  test("decides every id, whatever the hour", () => {
    const later = build(300, 1, noon + 77 * 24 * 3_600_000);
    expect(nodeIds(later)).toEqual(nodeIds(small));
    expect([...later.conditions.keys()]).toEqual([...small.conditions.keys()]);
  });

  test("gives another fleet than another seed", () => {
    const other = new Set(nodeIds(build(300, 2)));
    expect(nodeIds(small).filter((id) => other.has(id))).toEqual([]);
  });

  test("gives a node of a condition the same id in a fleet of any size", () => {
    const ids = (world: World) => world.conditions.get("app-workers-egress")?.nodes;
    expect(ids(usual)).toEqual(ids(small));
  });
});

describe.each([
  ["300 nodes", small, 300],
  ["1,200 nodes", usual, 1200],
])("a fleet of %s", (_, world, size) => {
  test("has that many nodes", () => {
    expect(countNodes(world)).toBe(size);
  });

  test("has every cause that a node can have", () => {
    const codes = new Set([...world.conditions.values()].map(({ code }) => code));
    expect(nodeCauses.filter((code) => !codes.has(code))).toEqual([]);
  });

  test("has at least 40 conditions and 15 decoys", () => {
    const conditions = [...world.conditions.values()];
    expect(conditions.filter(({ code }) => code !== null).length).toBeGreaterThanOrEqual(40);
    expect(conditions.filter(({ code }) => code === null).length).toBeGreaterThanOrEqual(15);
  });

  test("starts with no condition mended", () => {
    const mended = [...world.conditions.values()].filter((condition) => condition.isMended(world));
    expect(mended.map(({ id }) => id)).toEqual([]);
  });

  test("has the nodes that its conditions name, but for those that are gone", () => {
    const known = new Set(nodeIds(world));
    for (const { code, id, nodes } of world.conditions.values()) {
      expect(nodes.length, id).toBeGreaterThan(0);
      const isGone = code === "instance-not-found";
      expect(
        nodes.every((node) => known.has(node) !== isGone),
        id,
      ).toBe(true);
    }
  });

  test("shows of each agent what its conditions do", () => {
    for (const { ssm } of regionsOf(world)) {
      for (const agent of ssm.agents.values()) {
        const effects = agent.conditionIds.map((id) => world.conditions.get(id)?.effect);
        if (effects.length === 0) expect(agent).toMatchObject({ ping: "Online", isChannelOpen: true });
        else if (effects.includes("absent")) expect(agent.ping).toBe("absent");
        else if (effects.includes("unregistered"))
          expect(agent).toMatchObject({ ping: "absent", registeredAt: null, isChannelOpen: false });
        else if (effects.includes("lost")) expect(agent.ping).toBe("ConnectionLost");
        else if (effects.includes("waiting")) expect(agent.dueAt).toBeGreaterThan(noon);
        else expect(agent).toMatchObject({ ping: "Online", isChannelOpen: false });
        if (agent.ping === "ConnectionLost")
          expect(agent.lastPingAt).toBeGreaterThan(agent.registeredAt ?? noon);
      }
    }
  });

  test("has no record of a node only where nothing ever let it register", () => {
    for (const { ec2, ssm } of regionsOf(world)) {
      for (const { nodeId, conditionIds } of ssm.agents.values()) {
        const launchedAt = ec2.instances.get(nodeId)?.LaunchTime?.getTime();
        const held = conditionIds.flatMap((id) => world.conditions.get(id) ?? []);
        if (launchedAt === undefined || !held.some(({ effect }) => effect === "unregistered")) continue;
        const began = Math.min(...held.map(({ since }) => since.getTime()));
        expect(began, held[0]?.id).toBeLessThanOrEqual(launchedAt);
      }
    }
  });

  test("blames resources that stand in it", () => {
    const world300 = written(world);
    for (const { id, code, subject } of world.conditions.values()) {
      if (["organization", "service", "scope", "transit-gateway"].includes(subject.kind)) continue;
      if (code === "instance-not-found") continue;
      expect(world300.includes(`"${subject.id}"`), `${id}: ${subject.kind} ${subject.id}`).toBe(true);
    }
  });
});

test("shared causes have many nodes", () => {
  expect(usual.conditions.get("app-workers-egress")?.nodes).toHaveLength(26);
  expect(usual.conditions.get("ledger-without-endpoints")?.nodes).toHaveLength(11);
});

test("some nodes have two causes, the first one first", () => {
  const twice = regionsOf(usual)
    .flatMap(({ ssm }) => [...ssm.agents.values()])
    .filter(({ conditionIds }) => conditionIds.length > 1);
  const codes = twice.map(({ conditionIds }) =>
    conditionIds.map((id) => usual.conditions.get(id)?.code).join(" "),
  );
  expect(new Set(codes)).toEqual(
    new Set([
      "security-group-egress-blocks endpoint-security-group-blocks",
      "instance-profile-missing security-group-egress-blocks",
      "metadata-disabled network-acl-egress-blocks",
      "role-actions-missing nat-gateway-unavailable",
      "instance-status-impaired vpc-dns-disabled",
    ]),
  );
});

test("the accounts that a reader configures have a role that the hub may assume", () => {
  expect(demoCredentials.accessKeyId).toMatch(/^AKIA[A-Z0-9]{16}$/);
  expect(demoCredentials.secretAccessKey).toHaveLength(40);
  expect(usual.accounts.get(accountIds.prod)?.accessKeyIds.has(demoCredentials.accessKeyId)).toBe(true);
  for (const { id, roleArn, externalId, regions } of demoAccounts) {
    const account = usual.accounts.get(id);
    const role = account?.iam.roles.get(roleArn.split("/").at(-1) ?? "");
    expect(role?.arn).toBe(roleArn);
    expect(role?.trust.Statement[0]?.Condition).toEqual(
      externalId ? { StringEquals: { "sts:ExternalId": externalId } } : undefined,
    );
    expect(regions.every((region) => account?.regions.has(region))).toBe(true);
  }
});

test("the small scope is above its quota of managed nodes", () => {
  const { ssm } =
    usual.accounts.get(lowManagedNodeQuota.account)?.regions.get(lowManagedNodeQuota.region) ?? {};
  expect(ssm?.agents.size).toBeGreaterThan(ssm?.managedNodeQuota ?? Number.POSITIVE_INFINITY);
});

test("a fleet of 100,000 has them all, and every condition", { timeout: 120_000 }, () => {
  const large = build(100_000);
  expect(countNodes(large)).toBe(100_000);
  for (const id of small.conditions.keys()) {
    if (!id.startsWith("stopped/")) expect(large.conditions.has(id), id).toBe(true);
  }
});
