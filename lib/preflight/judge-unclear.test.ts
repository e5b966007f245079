import { describe, expect, test } from "vitest";
import { home } from "../testing/a-fleet-view.ts";
import { abroad, brief, command, judge, lost, ready, session, stopped } from "../testing/a-preflight.ts";
import { exitCodeOf } from "./outcome.ts";

describe("what is no id is refused, with the error that AWS has for it", () => {
  test.each<[string, string, string[]]>([
    [
      "a digit too few",
      command("i-0111"),
      ["refused", "i-0111 refused ValidationException", "! target-malformed ValidationException"],
    ],
    [
      "what passes SSM's own pattern",
      command("i-0111111111111111g"),
      ["refused", "i-0111111111111111g refused InvalidInstanceId", "! target-malformed InvalidInstanceId"],
    ],
    [
      "the target of a session, whatever it is",
      session("web-1"),
      ["refused", "web-1 refused TargetNotConnected", "! target-malformed TargetNotConnected"],
    ],
    [
      "two ids in one word",
      command(`${ready},${ready}`),
      [
        "refused",
        "ready receives",
        `${ready},${ready} refused ValidationException`,
        "! target-malformed ValidationException",
        "! target-duplicate DuplicateInstanceId",
      ],
    ],
    [
      "an address",
      "10.0.3.7",
      ["refused", "10.0.3.7 refused ValidationException", "! target-malformed ValidationException"],
    ],
    [
      "a host's name in EC2's DNS",
      "ip-10-0-3-7.eu-west-1.compute.internal",
      [
        "refused",
        "ip-10-0-3-7.eu-west-1.compute.internal refused ValidationException",
        "! target-malformed ValidationException",
      ],
    ],
    [
      "a word of a line of targets, which no tool sends",
      `${command(ready!).replace("--instance-ids", "--targets Key=InstanceIds,Values=")} `,
      ["refused", `${ready} refused`, "! target-malformed"],
    ],
  ])("%s", async (_, text, expected) => {
    expect(await brief(text)).toEqual(expected);
  });

  test("and the node that was meant stands beside it", async () => {
    const near = async (text: string) => (await judge(text)).targets[0]!.nearMisses[0];
    expect(await near("lost")).toMatchObject({ id: lost, sentence: expect.stringContaining("is called so") });
    expect(await near(session("lost"))).toMatchObject({ id: lost });
    expect(await near(command(`i-O${"1".repeat(16)}`))).toMatchObject({ id: ready });
  });

  test("a word that no node is called is nothing", async () => {
    expect(await brief("hello\nworld")).toEqual(["unknown"]);
  });
});

describe("capitals", () => {
  const written = `i-0${"c".repeat(16)}`.toUpperCase();
  test("in a list are put right, and in a call are sent: whether AWS takes them is not known", async () => {
    expect(await brief(written)).toEqual(["accepted", "windows receives"]);
    expect(await brief(command(written))).toEqual(["unknown", `${written} unknown InvalidInstanceId`]);
  });
});

describe("a call of which a part stands elsewhere is not known whole", () => {
  test.each<[string, string, number]>([
    ["a variable beside an id", command(`$MORE ${ready}`), 4],
    [
      "targets in a file",
      "aws ssm send-command --document-name AWS-RunShellScript --targets file://t.json",
      4,
    ],
    ["a variable beside a node that does not receive it", command(`$MORE ${lost}`), 2],
    ["targets in a program's variable", "ssm.send_command(InstanceIds=ids)", 4],
    ["a group whose members are not read", "resource-groups:Name=web", 4],
    ["an association that nobody here knows", "0a1b2c3d-1111-2222-3333-444455556666", 4],
    ["a task of ECS", session("ecs:cluster_task_runtime"), 4],
  ])("%s", async (_, text, code) => {
    const judged = await judge(text);
    expect(judged.call).toBe("unknown");
    expect(exitCodeOf(judged)).toBe(code);
  });

  test("what hides nothing of its targets is judged", async () => {
    const text = `${command(ready!)} --parameters file://p.json --comment "$WHY" --max-errors $N`;
    expect((await judge(text)).call).toBe("accepted");
  });
});

describe("what AWS's own texts leave open is not known", () => {
  test.each<[string, string, string]>([
    [
      "six values of a tag",
      "aws ssm send-command --document-name AWS-RunShellScript --targets Key=tag:Tier,Values=web,b,c,d,e,f",
      "says that five are",
    ],
    [
      "every node, of a command",
      "aws ssm send-command --document-name AWS-RunShellScript --targets Key=InstanceIds,Values=*",
      "for associations and runbooks",
    ],
  ])("%s", async (_, text, sentence) => {
    const judged = await judge(text);
    expect(judged.call).toBe("unknown");
    expect(judged.problems[0]).toMatchObject({ refuses: false, error: { isUnconfirmed: true } });
    expect(judged.problems[0]!.sentence).toContain(sentence);
  });

  test("every node, of an association, is documented", async () => {
    const text = "aws ssm create-association --name AWS-RunShellScript --targets Key=InstanceIds,Values=*";
    expect((await judge(text)).problems).toEqual([]);
  });
});

test("a call without a target is refused, and a runbook may be told none", async () => {
  expect(await brief("aws ssm send-command --document-name AWS-RunShellScript")).toEqual([
    "refused",
    "! target-expression-invalid ValidationException",
  ]);
  const runbook = await judge("aws ssm start-automation-execution --document-name Own-Runbook");
  expect(runbook.problems).toEqual([]);
});

test("a node that is named and meant by a tag as well is told once", async () => {
  const { targets } = await judge(`${ready} tag:Tier=web`);
  expect(targets).toHaveLength(1);
});

describe("a runbook in several accounts and Regions", () => {
  const run = (locations: string) =>
    `aws ssm start-automation-execution --document-name Own-Runbook --target-parameter-name InstanceId --target-maps InstanceId=${ready} InstanceId=${abroad} --target-locations ${locations}`;

  test("reaches the nodes of all of them", async () => {
    const judged = await judge(
      run("Accounts=123456789012,Regions=eu-west-1 Accounts=210987654321,Regions=us-east-1"),
    );
    expect(judged).toMatchObject({ call: "accepted", scope: null, counts: { receives: 2 } });
  });

  test("does not reach those of other places", async () => {
    const judged = await judge(run("Accounts=123456789012,Regions=eu-west-1"));
    expect(judged.counts).toMatchObject({ receives: 1, undeliverable: 1 });
  });

  test("is known in part where an organizational unit is named", async () => {
    const judged = await judge(run("Accounts=ou-ab12-34567890,Regions=eu-west-1"));
    expect(judged).toMatchObject({ call: "unknown", isPartlyHidden: true });
  });
});

test("the account that an event or an error names is where the call is made", async () => {
  const text = JSON.stringify({
    eventName: "SendCommand",
    awsRegion: "us-east-1",
    recipientAccountId: "210987654321",
    requestParameters: { instanceIds: [stopped] },
  });
  expect((await judge(text)).scope).toBe("210987654321:us-east-1");
  const error = `Instances [[${stopped}]] not in a valid state for account 123456789012`;
  expect((await judge(error)).scope).toBe(home);
});
