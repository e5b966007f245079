import { describe, expect, test } from "vitest";
import { aFleetNode, aFleetView, home } from "../testing/a-fleet-view.ts";
import {
  abroad,
  brief,
  command,
  elsewhere,
  judge,
  lost,
  ready,
  stopped,
  terminated,
  unknownId,
} from "../testing/a-preflight.ts";
import { judgeRequest } from "./judge.ts";
import { exitCodeOf } from "./outcome.ts";
import { parseRequest } from "./parse/parse-request.ts";

describe("a command by tags", () => {
  test("refuses nothing, passes over what has no record, and hits what is lost", async () => {
    const judged = await judge(
      "aws ssm send-command --document-name AWS-RunShellScript --targets Key=tag:Env,Values=prod",
    );
    expect(judged.call).toBe("accepted");
    expect(judged.counts).toMatchObject({ receives: 1, undeliverable: 2, refused: 0 });
    expect(judged.passedOver).toBe(1);
  });

  test("takes several keys together and several values apart", async () => {
    expect(await brief("tag:Env=prod tag:Tier=web,db")).toEqual(["accepted", "ready receives"]);
  });

  test("matches nothing without an error, which is a miss in silence", async () => {
    expect(await brief("tag:Env=qa")).toEqual(["accepted", "! target-matches-nothing NoInstancesInTag"]);
    const onlyStopped = await judge("tag:Tier=batch");
    expect(onlyStopped.problems[0]!.sentence).toContain("1 that have it are stopped or gone");
  });

  test("of a group whose members were not read is unknown", async () => {
    expect(await brief("Key=resource-groups:Name,Values=web")).toEqual(["unknown"]);
    expect(await brief("Key=resource-groups:Name,Values=web", { membersOf: () => [ready!] })).toEqual([
      "accepted",
      "ready receives",
    ]);
  });

  test("of every node hits every node that SSM has a record of", async () => {
    const judged = await judge("aws ssm send-command --document-name X --targets Key=InstanceIds,Values=*", {
      document: () => null,
    });
    expect(judged.targets.map(({ name }) => name)).not.toContain("stopped");
    expect(judged.counts.receives).toBe(5);
  });
});

describe("the limits of a call", () => {
  const many = Array.from({ length: 51 }, (_, index) => `i-${String(index).padStart(17, "0")}`);
  const nodes = many.map((each) => aFleetNode(each));

  test("are told where more ids are named than one call takes", async () => {
    const judged = judgeRequest(await parseRequest(command(many.join(" "))), aFleetView(nodes));
    expect(judged.call).toBe("refused");
    expect(judged.problems[0]!.sentence).toContain("at most 50");
  });

  test.each<[string, string, string]>([
    [
      "six lines of targets",
      Array.from({ length: 6 }, (_, index) => `tag:K${index}=v`).join(" "),
      "at most 5 lines",
    ],
    ["two groups", "Key=resource-groups:Name,Values=a,b", "Only one resource group"],
    ["ids and tags in one call", `${ready} tag:Env=prod`, "cannot stand in one call"],
    [
      "a key that no operation knows",
      "aws ssm send-command --document-name AWS-RunShellScript --targets Key=Zone,Values=a",
      "takes no target of the key Zone",
    ],
  ])("%s", async (_, text, sentence) => {
    const judged = await judge(text);
    expect(judged.call).toBe("refused");
    expect(judged.problems.map((problem) => problem.sentence).join(" ")).toContain(sentence);
  });
});

describe("a notification", () => {
  const notified = (rest: string) =>
    `${command(ready!)} --service-role-arn arn:aws:iam::123456789012:role/n --notification-config ${rest}`;
  test.each<[string, string, string[]]>([
    [
      "a topic of the Region",
      notified("NotificationArn=arn:aws:sns:eu-west-1:123456789012:t,NotificationEvents=All"),
      ["accepted", "ready receives"],
    ],
    [
      "a topic of another Region",
      notified("NotificationArn=arn:aws:sns:us-east-1:123456789012:t,NotificationEvents=All"),
      ["refused", "ready receives", "! notification-invalid InvalidNotificationConfig"],
    ],
    [
      "an event in lower case",
      notified("NotificationArn=arn:aws:sns:eu-west-1:123456789012:t,NotificationEvents=all"),
      ["refused", "ready receives", "! notification-invalid ValidationException"],
    ],
    [
      "no role",
      `${command(ready!)} --notification-config NotificationArn=arn:aws:sns:eu-west-1:123456789012:t,NotificationEvents=All`,
      ["refused", "ready receives", "! notification-invalid InvalidRole"],
    ],
  ])("%s", async (_, text, expected) => {
    expect(await brief(text)).toEqual(expected);
  });
});

