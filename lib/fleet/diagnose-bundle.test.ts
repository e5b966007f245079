import { describe, expect, test } from "vitest";
import { aRawBundle, healthyAnswers, nodeId, partsOf, type RawAnswers } from "../testing/a-bundle.ts";
import { diagnoseBundles } from "./diagnose-bundle.ts";

type Change = (parts: ReturnType<typeof partsOf>, answers: RawAnswers) => void;

/** A node that is well in every respect but those that a case changes. */
function wellAnswers(change: Change = () => undefined): RawAnswers {
  const answers = healthyAnswers("nat");
  const parts = partsOf(answers);
  Object.assign(parts.record, { PingStatus: "Online", LastPingDateTime: "2026-11-01T11:58:00Z" });
  parts.channel.Status = "connected";
  change(parts, answers);
  return answers;
}

async function diagnose(...bundles: unknown[]) {
  const inputs = bundles.map((bundle, index) => ({ file: `${index}.json`, json: structuredClone(bundle) }));
  const diagnoses = await diagnoseBundles(inputs);
  return diagnoses.map((diagnosis) => ({ ...diagnosis, nodes: [...diagnosis.nodes] }));
}

async function nodeOf(change?: Change, errors: Record<string, unknown> = {}, rest = {}) {
  const [diagnosis] = await diagnose(aRawBundle(wellAnswers(change), errors as never, rest));
  return diagnosis!.nodes.find(({ id }) => id === nodeId)!;
}

const shutOut: Change = ({ record, group }) => {
  record.PingStatus = "ConnectionLost";
  group("sg-node").IpPermissionsEgress = [];
};

test("all ages count from the bundle's own moment, never from the clock on the wall", async () => {
  expect(await nodeOf()).toMatchObject({ status: "reachable", sure: "decided", cause: null });
  const stale = await nodeOf(({ record }) => {
    record.LastPingDateTime = "2026-11-01T11:30:00Z";
  });
  expect(stale).toMatchObject({ status: "degraded", sure: "likely" });
});

test("a node has its cause with what is to blame, every check, and its path hop by hop", async () => {
  const node = await nodeOf(shutOut);
  expect(node).toMatchObject({
    name: "api-7",
    status: "lost",
    sure: "decided",
    cause: {
      code: "security-group-egress-blocks",
      subject: { kind: "security-group", id: "sg-node" },
      evidence: [expect.objectContaining({ api: "ec2:DescribeSecurityGroups" })],
    },
    expected: null,
  });
  const outcomes = new Map(node.checks.map(({ id, outcome }) => [id, outcome]));
  expect(outcomes.get("security-group-egress-blocks")).toBe("fail");
  expect(outcomes.get("instance-not-found")).toBe("pass");
  const [heartbeat] = node.path!.lanes;
  expect(heartbeat).toMatchObject({ service: "ssm", isRequired: true, trace: { answer: "blocked" } });
  expect(heartbeat!.trace.hops.map(({ state }) => state)).toContain("block");
});

test("nodes with the same cause and the same to blame share it", async () => {
  const [diagnosis] = await diagnose(
    aRawBundle(
      wellAnswers((parts, answers) => {
        shutOut(parts, answers);
        const twin = structuredClone(parts.instance);
        twin.InstanceId = "i-0bbbbbbbbbbbbbbb2";
        twin.NetworkInterfaces[0].NetworkInterfaceId = "eni-twin";
        answers["ec2:DescribeInstances"].Reservations[0].Instances.push(twin);
      }),
    ),
  );
  expect(diagnosis!.causes).toEqual([
    expect.objectContaining({
      code: "security-group-egress-blocks",
      subject: { kind: "security-group", id: "sg-node" },
      nodes: [nodeId, "i-0bbbbbbbbbbbbbbb2"],
    }),
  ]);
});

