import type { Agent } from "../cloud/agent.ts";
import { letAgentsReact } from "../cloud/agents/react.ts";
import type { Condition } from "../cloud/condition.ts";
import { emptyRegion } from "../cloud/empty-region.ts";
import { operations } from "../cloud/operations.ts";
import type { Account, IamRole, PolicyDocument, Region, World } from "../cloud/world.ts";
import { emptyAccount, emptyWorld } from "./empty-world.ts";
import { inProcess } from "./in-process.ts";

const minuteMs = 60_000;

export const testAccount = "111122223333";
export const testRegion = "eu-west-1";
export const testAccessKey = "AKIATESTTESTTESTTEST";

/** A clock that stands until a test moves it. */
export type HandClock = { now(): number; speed: number; forward(ms: number): void };

export function handClock(speed = 1, start = Date.parse("2026-11-02T10:00:00Z")): HandClock {
  let now = start;
  return {
    now: () => now,
    speed,
    forward(ms) {
      now += ms;
    },
  };
}

export type SmallWorld = { world: World; account: Account; region: Region; clock: HandClock };

/** One account with an empty Region, for tests to put their few things in. */
export function aWorld(clock = handClock()): SmallWorld {
  const region = emptyRegion(testAccount, testRegion);
  const account = emptyAccount(testAccount, testAccessKey, [region, emptyRegion(testAccount, "us-east-1")]);
  const world = { ...emptyWorld([account]), clock };
  return { world, account, region, clock };
}

/** What a client of the SDK needs to speak to this world. */
export function clientOptions({ world }: SmallWorld) {
  letAgentsReact(world);
  return {
    region: testRegion,
    endpoint: "http://127.0.0.1",
    credentials: { accessKeyId: testAccessKey, secretAccessKey: "any" },
    requestHandler: inProcess(world, operations).requestHandler,
    maxAttempts: 1,
  };
}

/** A running Linux instance whose agent answers, unless the parts say otherwise. */
export function addNode({ region, clock }: SmallWorld, nodeId: string, parts: Partial<Agent> = {}): Agent {
  const launchedAt = clock.now() - 30 * 24 * 60 * minuteMs;
  const agent: Agent = {
    nodeId,
    resourceType: nodeId.startsWith("mi-") ? "ManagedInstance" : "EC2Instance",
    version: "3.3.987.0",
    isLatestVersion: true,
    platformType: "Linux",
    platformName: "Amazon Linux",
    platformVersion: "2023",
    computerName: `${nodeId}.internal`,
    ipAddress: "10.0.0.10",
    registeredAt: launchedAt + minuteMs,
    pingPhaseMs: 90_000,
    ping: "Online",
    lastPingAt: null,
    isChannelOpen: true,
    conditionIds: [],
    dueAt: null,
    ...parts,
  };
  region.ssm.agents.set(nodeId, agent);
  if (agent.resourceType === "EC2Instance")
    region.ec2.instances.set(nodeId, {
      InstanceId: nodeId,
      State: { Code: 16, Name: "running" },
      LaunchTime: new Date(launchedAt),
      Tags: [],
    });
  return agent;
}

/** A fault that a test mends and unmends by its flag. */
export function addCondition(
  { world, clock }: SmallWorld,
  agent: Agent,
  parts: Pick<Condition, "code" | "effect"> & Partial<Condition>,
): Condition & { mended: boolean } {
  const condition: Condition & { mended: boolean } = {
    id: `condition/${world.conditions.size}`,
    account: testAccount,
    region: testRegion,
    subject: { kind: "instance", id: agent.nodeId },
    nodes: [agent.nodeId],
    since: new Date(clock.now() - 24 * 60 * minuteMs),
    sentence: "Something is wrong.",
    mended: false,
    isMended: () => condition.mended,
    ...parts,
  };
  world.conditions.set(condition.id, condition);
  agent.conditionIds.push(condition.id);
  return condition;
}

export function addRole({ account, clock }: SmallWorld, name: string, parts: Partial<IamRole> = {}): IamRole {
  const role: IamRole = {
    arn: `arn:aws:iam::${testAccount}:role/${name}`,
    name,
    path: "/",
    id: `AROA${name.toUpperCase()}`,
    createdAt: new Date(clock.now()),
    trust: trustOf("ec2.amazonaws.com"),
    attachedPolicyArns: [],
    inlinePolicies: new Map(),
    maxSessionDurationSeconds: 3600,
    ...parts,
  };
  account.iam.roles.set(name, role);
  return role;
}

export function trustOf(service: string): PolicyDocument {
  return {
    Version: "2012-10-17",
    Statement: [{ Effect: "Allow", Principal: { Service: service }, Action: "sts:AssumeRole" }],
  };
}
