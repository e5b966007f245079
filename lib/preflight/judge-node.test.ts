import { describe, expect, test } from "vitest";
import {
  abroad,
  association,
  automation,
  brief,
  command,
  half,
  halfOld,
  lost,
  pending,
  rack,
  ready,
  registration,
  returning,
  session,
  stale,
  stopped,
  terminated,
  unknownId,
  unread,
  unregistered,
  windows,
} from "../testing/a-preflight.ts";

describe("a command that names its nodes", () => {
  test.each<[string, string, string[]]>([
    ["a reachable node", ready!, ["accepted", "ready receives"]],
    ["a lost node: AWS takes the command, and nobody gets it", lost!, ["accepted", "lost undeliverable"]],
    [
      "a node without a record refuses the whole call",
      unregistered!,
      ["refused", "unregistered refused InvalidInstanceId"],
    ],
    [
      "a stopped node: the reference has it both ways",
      stopped!,
      ["unknown", "stopped unknown InvalidInstanceId"],
    ],
    ["a terminated node", terminated!, ["refused", "terminated refused InvalidInstanceId"]],
    ["a node whose channel is closed", half!, ["accepted", "half undeliverable"]],
    ["an old agent needs no channel for commands", halfOld!, ["accepted", "half-old receives"]],
    ["a node that has not been heard for long", stale!, ["accepted", "stale unknown"]],
    ["a node that is expected back", returning!, ["accepted", "returning waits"]],
    ["a node that is starting", pending!, ["unknown", "pending unknown InvalidInstanceId"]],
    ["a node of which nothing could be read", unread!, ["unknown", "unread unknown"]],
    ["a document for another platform", windows!, ["refused", "windows refused UnsupportedPlatformType"]],
    [
      "a node of another account and Region",
      `${ready} ${abroad}`,
      ["refused", "ready receives", "abroad refused InvalidInstanceId"],
    ],
    ["a hybrid machine", rack, ["accepted", "rack receives"]],
    ["an id that nobody has", unknownId, ["refused", `${unknownId} refused InvalidInstanceId`]],
    [
      "one bad id sinks the call of a good one",
      `${ready} ${terminated}`,
      ["refused", "ready receives", "terminated refused InvalidInstanceId"],
    ],
    [
      "a malformed id",
      `${ready} i-123`,
      [
        "refused",
        "ready receives",
        "i-123 refused ValidationException",
        "! target-malformed ValidationException",
      ],
    ],
    [
      "a repeated id",
      `${ready} ${ready}`,
      ["refused", "ready receives", "! target-duplicate DuplicateInstanceId"],
    ],
  ])("%s", async (_, ids, expected) => {
    expect(await brief(command(ids))).toEqual(expected);
  });
});

describe("a session", () => {
  test.each<[string, string, string[]]>([
    ["a reachable node", ready!, ["accepted", "ready receives"]],
    ["a lost node", lost!, ["refused", "lost refused TargetNotConnected"]],
    ["a node without a record", unregistered!, ["refused", "unregistered refused TargetNotConnected"]],
    ["a stopped node", stopped!, ["refused", "stopped refused TargetNotConnected"]],
    ["a closed channel", half!, ["refused", "half refused TargetNotConnected"]],
    ["a closed channel of an old agent", halfOld!, ["refused", "half-old refused TargetNotConnected"]],
    ["a node of another scope, told by its place", abroad!, ["accepted", "abroad receives"]],
    ["an id that nobody has", unknownId, ["refused", `${unknownId} refused TargetNotConnected`]],
    [
      "two nodes",
      `${ready} ${half}`,
      [
        "refused",
        "ready receives",
        "half refused TargetNotConnected",
        "! target-expression-invalid ValidationException",
      ],
    ],
  ])("%s", async (_, target, expected) => {
    expect(await brief(session(target))).toEqual(expected);
  });

  test("on a hybrid machine needs the advanced tier, and is unknown where that was not read", async () => {
    expect(await brief(session(rack), { hasAdvancedTier: () => false })).toEqual([
      "refused",
      "rack refused BadRequest",
    ]);
    expect(await brief(session(rack), { hasAdvancedTier: () => true })).toEqual([
      "accepted",
      "rack receives",
    ]);
    expect(await brief(session(rack))).toEqual(["accepted", "rack unknown"]);
  });
});