test("the moment until which waiting is right is told as AWS tells times", async () => {
  const node = await nodeOf(({ instance }, answers) => {
    instance.LaunchTime = "2026-11-01T11:58:00Z";
    answers["ssm:DescribeInstanceInformation"].InstanceInformationList = [];
  });
  expect(node).toMatchObject({ status: "unregistered", cause: { code: "instance-launching" } });
  expect(Date.parse(node.expected!)).toBeGreaterThan(Date.parse("2026-11-01T12:00:00Z"));
});

describe("what was not read", () => {
  test("is unknown and named, and never a fault", async () => {
    const node = await nodeOf((_, answers) => {
      delete answers["ssm:DescribeInstanceInformation"];
    });
    expect(node).toMatchObject({ status: "unknown", sure: "undecided", cause: null });
    expect(node.why).toContain("ssm:DescribeInstanceInformation");
  });

  test("because AWS refused it is told as the missing permission", async () => {
    const node = await nodeOf(
      (_, answers) => {
        delete answers["ssm:DescribeInstanceInformation"];
      },
      { "ssm:DescribeInstanceInformation": { code: "AccessDeniedException", message: "no" } },
    );
    expect(node).toMatchObject({
      status: "unknown",
      why: expect.stringContaining("ssm:DescribeInstanceInformation is denied"),
    });
  });

  test("of the network leaves the status, and merely no cause is decided", async () => {
    const node = await nodeOf((parts, answers) => {
      parts.record.PingStatus = "ConnectionLost";
      delete answers["ec2:DescribeRouteTables"];
    });
    expect(node).toMatchObject({ status: "lost", sure: "undecided", cause: null });
  });
});

describe("several bundles", () => {
  const elsewhere = { scope: { partition: "aws", account: "210987654321", region: "eu-west-2" } };
  const other = "i-0cccccccccccccccc";
  const named = wellAnswers((_, answers) => {
    answers["ssm:ListAssociations"].Associations = [
      { AssociationId: "a-1", Name: "Patch", Targets: [{ Key: "InstanceIds", Values: [other] }] },
    ];
  });
  const having = wellAnswers(({ instance }) => {
    instance.InstanceId = other;
  });
  const codeIn = async (...bundles: unknown[]) => {
    const [first] = await diagnose(...bundles);
    return first!.nodes.find(({ id }) => id === other)?.cause?.code;
  };

  test("are one world: what one of them names may stand in another", async () => {
    expect(await codeIn(aRawBundle(named))).toBe("instance-not-found");
    expect(await codeIn(aRawBundle(named), aRawBundle(having, {}, elsewhere))).toBe(
      "instance-in-other-scope",
    );
  });

  test("of one scope are judged each by itself, in the order in which they were given", async () => {
    const diagnoses = await diagnose(aRawBundle(wellAnswers()), aRawBundle(wellAnswers(shutOut)));
    expect(diagnoses.map(({ bundle, nodes }) => [bundle, nodes[0]!.status])).toEqual([
      ["0.json", "reachable"],
      ["1.json", "lost"],
    ]);
  });
});

test("history tells since when, and that an agent is still backing off from what is mended", async () => {
  const change = {
    kind: "security-group",
    id: "sg-node",
    field: "IpPermissionsEgress",
    from: [],
    to: partsOf(wellAnswers()).group("sg-node").IpPermissionsEgress,
    at: "2026-11-01T11:40:00Z",
  };
  const lost: Change = ({ record }) => {
    record.PingStatus = "ConnectionLost";
  };
  const waiting = await nodeOf(lost, {}, { history: [change] });
  expect(waiting).toMatchObject({ status: "lost", cause: { code: "agent-backing-off" } });
  expect(waiting.expected).toBe("2026-11-01T12:40:00.000Z");
  const shut = { ...change, from: change.to, to: [], at: "2026-11-01T06:12:08Z" };
  const since = (await nodeOf(shutOut, {}, { history: [shut] })).since;
  expect(since).toBe("2026-11-01T06:12:08.000Z");
});

