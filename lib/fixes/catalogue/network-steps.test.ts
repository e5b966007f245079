import { parse as parseHcl } from "@cdktf/hcl2json";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { parse as parseYaml } from "yaml";
import { collectSnapshot } from "../../collect/collect-snapshot.ts";
import { accountIds, demoCredentials } from "../../demo/fleet/demo-accounts.ts";
import type { CauseCode } from "../../model/cause.ts";
import { scopeKey } from "../../model/scope.ts";
import { hasAwsCli, readCommands, runCommands } from "../../testing/aws-cli.ts";
import { type DemoEndpoint, startDemoEndpoint } from "../../testing/endpoint.ts";
import { contextOf } from "../../testing/try-fix.ts";
import type { Fix, FixContext, Step } from "../fix.ts";
import { networkFixes } from "./network.ts";

type Told = { name: string; fix: Fix; context: FixContext; steps: readonly Step[] };

/** Every step of every fix for every condition of the demo. */
let all: Told[];
let demo: DemoEndpoint;

beforeAll(async () => {
  demo = await startDemoEndpoint({ nodes: 300 });
  const connection = demo.connect();
  const snapshots = await Promise.all(
    demo.scopes.map((scope) => collectSnapshot(connection.reader(scope), Date.now())),
  );
  const byScope = new Map(snapshots.map((snapshot) => [scopeKey(snapshot.scope), snapshot]));
  all = [...demo.world.conditions.values()].flatMap((condition) => {
    const { code, subject } = condition;
    const fixes = networkFixes.filter(({ causes }) => causes.includes(code as CauseCode));
    if (fixes.length === 0) return [];
    const context = contextOf(byScope.get(scopeKey(condition))!, code as CauseCode, subject);
    return fixes
      .filter((fix) => fix.fits(context))
      .map((fix) => ({ name: `${condition.id} ${fix.id}`, fix, context, steps: fix.steps(context) }));
  });
  connection.close();
}, 60_000);

afterAll(() => demo.close());

const stepsOf = () =>
  all.flatMap(({ name, steps }) => steps.map((step) => ({ name: `${name} ${step.id}`, step })));

test("every fix has a situation in the demo, but for those that are tested by themselves", () => {
  const used = new Set(all.map(({ fix }) => fix.id));
  const unused = networkFixes.filter(({ id }) => !used.has(id)).map(({ id }) => id);
  expect(unused).toEqual(["add-endpoint-subnets", "route-to-internet-gateway", "give-endpoint-own-group"]);
});