describe("documents", () => {
  test("that do not exist refuse the call, and are not known of where nobody asked", async () => {
    const text = `aws ssm send-command --document-name Nope --instance-ids ${ready}`;
    expect(await brief(text)).toEqual(["refused", "ready receives", "! - InvalidDocument"]);
    expect(await brief(text, { document: () => null })).toEqual(["accepted", "ready receives"]);
  });

  test("of the wrong type are told", async () => {
    expect(await brief(`aws ssm send-command --document-name Own-Runbook --instance-ids ${ready}`)).toContain(
      "! - InvalidDocument",
    );
  });
});

describe("what is not there", () => {
  test("is unknown, and no fault, in a scope that was not read through", async () => {
    const scopes = [{ key: home, accountName: null, isComplete: false }];
    expect(await brief(command(unknownId), { scopes })).toEqual(["unknown", `${unknownId} unknown`]);
  });

  test("is unknown where its ARN names an account that is not read", async () => {
    const arn = `arn:aws:ec2:eu-west-1:999999999999:instance/${unknownId}`;
    expect(await brief(arn)).toEqual(["unknown", `${unknownId} unknown`]);
  });

  test("has the node for which it was mistaken beside it", async () => {
    const { targets } = await judge(command(`${ready!.slice(0, -1)}2`));
    expect(targets[0]!.nearMisses.map(({ id }) => id)).toEqual([ready]);
  });

  test("says where the node is when another scope has it", async () => {
    const { targets } = await judge(command(`${ready} ${abroad}`));
    expect(targets[1]).toMatchObject({
      cause: { code: "instance-in-other-scope" },
      sentence:
        "It is in us-east-1 of account 210987654321, and the call is made in eu-west-1 of account 123456789012.",
    });
  });

  test("says so where it was terminated in the other scope", async () => {
    const { targets } = await judge(
      `aws ssm send-command --region us-east-1 --document-name X --instance-ids ${terminated}`,
    );
    expect(targets[0]).toMatchObject({
      cause: { code: "instance-terminated" },
      sentence: expect.stringContaining("It was terminated in eu-west-1 of account 123456789012"),
    });
  });
});

describe("where the call is made", () => {
  test.each<[string, string, string | null]>([
    ["where most of the nodes are", `${ready} ${lost} ${abroad}`, home],
    [
      "in the Region that the command names",
      `aws ssm send-command --region us-east-1 --document-name X --instance-ids ${ready}`,
      elsewhere,
    ],
    ["where the ARN says", `arn:aws:ec2:us-east-1:210987654321:instance/${abroad}`, elsewhere],
    ["nowhere in particular, for a tag", "tag:Env=prod", null],
  ])("%s", async (_, text, expected) => {
    expect((await judge(text)).scope).toBe(expected);
  });
});

test("a window stands for the targets that are set up for it", async () => {
  const targets = [{ key: "InstanceIds", values: [ready!, terminated!] }];
  expect(await brief("mw-0a1b2c3d4e5f60718", { targetsOf: () => ({ scope: home, targets }) })).toEqual([
    "refused",
    "ready receives",
    "terminated refused InvalidInstanceId",
  ]);
});

describe("the exit code", () => {
  test.each<[string, string, number, number]>([
    ["all receive it", command(ready!), 0, 0],
    ["some do not", command(`${ready} ${lost}`), 2, 2],
    ["the call would be refused", command(`${ready} ${terminated}`), 3, 3],
    ["not known", command(`${ready} ${stopped}`), 4, 2],
    ["refused goes before not known", command(`${stopped} ${terminated}`), 3, 3],
    ["missed goes before not known", command(`${stopped} ${lost}`), 2, 2],
    ["nothing is hit", "tag:Env=qa", 2, 2],
    ["nothing was asked", "hello", 2, 2],
  ])("%s", async (_, text, code, strict) => {
    const judged = await judge(text);
    expect([exitCodeOf(judged), exitCodeOf(judged, { strict: true })]).toEqual([code, strict]);
  });
});
