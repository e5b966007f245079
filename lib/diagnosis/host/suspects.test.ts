import { describe, expect, test } from "vitest";
import type { Image } from "../../model/documents/image.ts";
import type { Instance } from "../../model/documents/instance.ts";
import type { ManagedNode } from "../../model/documents/managed-node.ts";
import { aDocument, aGap, aMoment, type WorldParts } from "../../testing/a-document.ts";
import { aNodeView, type Surroundings } from "../../testing/a-node-view.ts";
import { hostManagementSettingId } from "../identity/host-management.ts";
import { findSuspects } from "./suspects.ts";

const id = "i-0123456789abcdef0";
const hour = 3_600_000;
const lost = { pingStatus: "ConnectionLost", lastPingAt: aMoment - 5 * hour } as const;

type Sibling = {
  id: string;
  instance?: Partial<Instance>;
  record?: Partial<ManagedNode> | null;
  channel?: "notconnected";
};

function aNode(
  own: { instance?: Partial<Instance>; record?: Partial<ManagedNode> | null; image?: Partial<Image> },
  siblings: readonly Sibling[] = [],
  { parts = {}, ...around }: Surroundings & { parts?: WorldParts } = {},
) {
  const all: readonly Sibling[] = [
    { id, instance: own.instance ?? {}, record: own.record ?? null },
    ...siblings,
  ];
  return aNodeView(
    id,
    {
      instance: all.map((each) => aDocument("instance", each.id, { imageId: "ami-1", ...each.instance })),
      "managed-node": all.flatMap((each) =>
        each.record === null ? [] : [aDocument("managed-node", each.id, each.record)],
      ),
      "connection-status": all.flatMap((each) =>
        each.channel ? [aDocument("connection-status", each.id, { status: each.channel })] : [],
      ),
      image: [aDocument("image", "ami-1", own.image)],
      "instance-profile": [aDocument("instance-profile", "arn:aws:iam::123456789012:instance-profile/node")],
      role: [aDocument("role", "arn:aws:iam::123456789012:role/node")],
      ...parts,
    },
    around,
  );
}

const golden = { name: "golden-7", ownerId: "123456789012", imageOwnerAlias: null };
const amazonLinux = { name: "al2023-ami-2023.9.20260914.0-kernel-6.12-x86_64" };

function first(...[node, code]: Parameters<typeof findSuspects>): string {
  return findSuspects(node, code)[0]?.id ?? "none";
}

describe("a node that never registered", () => {
  const code = "agent-never-registered";

  test("has no agent, most likely, when its image is not known to have one", () => {
    expect(first(aNode({ image: golden }), code)).toBe("agent-not-installed");
  });

  test("has a disabled one, rather, when its image ships the agent", () => {
    const [suspect] = findSuspects(aNode({ image: amazonLinux }), code);
    expect(suspect?.id).toBe("agent-stopped");
  });

  test("is a clone, rather, when others of its image answer", () => {
    const siblings = ["i-1", "i-2"].map((each) => ({ id: each, instance: { subnetId: "subnet-2" } }));
    const found = findSuspects(aNode({ image: golden }, siblings), code);
    expect(found.findIndex(({ id: suspect }) => suspect === "registration-cloned")).toBeLessThan(2);
    expect(found.find(({ id: suspect }) => suspect === "registration-cloned")?.reason).toContain(
      "2 of 2 others that run from image ami-1 answer.",
    );
  });

  test("has no agent all the more when no other of its image ever answered", () => {
    const siblings = ["i-1", "i-2"].map((each) => ({ id: each, record: null }));
    const [suspect] = findSuspects(aNode({ image: golden }, siblings), code);
    expect(suspect).toMatchObject({ id: "agent-not-installed" });
    expect(suspect?.reason).toContain("0 of 2 others that run from image ami-1 answer.");
  });

  test("may have an agent that is too old, where it depends on default host management", () => {
    const setting = aDocument("service-setting", hostManagementSettingId, { value: "Default" });
    const node = aNode({ instance: { instanceProfileArn: null }, image: amazonLinux }, [], {
      parts: { "service-setting": [setting] },
    });
    expect(first(node, code)).toBe("agent-too-old");
  });

  test("is not said to have no agent once SSM had a record of it", () => {
    const change = { scope: "123456789012:eu-west-1", kind: "managed-node", id, field: "*" } as const;
    const changes = [{ ...change, from: {}, to: null, at: aMoment - hour, by: null }];
    expect(first(aNode({ image: golden }, [], { changes }), code)).toBe("agent-stopped");
  });

  test("shares its trouble, when nobody in its subnet answers", () => {
    const siblings = ["i-1", "i-2", "i-3"].map((each) => ({
      ...{ id: each, record: null },
      instance: { imageId: "ami-2" },
    }));
    const proxy = findSuspects(aNode({ image: amazonLinux }, siblings), code).find(
      ({ id: suspect }) => suspect === "proxy-wrong",
    );
    expect(proxy?.reason).toContain("None of the 3 others that stand in subnet-1 answers");
  });
});