describe("what CloudTrail tells in a bundle", () => {
  const permissions = (cidrIp: string) => ({
    items: [{ ipProtocol: "tcp", fromPort: 443, toPort: 443, ipRanges: { items: [{ cidrIp }] } }],
  });
  const event = (eventName: string, eventTime: string, cidrIp = "0.0.0.0/0", more = {}) => ({
    EventName: eventName,
    CloudTrailEvent: JSON.stringify({
      ...{ eventID: `${eventName} ${eventTime}`, eventName, eventTime, eventSource: "ec2.amazonaws.com" },
      userIdentity: { arn: "arn:aws:sts::123456789012:assumed-role/terraform-ci/run-1" },
      requestParameters: { groupId: "sg-node", ipPermissions: permissions(cidrIp) },
      ...more,
    }),
  });
  const withEvents =
    (...Events: unknown[]): Change =>
    (parts, answers) => {
      parts.record.PingStatus = "ConnectionLost";
      parts.group("sg-node").IpPermissionsEgress = [tcp443];
      answers["cloudtrail:LookupEvents"] = { Events };
    };
  const tcp443 = {
    ...{ IpProtocol: "tcp", FromPort: 443, ToPort: 443 },
    IpRanges: [{ CidrIp: "0.0.0.0/0" }, { CidrIp: "203.0.113.0/24" }],
  };
  const authorized = (cidrIp?: string, more?: object) =>
    event("AuthorizeSecurityGroupEgress", "2026-11-01T11:40:00Z", cidrIp, more);

  test("says for what an agent waits, at a first look", async () => {
    const waiting = await nodeOf(withEvents(authorized()));
    expect(waiting).toMatchObject({
      cause: { code: "agent-backing-off" },
      expected: "2026-11-01T12:40:00.000Z",
      changedBy: "role/terraform-ci",
    });
    expect(waiting.why).toContain("by role/terraform-ci");
  });

  test("is no reason to wait where it let through nothing that was blocked, was refused, or came later", async () => {
    const later = event("AuthorizeSecurityGroupEgress", "2026-11-01T12:00:01Z");
    for (const told of [
      authorized("203.0.113.0/24"),
      authorized("0.0.0.0/0", { errorCode: "Client.UnauthorizedOperation" }),
      later,
    ])
      expect((await nodeOf(withEvents(told))).cause?.code).toBe("agent-silent");
  });

  test("says who took away what is missing now, and when", async () => {
    const revoked = event("RevokeSecurityGroupEgress", "2026-11-01T06:12:08Z");
    const useless = event("AuthorizeSecurityGroupEgress", "2026-11-01T06:30:00Z", "198.51.100.0/24");
    const { since, changedBy, cause } = await nodeOf((parts, answers) => {
      withEvents(useless, revoked)(parts, answers);
      shutOut(parts, answers);
    });
    expect([since, changedBy]).toEqual(["2026-11-01T06:12:08.000Z", "role/terraform-ci"]);
    expect(cause?.evidence.at(-1)?.sentence).toBe(
      "An outbound rule of sg-node was revoked by role/terraform-ci.",
    );
  });
});

test("without proof the same is concluded, and nothing is drawn", async () => {
  const inputs = [{ file: "0.json", json: aRawBundle(wellAnswers(shutOut)) }];
  const [lean] = await diagnoseBundles(inputs, { withProof: false });
  const [full] = await diagnoseBundles(inputs);
  const conclusions = (diagnosis: typeof full) =>
    [...diagnosis!.nodes].map(({ id, status, sure, why, cause }) => ({ id, status, sure, why, cause }));
  expect(conclusions(lean)).toEqual(conclusions(full));
  expect([...lean!.nodes][0]).toMatchObject({ checks: [], path: null });
});

test("a file that is no bundle is refused by what is wrong with it", async () => {
  await expect(diagnoseBundles([{ json: { muster: 1 }, file: "fleet.json" }])).rejects.toThrow(
    /fleet\.json: scope/,
  );
});