describe("an automation", () => {
  test.each<[string, string, string[]]>([
    ["a reachable node", automation(ready!), ["accepted", "ready receives"]],
    [
      "a terminated node fails in its step, and the call is taken",
      automation(terminated!),
      ["accepted", "terminated undeliverable"],
    ],
    ["an id that nobody has", automation(unknownId), ["accepted", `${unknownId} undeliverable`]],
    [
      "a lost node, with a runbook whose steps are not known",
      automation(lost!),
      ["accepted", "lost unknown"],
    ],
    [
      "a lost node, with a runbook that asks EC2",
      automation(lost!, "AWS-RestartEC2Instance"),
      ["accepted", "lost receives"],
    ],
    [
      "a stopped node, with a runbook that asks EC2",
      automation(stopped!, "AWS-RestartEC2Instance"),
      ["accepted", "stopped receives"],
    ],
    [
      "two lines of targets",
      "aws ssm start-automation-execution --document-name Own-Runbook --target-parameter-name InstanceId --targets Key=tag:Env,Values=prod Key=tag:Tier,Values=web",
      [
        "refused",
        "ready receives",
        "! target-expression-invalid InvalidAutomationExecutionParametersException",
      ],
    ],
    [
      "targets without the parameter that takes them",
      "aws ssm start-automation-execution --document-name Own-Runbook --targets Key=tag:Tier,Values=web",
      [
        "refused",
        "ready receives",
        "! target-expression-invalid InvalidAutomationExecutionParametersException",
      ],
    ],
    [
      "a malformed id in its parameter",
      "aws ssm start-automation-execution --document-name Own-Runbook --parameters InstanceId=i-12",
      [
        "refused",
        "i-12 refused InvalidAutomationExecutionParametersException",
        "! target-malformed InvalidAutomationExecutionParametersException",
      ],
    ],
  ])("%s", async (_, text, expected) => {
    expect(await brief(text)).toEqual(expected);
  });
});

describe("an association", () => {
  test.each<[string, string, string[]]>([
    ["a reachable node", ready!, ["accepted", "ready receives"]],
    ["a lost node gets it when it is back", lost!, ["accepted", "lost waits"]],
    ["a stopped node gets it when it is back", stopped!, ["accepted", "stopped waits"]],
    ["a terminated node", terminated!, ["refused", "terminated refused InvalidTarget"]],
    ["an id that nobody has", unknownId, ["refused", `${unknownId} refused InvalidTarget`]],
  ])("%s", async (_, ids, expected) => {
    expect(await brief(association(ids))).toEqual(expected);
  });

  test("takes no key of tags", async () => {
    expect(
      await brief("aws ssm create-association --name AWS-RunShellScript --targets Key=tag-key,Values=Tier"),
    ).toContain("! target-expression-invalid InvalidTarget");
  });
});

describe("a target of a maintenance window", () => {
  test.each<[string, string, string[]]>([
    ["a reachable node", ready!, ["accepted", "ready receives"]],
    ["a lost node: a run would not reach it", lost!, ["accepted", "lost undeliverable"]],
    [
      "a terminated node is taken, and fails in every run",
      terminated!,
      ["accepted", "terminated undeliverable"],
    ],
    ["an id that nobody has is taken", unknownId, ["accepted", `${unknownId} undeliverable`]],
    ["a stopped node may run by then", stopped!, ["accepted", "stopped unknown"]],
  ])("%s", async (_, ids, expected) => {
    expect(await brief(registration(ids))).toEqual(expected);
  });
});