describe("an instance that is registered as a machine outside of EC2", () => {
  const [mine, other] = ["mi-0123456789abcdef0", "mi-0fedcba9876543210"];
  const instance = { privateAddress: "10.0.0.7" };
  const withRecords = (...records: ReturnType<typeof aDocument<"managed-node">>[]) =>
    findSuspects(aNode({ instance }, [], { parts: { "managed-node": records } }), "agent-never-registered");

  test("is told by the source of that record, and by its address where it names none", () => {
    const named = aDocument("managed-node", mine, { sourceId: id, address: "10.0.0.9" });
    const alike = aDocument("managed-node", other, { address: "10.0.0.7" });
    expect(withRecords(alike)[0]).toMatchObject({
      id: "registered-as-hybrid",
      reason: `SSM lists ${other} with the same address, 10.0.0.7.`,
    });
    expect(withRecords(alike, named)[0]?.reason).toBe(`SSM lists ${mine} with this instance as its source.`);
  });

  test("is not suspected for a machine of another address", () => {
    const elsewhere = aDocument("managed-node", mine, { address: "10.0.0.9" });
    expect(withRecords(elsewhere).map((suspect) => suspect.id)).not.toContain("registered-as-hybrid");
  });
});

test("the old record of a machine that registered again is told by the new one", () => {
  const [old, present] = ["mi-0123456789abcdef0", "mi-0fedcba9876543210"];
  const aRecord = (
    machine: string,
    registeredAt: number,
    pingStatus: ManagedNode["pingStatus"],
    name = "db1",
  ) => aDocument("managed-node", machine, { registeredAt, pingStatus, computerName: name });
  const firstFor = (...others: ReturnType<typeof aRecord>[]) => {
    const records = [aRecord(old, aMoment - 90 * hour, "ConnectionLost", "DB1"), ...others];
    return findSuspects(aNodeView(old, { "managed-node": records }), "hybrid-node-silent")[0];
  };
  expect(firstFor(aRecord(present, aMoment - hour, "Online"))).toMatchObject({
    id: "registered-again",
    reason: `${present} has the same name, db1, registered later and is online.`,
  });
  expect(firstFor(aRecord(present, aMoment - 99 * hour, "Online"))?.id).toBe("machine-off");
  expect(firstFor(aRecord(present, aMoment - hour, "ConnectionLost"))?.id).toBe("machine-off");
  expect(firstFor(aRecord(present, aMoment - hour, "Online", "db2"))?.id).toBe("machine-off");
});

describe("a node that was lost", () => {
  const code = "agent-silent";

  test("has a stopped agent or a full disk, and says that it fell silent while it ran", () => {
    const found = findSuspects(aNode({ record: lost }), code);
    expect(
      found
        .slice(0, 2)
        .map(({ id: suspect }) => suspect)
        .sort(),
    ).toEqual(["agent-stopped", "resources-exhausted"]);
    expect(found.find(({ id: suspect }) => suspect === "resources-exhausted")?.reason).toContain(
      "It fell silent while it ran, at 2026-11-01T07:00:00.000Z.",
    );
  });

  test("has an agent that did not come up, when it was started since", () => {
    const node = aNode({ instance: { launchedAt: aMoment - hour }, record: lost });
    const [suspect] = findSuspects(node, code);
    expect(suspect).toMatchObject({ id: "agent-stopped" });
    expect(suspect?.reason).toContain("last heard before it was started at 2026-11-01T11:00:00.000Z");
  });

  test("may have a system that hangs, when EC2's checks have no data", () => {
    const status = aDocument("instance-status", id, { instanceStatus: "insufficient-data" });
    const found = findSuspects(aNode({ record: lost }, [], { parts: { "instance-status": [status] } }), code);
    expect(found.map(({ id: suspect }) => suspect)).toContain("system-not-up");
  });
});

describe("a node whose channel is closed", () => {
  const code = "session-channel-closed";
  const neighbour = { id: "i-1" };

  test("has a worker that hangs, rather, when the channels of its neighbours are open", () => {
    expect(first(aNode({ record: {} }, [neighbour]), code)).toBe("session-worker-hangs");
  });

  test("has a proxy in the way, rather, when those of its neighbours are closed as well", () => {
    expect(first(aNode({ record: {} }, [{ ...neighbour, channel: "notconnected" }]), code)).toBe(
      "proxy-wrong",
    );
  });
});

describe("a hybrid node", () => {
  const code = "hybrid-node-silent";
  const hybrid = "mi-0123456789abcdef0";
  const node = (others: Partial<ManagedNode>) =>
    aNodeView(hybrid, {
      "managed-node": [
        aDocument("managed-node", hybrid, { ...lost, activationId: "act-1" }),
        aDocument("managed-node", "mi-00000000000000001", { ...others, activationId: "act-1" }),
      ],
    });

  test("is off, most likely, and all the more when none that registered with it answers", () => {
    expect(findSuspects(node({}), code)[0]?.id).toBe("machine-off");
    expect(findSuspects(node(lost), code)[0]?.reason).toContain("one other, and it is silent, too.");
  });
});

test("nobody is suspected for a cause that is not on the host", () => {
  expect(findSuspects(aNode({}), "instance-profile-missing")).toEqual([]);
  expect(findSuspects(aNode({}), null)).toEqual([]);
});

test("siblings that could not be read are not called silent", () => {
  const gaps = [aGap("managed-node", "ssm:DescribeInstanceInformation")];
  const found = findSuspects(
    aNode({ image: golden }, [{ id: "i-1", record: null }], { gaps }),
    "agent-never-registered",
  );
  expect(found.map(({ reason }) => reason).join()).not.toContain("others that");
});

test("each suspect comes once, with a title, a reason, and no more than can be read", () => {
  for (const code of [
    "agent-never-registered",
    "agent-silent",
    "session-channel-closed",
    "hybrid-node-silent",
  ] as const) {
    const found = findSuspects(aNode({ record: lost }), code);
    expect(found.length).toBeLessThanOrEqual(6);
    expect(new Set(found.map(({ id: suspect }) => suspect)).size).toBe(found.length);
    for (const { title, reason } of found) expect([title, reason]).not.toContain("");
  }
});
