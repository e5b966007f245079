import { AttachRolePolicyCommand, DetachRolePolicyCommand, IAMClient } from "@aws-sdk/client-iam";
import { describe, expect, test } from "vitest";
import { buildWorld } from "../../fleet/build-world.ts";
import { demoCredentials } from "../../fleet/demo-accounts.ts";
import { handClock } from "../../testing/a-world.ts";
import { inProcess } from "../../testing/in-process.ts";
import type { Condition } from "../condition.ts";
import { operations } from "../operations.ts";
import type { World } from "../world.ts";
import { type AgentView, agentView } from "./agent-view.ts";
import { letAgentsReact, reactToChange } from "./react.ts";

const minute = 60_000;

function aFleet() {
  const clock = handClock();
  const world = buildWorld({ nodes: 300, clock });
  letAgentsReact(world);
  return { clock, world };
}

function viewsOf(world: World, { account, region: name, nodes }: Condition): (AgentView | null)[] {
  const region = world.accounts.get(account)?.regions.get(name);
  if (region === undefined) throw new Error(`the world has no ${account}:${name}`);
  return nodes.flatMap((id) => {
    const agent = region.ssm.agents.get(id);
    const isUp =
      agent?.resourceType === "ManagedInstance" || region.ec2.instances.get(id)?.State?.Name === "running";
    return agent !== undefined && isUp ? [agentView(agent, region, world, world.clock.now())] : [];
  });
}

const answers = (view: AgentView | null) => view?.ping === "Online" && view.isConnected;

function faults(world: World): Condition[] {
  return [...world.conditions.values()].filter(({ effect }) =>
    ["lost", "unregistered", "channel-closed"].includes(effect),
  );
}

describe("the fleet", () => {
  test("answers from no node that a fault holds back", () => {
    const { world } = aFleet();
    const answering = faults(world).filter((fault) => viewsOf(world, fault).some(answers));
    expect(answering.map(({ id }) => id)).toEqual([]);
  });

  test("answers from every node within the longest back-off once all is mended, and from none when all is undone", () => {
    const { clock, world } = aFleet();
    let isMended = true;
    for (const condition of world.conditions.values()) condition.isMended = () => isMended;
    reactToChange(world);
    clock.forward(66 * minute);
    const silent = faults(world).filter((fault) => !viewsOf(world, fault).every(answers));
    expect(silent.map(({ id }) => id)).toEqual([]);

    isMended = false;
    reactToChange(world);
    clock.forward(66 * minute);
    const answering = faults(world).filter((fault) => viewsOf(world, fault).some(answers));
    expect(answering.map(({ id }) => id)).toEqual([]);
  });

  test("gets back the nodes of a role whose policy was attached over the API, and loses them with it", async () => {
    const { clock, world } = aFleet();
    const fault = faults(world).find(({ id }) => id === "ci-runner-role")!;
    const roleArn = fault.subject.id;
    const client = new IAMClient({
      region: "us-east-1",
      endpoint: "http://127.0.0.1",
      credentials: demoCredentials,
      requestHandler: inProcess(world, operations).requestHandler,
    });
    const account = world.accounts.get(fault.account)!;
    account.accessKeyIds.add(demoCredentials.accessKeyId);
    for (const other of world.accounts.values())
      if (other !== account) other.accessKeyIds.delete(demoCredentials.accessKeyId);
    const change = {
      RoleName: roleArn.slice(roleArn.lastIndexOf("/") + 1),
      PolicyArn: "arn:aws:iam::aws:policy/AmazonSSMManagedInstanceCore",
    };

    await client.send(new AttachRolePolicyCommand(change));
    expect(viewsOf(world, fault).some(answers)).toBe(false);
    clock.forward(31 * minute);
    expect(viewsOf(world, fault).every(answers)).toBe(true);

    await client.send(new DetachRolePolicyCommand(change));
    clock.forward(66 * minute);
    expect(viewsOf(world, fault).map((view) => view?.ping)).toEqual(fault.nodes.map(() => "ConnectionLost"));
  });
});
