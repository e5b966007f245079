import { expect, test } from "vitest";
import { aFleetNode, aFleetView } from "../testing/a-fleet-view.ts";
import { cleanCalls } from "./clean-calls.ts";
import { judgeRequest } from "./judge.ts";
import { parseRequest } from "./parse/parse-request.ts";

const id = (index: number) => `i-${String(index).padStart(17, "0")}`;
const fleet = [
  aFleetNode(id(1)),
  aFleetNode(id(2), { status: "lost", ping: "ConnectionLost", channel: null }),
  aFleetNode(id(3), { status: "gone", state: "terminated", ping: null, channel: null }),
  ...Array.from({ length: 120 }, (_, index) => aFleetNode(id(1000 + index))),
];

async function clean(text: string, options: { onlyReachable?: boolean } = {}) {
  const request = await parseRequest(text);
  return cleanCalls(text, request, judgeRequest(request, aFleetView(fleet)), options);
}

test("keeps every other word of the command, and drops what would refuse it", async () => {
  const text = `aws ssm send-command --document-name "AWS-RunShellScript" --instance-ids ${id(1)} ${id(3)} ${id(2)} ${id(1)} --parameters 'commands=["echo it'"'"'s"]' --region eu-west-1`;
  const { ids, commands } = await clean(text);
  expect(ids).toEqual([id(1), id(2)]);
  expect(commands).toEqual([
    `aws ssm send-command --document-name AWS-RunShellScript --parameters 'commands=["echo it'"'"'s"]' --region eu-west-1 --instance-ids ${id(1)} ${id(2)}`,
  ]);
});

test("keeps only what receives it, if asked", async () => {
  expect((await clean(`${id(1)} ${id(2)}`, { onlyReachable: true })).ids).toEqual([id(1)]);
});

test("splits a call into as many as the API's limit asks for", async () => {
  const ids = Array.from({ length: 120 }, (_, index) => id(1000 + index));
  const { commands } = await clean(ids.join("\n"));
  expect(commands.map((command) => command.match(/i-\d+/g)!.length)).toEqual([50, 50, 20]);
});

test("a session is one command a node", async () => {
  const { commands } = await clean(`aws ssm start-session --target ${id(1)}`);
  expect(commands).toEqual([`aws ssm start-session --target ${id(1)}`]);
});

test("what was pasted is never run by whoever copies the command: it stays one word", async () => {
  const { commands } = await clean(
    `aws ssm send-command --instance-ids ${id(1)} --comment '$(touch x); rm y'`,
  );
  expect(commands[0]).toContain(`--comment '$(touch x); rm y'`);
});

test("tags stay tags", async () => {
  const { commands } = await clean("tag:Env=prod");
  expect(commands).toEqual(["aws ssm send-command --targets Key=tag:Env,Values=prod"]);
});
