import { describe, expect, test } from "vitest";
import type { Instance } from "../../model/documents/instance.ts";
import type { SecurityGroupPermission } from "../../model/documents/security-group.ts";
import { GapError } from "../../model/snapshot.ts";
import { aDocument, aGap, type WorldParts } from "../../testing/a-document.ts";
import { aNodeView, type Surroundings } from "../../testing/a-node-view.ts";
import { aBlockedPath } from "../../testing/a-path-verdict.ts";
import { advise } from "./advise.ts";

const id = "i-0123456789abcdef0";
const roleArn = "arn:aws:iam::123456789012:role/node";

function aNode(instance: Partial<Instance> = {}, parts: WorldParts = {}, around: Surroundings = {}) {
  return aNodeView(
    id,
    {
      instance: [aDocument("instance", id, instance)],
      "managed-node": [aDocument("managed-node", id)],
      "connection-status": [aDocument("connection-status", id)],
      "security-group": [aDocument("security-group", "sg-1")],
      "instance-profile": [aDocument("instance-profile", "arn:aws:iam::123456789012:instance-profile/node")],
      role: [aDocument("role", roleArn)],
      ...parts,
    },
    around,
  );
}

const missing = { by: "none" } as const;

const idsOf = (node: ReturnType<typeof aNode>) =>
  advise(node).map(({ id: advice, subject }) => `${advice} ${subject.kind}/${subject.id}`);

test("a plain node gets no advice", () => {
  expect(advise(aNode())).toEqual([]);
});

test("nothing is advised of a node that does not run", () => {
  const parts = inbound({ fromPort: 22, toPort: 22 });
  expect(advise(aNode({ state: "stopped" }, parts))).toEqual([]);
  expect(advise(aNodeView("mi-0123456789abcdef0", {}))).toEqual([]);
});

test("nothing is advised of a node of which not even the instance could be read", () => {
  const gaps = [aGap("instance", "ec2:DescribeInstances")];
  expect(advise(aNodeView(id, { "managed-node": [aDocument("managed-node", id)] }, { gaps }))).toEqual([]);
});

function inbound(changes: Partial<SecurityGroupPermission>): WorldParts {
  const permission = {
    ...{ protocol: "tcp", fromPort: null, toPort: null, ipv4Ranges: ["0.0.0.0/0"] },
    ...{ ipv6Ranges: [], prefixListIds: [], groups: [] },
    ...changes,
  };
  return { "security-group": [aDocument("security-group", "sg-1", { ingress: [permission] })] };
}

describe("an inbound rule", () => {
  const told = ["inbound-open-to-the-world security-group/sg-1"];

  test.each([
    ["SSH", { fromPort: 22, toPort: 22 }],
    ["Remote Desktop", { fromPort: 3389, toPort: 3389 }],
    ["HTTPS", { fromPort: 443, toPort: 443 }],
    ["a span of ports", { fromPort: 0, toPort: 65_535 }],
    ["TCP by its number", { protocol: "6", fromPort: 22, toPort: 22 }],
    ["everything", { protocol: "-1" }],
    ["IPv6", { fromPort: 22, toPort: 22, ipv4Ranges: [], ipv6Ranges: ["::/0"] }],
  ])("for the whole Internet by %s is needless", (_, changes) => {
    expect(idsOf(aNode({}, inbound(changes)))).toEqual(told);
    expect(advise(aNode({}, inbound(changes)))[0]?.evidence).toHaveLength(1);
  });

  test.each([
    ["from a network", { fromPort: 22, toPort: 22, ipv4Ranges: ["10.0.0.0/8"] }],
    ["for another port", { fromPort: 8080, toPort: 8080 }],
    ["for another protocol", { protocol: "icmp", fromPort: -1, toPort: -1 }],
    ["for UDP", { protocol: "udp", fromPort: 443, toPort: 443 }],
  ])("%s is nobody's business here", (_, changes) => {
    expect(advise(aNode({}, inbound(changes)))).toEqual([]);
  });

  test("is never told as something to open", () => {
    const [advice] = advise(aNode({}, inbound({ fromPort: 22, toPort: 22 })));
    expect(advice?.sentence).toContain("needs no inbound rule");
  });
});

test("a policy that gives a node far too much is named with its role", () => {
  const policy = { name: "AmazonSSMFullAccess", id: "arn:aws:iam::aws:policy/AmazonSSMFullAccess" };
  const broad = { why: "systems-manager-administrator", policy, statement: null } as const;
  expect(idsOf(aNode({}, {}, { broadPolicies: { node: [broad] } }))).toEqual([
    `policy-too-broad role/${roleArn}`,
  ]);
});

test("a policy that is known by its name is told where the role's others could not be read", () => {
  const policy = { name: "AmazonSSMFullAccess", id: "arn:aws:iam::aws:policy/AmazonSSMFullAccess" };
  const broad = { why: "systems-manager-administrator", policy, statement: null } as const;
  const node = aNode({}, {}, { broadPolicies: { node: [broad] } });
  node.scope.permissions.mayCall = () => {
    throw new GapError(aGap("role", "iam:GetPolicyVersion", { resource: roleArn }));
  };
  expect(idsOf(node)).toEqual([`policy-too-broad role/${roleArn}`]);
});

