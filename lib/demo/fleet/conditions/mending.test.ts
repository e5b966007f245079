import * as ec2 from "@aws-sdk/client-ec2";
import * as iam from "@aws-sdk/client-iam";
import * as ssm from "@aws-sdk/client-ssm";
import { describe, expect, test } from "vitest";
import { letAgentsReact } from "../../cloud/agents/react.ts";
import { settle } from "../../cloud/due.ts";
import { operations } from "../../cloud/operations.ts";
import { inProcess } from "../../testing/in-process.ts";
import { buildWorld } from "../build-world.ts";
import { anywhere, https, type Tools } from "./mending-calls.ts";
import { mends } from "./mends.ts";

function toolsFor(id: string): Tools & { forward(): void } {
  let now = Date.parse("2026-11-25T12:00:00Z");
  const world = buildWorld({ nodes: 300, clock: { now: () => now, speed: 1 } });
  letAgentsReact(world);
  const condition = world.conditions.get(id);
  const account = world.accounts.get(condition?.ownerAccount ?? condition?.account ?? "");
  const region = account?.regions.get(condition?.region ?? "");
  if (!condition || !account || !region) throw new Error(`no condition ${id}`);
  const accessKeyId = "AKIATESTOFMENDING001";
  account.accessKeyIds.add(accessKeyId);
  const options = {
    region: region.name,
    endpoint: "http://127.0.0.1",
    credentials: { accessKeyId, secretAccessKey: "any" },
    requestHandler: inProcess(world, operations).requestHandler,
    maxAttempts: 1,
  };
  return {
    ...{ world, condition, region },
    ec2: new ec2.EC2Client(options),
    iam: new iam.IAMClient(options),
    ssm: new ssm.SSMClient(options),
    forward: () => {
      now += 15 * 60_000;
      settle(world);
    },
  };
}

describe.each(Object.keys(mends))("%s", (id) => {
  test("is mended by its fix over the API, which mends nothing else", async () => {
    const tools = toolsFor(id);
    const before = new Set([...tools.world.conditions.values()].filter((one) => one.isMended(tools.world)));
    expect(before.size).toBe(0);
    tools.forward();
    await mends[id]?.(tools);
    tools.forward();
    const mended = [...tools.world.conditions.values()].filter(
      ({ effect, ...one }) => effect !== "waiting" && one.isMended(tools.world),
    );
    expect(mended.map((one) => one.id)).toEqual([id]);
  });
});

test("agents of a participant are due back once the owner of their VPC lets them in", async () => {
  const tools = toolsFor("landing-zone-endpoint-group");
  const { condition, world } = tools;
  const agents = world.accounts.get(condition.account)?.regions.get(condition.region)?.ssm.agents;
  const areDue = () => condition.nodes.map((id) => typeof agents?.get(id)?.dueAt === "number");
  expect(new Set(areDue())).toEqual(new Set([false]));
  await mends[condition.id]?.(tools);
  expect(new Set(areDue())).toEqual(new Set([true]));
});

test("a rule for another port or another protocol mends nothing", async () => {
  const tools = toolsFor("app-workers-egress");
  for (const IpPermissions of [
    [{ IpProtocol: "udp", FromPort: 443, ToPort: 443, ...anywhere }],
    [{ IpProtocol: "tcp", FromPort: 80, ToPort: 80, ...anywhere }],
    https({ IpRanges: [{ CidrIp: "10.20.64.0/24" }] }),
  ]) {
    await tools.ec2.send(
      new ec2.AuthorizeSecurityGroupEgressCommand({ GroupId: tools.condition.subject.id, IpPermissions }),
    );
    expect(tools.condition.isMended(tools.world)).toBe(false);
  }
});