test("every step says what, why, where and what changes, and its id is its own", () => {
  for (const { name, steps } of all) {
    expect(new Set(steps.map(({ id }) => id)).size, name).toBe(steps.length);
    for (const { id, title, why, changes, console } of steps) {
      for (const text of [title, why, changes, console.path]) expect(text, `${name} ${id}`).toMatch(/\S/);
      expect(`${title} ${why} ${changes} ${console.path}`, name).not.toMatch(/undefined|null|\[object/);
      expect(console.url, `${name} ${id}`).toMatch(/^https:/);
    }
  }
});

test("every fix says what it is for, its risk, its cost and when it takes effect", () => {
  for (const { name, fix, context } of all) {
    const told = [fix.title(context), fix.summary(context), fix.risk(context).sentence];
    told.push(fix.takesEffect(context).sentence, fix.cost(context)?.sentence ?? "It costs nothing.");
    for (const text of told) {
      expect(text, name).toMatch(/\S/);
      expect(text, name).not.toMatch(/undefined|null|NaN|\[object/);
    }
  }
});

test("every call can be taken back, and stands on documents", () => {
  for (const { name, step } of stepsOf()) {
    if (step.call === null) continue;
    expect(step.call.undo, name).not.toBeNull();
    expect(step.undo?.cli.length, name).toBeGreaterThan(0);
    const isFirst =
      step.call.operation === "ec2:AllocateAddress" || JSON.stringify(step.call.input).includes("answerOf");
    if (!isFirst) expect(step.call.preconditions.length, name).toBeGreaterThan(0);
  }
});

test("Terraform and CloudFormation parse", async () => {
  for (const { name, step } of stepsOf()) {
    if (step.terraform !== null)
      expect(Object.keys(await parseHcl("main.tf", step.terraform)), name).toEqual(["resource"]);
    if (step.cloudformation === null) continue;
    const { Resources: resources } = parseYaml(step.cloudformation, { version: "1.1" });
    for (const [id, { Type: type }] of Object.entries<{ Type: string }>(resources)) {
      expect(id, name).toMatch(/^[A-Za-z][A-Za-z0-9]*$/);
      expect(type, name).toMatch(/^AWS::EC2::/);
    }
  }
});

describe("the must-nots", () => {
  test("no rule lets anything into a node: inbound rules are of groups that no instance has", () => {
    const inbound = all.flatMap(({ context, steps }) =>
      steps.flatMap(({ call }) =>
        call?.operation === "ec2:AuthorizeSecurityGroupIngress" ? { context, input: call.input } : [],
      ),
    );
    expect(inbound.length).toBeGreaterThan(0);
    for (const { context, input } of inbound) {
      if (typeof input.GroupId !== "string") continue;
      expect(context.snapshot.of("security-group", input.GroupId, "instance")).toEqual([]);
    }
  });

  test("no rule and no entry is open to every address but for TCP 443 outwards and for the answers to it", () => {
    for (const { name, step } of stepsOf()) {
      const { operation, input } = step.call ?? { operation: null, input: {} };
      const text = JSON.stringify(input);
      if (!text.includes("0.0.0.0/0") && !text.includes("::/0")) continue;
      if (operation === "ec2:AuthorizeSecurityGroupEgress")
        expect(text, name).toContain('"FromPort":443,"ToPort":443');
      else if (operation === "ec2:CreateNetworkAclEntry") {
        const { Egress: isOut, PortRange: ports } = input as { Egress: boolean; PortRange: { From: number } };
        if (isOut) expect(ports.From, name).toBe(443);
        else expect(ports.From, name).toBeGreaterThanOrEqual(1024);
      } else expect(operation, name).toMatch(/^ec2:(Create|Replace)Route$/);
    }
  });

  test("nothing is stopped, terminated or given rights", () => {
    const operations = new Set(stepsOf().flatMap(({ step }) => step.call?.operation ?? []));
    for (const operation of operations)
      expect(operation).toMatch(/^ec2:(?!Stop|Terminate|.*IamInstanceProfile)/);
  });
});

describe.skipIf(!hasAwsCli)("the AWS CLI", () => {
  test("reads from every line the call that would be made", () => {
    const written = linesOf(all);
    expect(written.length).toBeGreaterThan(20);
    const answers = readCommands(written.map(({ line }) => line));
    for (const [index, { name, input }] of written.entries())
      expect({ name, ...answers[index] }).toMatchObject({ name, code: 0, said: "", input });
  }, 180_000);

  test("is told by EC2 that it would do each first step", async () => {
    // The key opens this account; in the others a role has to be assumed.
    const own = all.filter(({ context }) => context.scope.account === accountIds.prod);
    const first = own.map((told) => ({ ...told, steps: told.steps.slice(0, 1) }));
    const written = linesOf(first).filter(({ rehearsal }) => rehearsal === "dry-run");
    expect(new Set(written.map(({ operation }) => operation)).size).toBeGreaterThan(5);
    const answers = await runCommands(
      written.map(({ line }) => `${line} --dry-run`),
      demo.url,
      {
        AWS_ACCESS_KEY_ID: demoCredentials.accessKeyId,
        AWS_SECRET_ACCESS_KEY: demoCredentials.secretAccessKey,
      },
    );
    for (const [index, { name }] of written.entries())
      expect(answers[index]?.said, name).toContain("DryRunOperation");
  }, 180_000);
});

/** The lines that stand by themselves, one of each fix and operation, without what keeps an answer for a later one. */
function linesOf(told: readonly Told[]) {
  const lines = told.flatMap(({ name, fix, steps }) =>
    steps.flatMap(({ id, cli, call }) => {
      if (call === null || cli.length !== 1 || JSON.stringify(call.input).includes("answerOf")) return [];
      const line = cli[0]!.replace(/^\w+=\$\((.*)\)$/s, "$1");
      return { ...call, name: `${name} ${id}`, kind: `${fix.id} ${call.operation}`, line };
    }),
  );
  return [...new Map(lines.map((line) => [line.kind, line])).values()];
}