test("two such policies of one role are one advice", () => {
  const named = (name: string) => ({ name, id: `arn:aws:iam::aws:policy/${name}` });
  const broad = [
    { why: "administrator", policy: named("AdministratorAccess"), statement: null },
    { why: "outdated", policy: named("AmazonEC2RoleforSSM"), statement: null },
  ] as const;
  const advice = advise(aNode({}, {}, { broadPolicies: { node: broad } }));
  expect(advice).toHaveLength(1);
  expect(advice[0]?.evidence).toHaveLength(2);
});

test("no two pieces of advice have the same id and the same subject", () => {
  const refuses = {
    node: { "ssm:ListAssociations": missing, "ssm:GetDocument": missing, "ssm:PutInventory": missing },
  };
  const ids = idsOf(aNode({}, {}, { refuses }));
  expect(ids).toHaveLength(3);
  expect(new Set(ids).size).toBe(ids.length);
});

test("a role that is enough to be reached may be too little for associations", () => {
  const refuses = { node: { "ssm:ListAssociations": { by: "none" as const } } };
  const [advice] = advise(aNode({}, {}, { refuses }));
  expect(advice?.sentence).toBe(
    "Role node does not allow ssm:ListAssociations: associations of State Manager do not run on it. It is reached without.",
  );
});

test("a role that is not even enough to be seen is not advised on details", () => {
  const refuses = { node: { ssm: { by: "none" as const } } };
  expect(idsOf(aNode({}, {}, { refuses }))).toEqual([]);
});

describe("a log of sessions", () => {
  const preferences = (logGroup: string | null): WorldParts => ({
    "session-preferences": [aDocument("session-preferences", "SSM-SessionManagerRunShell", { logGroup })],
  });
  const refuses = { node: { "logs:PutLogEvents": { by: "none" as const } } };

  test("that the account wants and the role may not write is told with the role", () => {
    const node = aNode({}, preferences("/ssm/sessions"), { refuses });
    expect(idsOf(node)).toEqual([`sessions-not-logged role/${roleArn}`]);
    expect(advise(node)[0]?.sentence).toContain("role node does not allow logs:PutLogEvents");
  });

  test("is nobody's wish, or may be written: then there is nothing to say", () => {
    expect(advise(aNode({}, preferences(null), { refuses }))).toEqual([]);
    expect(advise(aNode({}, {}, { refuses }))).toEqual([]);
    expect(advise(aNode({}, preferences("/ssm/sessions")))).toEqual([]);
  });
});

describe("the instance metadata", () => {
  const options = aDocument("instance", id).metadataOptions!;

  test("by version 1 is told, and what the agent needs of it", () => {
    const metadataOptions = { ...options, httpTokens: "optional" };
    expect(idsOf(aNode({ metadataOptions }))).toEqual([`metadata-version-1-allowed instance/${id}`]);
    const old = { "managed-node": [aDocument("managed-node", id, { agentVersion: "2.3.1319.0" })] };
    expect(advise(aNode({ metadataOptions }, old))[0]?.sentence).toContain("update the agent first");
  });

  test("that is switched off is no exposure", () => {
    expect(
      advise(aNode({ metadataOptions: { ...options, httpTokens: "optional", httpEndpoint: "disabled" } })),
    ).toEqual([]);
  });

  test.each([
    [1, 0],
    [2, 0],
    [3, 1],
    [64, 1],
  ])("within %i hops gives %i advice", (httpPutResponseHopLimit, count) => {
    expect(advise(aNode({ metadataOptions: { ...options, httpPutResponseHopLimit } }))).toHaveLength(count);
  });
});

describe("an endpoint for ec2messages", () => {
  const endpoint = aDocument("vpc-endpoint", "vpce-1", {
    serviceName: "com.amazonaws.eu-west-1.ec2messages",
  });

  test("is superfluous where all of the VPC's agents do without it", () => {
    expect(idsOf(aNode({}, { "vpc-endpoint": [endpoint] }))).toEqual([
      "legacy-endpoint-superfluous vpc-endpoint/vpce-1",
    ]);
  });

  test.each([
    ["an older agent", [aDocument("managed-node", "i-2", { agentVersion: "3.2.582.0" })]],
    ["one that nobody knows", []],
  ])("is not, with %s in the VPC", (_, records) => {
    const parts: WorldParts = {
      "vpc-endpoint": [endpoint],
      instance: [aDocument("instance", id), aDocument("instance", "i-2")],
      "managed-node": [aDocument("managed-node", id), ...records],
    };
    expect(advise(aNode({}, parts))).toEqual([]);
  });

  test("is not where the channel that replaces it is closed", () => {
    const channel = [aDocument("connection-status", id, { status: "notconnected" })];
    expect(advise(aNode({}, { "vpc-endpoint": [endpoint], "connection-status": channel }))).toEqual([]);
  });
});

test("S3 out of reach is told to be no reason, of a node that is silent alone", () => {
  const paths = { s3: aBlockedPath("rtb-1", "route-missing") };
  expect(idsOf(aNode({}, { "managed-node": [] }, { paths }))).toEqual(["s3-is-no-reason vpc/vpc-1"]);
  expect(advise(aNode({}, {}, { paths }))).toEqual([]);
});

test("where something was not read nothing is advised of it, and of the rest it is", () => {
  const gaps = [aGap("role", "iam:GetRole"), aGap("vpc-endpoint", "ec2:DescribeVpcEndpoints")];
  expect(idsOf(aNode({}, inbound({ fromPort: 22, toPort: 22 }), { gaps }))).toEqual([
    "inbound-open-to-the-world security-group/sg-1",
  ]);
});
