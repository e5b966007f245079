import { parse as parseHcl } from "@cdktf/hcl2json";
import { afterAll, beforeAll, expect, test } from "vitest";
import { parse as parseYaml } from "yaml";
import { collectSnapshot } from "../../collect/collect-snapshot.ts";
import { isCauseCode } from "../../model/cause.ts";
import { scopeKey } from "../../model/scope.ts";
import { hasAwsCli, readCommands } from "../../testing/aws-cli.ts";
import { type DemoEndpoint, startDemoEndpoint } from "../../testing/endpoint.ts";
import { contextOf } from "../../testing/try-fix.ts";
import type { Fix, FixContext, Step } from "../fix.ts";
import { operationsOfFix } from "../operations-of-fix.ts";
import { resourceOf } from "../resource-of-call.ts";
import { isFromAnswer, writeOperations } from "../written-call.ts";
import { identityFixes } from "./identity.ts";
import { fixes, fixesOf } from "./index.ts";
import { networkFixes } from "./network.ts";
import { nodeFixes } from "./nodes.ts";

type Told = { place: string; fix: Fix; context: FixContext; step: Step };

/** Every step of every fix that fits for every condition of the demo. */
let told: readonly Told[] = [];
let without: readonly string[] = [];
let demo: DemoEndpoint;

beforeAll(async () => {
  demo = await startDemoEndpoint({ nodes: 300 });
  const connection = demo.connect();
  const snapshots = await Promise.all(
    demo.scopes.map((scope) => collectSnapshot(connection.reader(scope), Date.now())),
  );
  connection.close();
  const byScope = new Map(snapshots.map((snapshot) => [scopeKey(snapshot.scope), snapshot]));
  const cases = [...demo.world.conditions.values()].flatMap((condition) => {
    const { id, code, subject } = condition;
    if (code === null || !isCauseCode(code)) return [];
    // Nothing that is read tells which organization it is.
    const blamed = subject.kind === "organization" ? { ...subject, id: "organization" } : subject;
    const context = contextOf(byScope.get(scopeKey(condition))!, code, blamed);
    return [{ id, context, fitting: fixesOf(code).filter((fix) => fix.fits(context)) }];
  });
  without = cases.filter(({ fitting }) => fitting.length === 0).map(({ id }) => id);
  told = cases.flatMap(({ id, context, fitting }) =>
    fitting.flatMap((fix) =>
      fix.steps(context).map((step) => ({ place: `${id}: ${fix.id} ${step.id}`, fix, context, step })),
    ),
  );
}, 60_000);
afterAll(() => demo.close());

const calls = () => told.flatMap(({ step: { call }, ...rest }) => (call === null ? [] : [{ ...rest, call }]));

test("every condition of the demo has a fix that fits", () => {
  expect(without).toEqual([]);
});

test("nothing opens an inbound port of a node", () => {
  for (const { call, context, place } of calls()) {
    if (call.operation !== "ec2:AuthorizeSecurityGroupIngress") continue;
    const group = call.input.GroupId;
    // A group that a step before has made is nobody's.
    if (isFromAnswer(group)) continue;
    expect(context.snapshot.of("security-group", String(group), "instance"), place).toEqual([]);
  }
});

test("no policy for administrators is attached, nor one that AWS has given up", () => {
  for (const { step, place } of told)
    expect(JSON.stringify(step), place).not.toMatch(
      /AmazonSSMFullAccess|AmazonEC2RoleforSSM|AdministratorAccess|PowerUserAccess/,
    );
});

test("no call stops or terminates a node, and only whoever owns it stops one to have it moved", () => {
  for (const { step, fix, place } of told) {
    const lines = [step.call?.operation, step.call?.undo?.operation, ...step.cli].join("\n");
    expect(lines, place).not.toMatch(/terminate-?instances/i);
    if (fix.id !== "move-to-another-host") expect(lines, place).not.toMatch(/stop-?instances/i);
  }
});

test("who may not be reached over the network gets no advice about rights", () => {
  const ofRights = new Set([...identityFixes, ...nodeFixes].flatMap(({ causes }) => causes));
  const network = networkFixes.flatMap(({ causes }) => causes).filter((code) => !ofRights.has(code));
  for (const { context, step, place } of told) {
    if (!network.includes(context.code)) continue;
    expect([step.call?.operation, ...step.cli].join("\n"), place).not.toMatch(/^iam:|aws iam /m);
  }
});

test("no call lifts what a policy, a boundary or the organization denies", () => {
  const denials = /^(role-actions-denied|permissions-boundary-denies|organization-policy-denies)$/;
  for (const { context, place } of calls()) expect(context.code, place).not.toMatch(denials);
});

test("every call is on the list of those that change something, and on the list of its fix", () => {
  for (const { call, fix, place } of calls()) {
    for (const operation of [call.operation, ...(call.undo ? [call.undo.operation] : [])]) {
      expect(writeOperations, place).toContain(operation);
      expect(operationsOfFix(fix.id), place).toContain(operation);
    }
  }
});

test("a confirmation, and who undoes it, names what is changed and never the call itself", () => {
  for (const { call, place } of calls())
    for (const each of [call, call.undo ?? []].flat())
      expect(resourceOf(each), `${place}: ${each.operation}`).not.toBe(each.operation);
});

test("a fix that is not met in the demo calls nothing that is not on the list either", () => {
  for (const { id } of fixes)
    for (const operation of operationsOfFix(id)) expect(writeOperations, id).toContain(operation);
});

test("every step says what, why, where and what changes; a call how it is taken back, or that nothing does that", () => {
  for (const { step, place } of told) {
    for (const text of [step.title, step.why, step.changes, step.console.path]) {
      expect(text, place).toMatch(/\S/);
      expect(text, place).not.toMatch(/undefined|\[object|NaN/);
    }
    if (step.call?.undo === null) expect(step.changes, place).toMatch(/nothing takes it back/i);
    if (step.call?.undo) expect(step.undo?.cli.length, place).toBeGreaterThan(0);
  }
});

test("Terraform and CloudFormation parse", async () => {
  for (const { step, place } of told) {
    if (step.terraform !== null)
      expect(Object.keys(await parseHcl("main.tf", step.terraform)), place).toEqual(["resource"]);
    if (step.cloudformation === null || step.id === "deploy") continue;
    const { Resources: resources } = parseYaml(step.cloudformation, { version: "1.1" });
    for (const [id, { Type: type }] of Object.entries<{ Type: string }>(resources)) {
      expect(id, place).toMatch(/^[A-Za-z][A-Za-z0-9]*$/);
      expect(type, place).toMatch(/^AWS::[A-Za-z0-9]+::[A-Za-z0-9]+$/);
    }
  }
});

test.runIf(hasAwsCli)(
  "the AWS CLI takes the lines as they stand there, one of each kind of each fix",
  () => {
    const services = ["ec2", "iam", "ssm"];
    const lines = told.flatMap(({ step, place, fix }) =>
      [...step.cli, ...(step.undo?.cli ?? [])]
        .filter((line) => services.some((service) => line.startsWith(`aws ${service} `)))
        .filter((line) => !/ wait | > | \| |file:\/\/| --profile /.test(line))
        .map((line) => ({ line, place, kind: [fix.id, ...line.split(" ").slice(1, 3)].join(" ") })),
    );
    const kinds = [...new Map(lines.map((each) => [each.kind, each])).values()];
    const answers = readCommands(kinds.map(({ line }) => line));
    const refused = kinds.flatMap(({ place, line }, index) => {
      const { code, said } = answers[index]!;
      return code === 0 ? [] : [`${place}\n${line}\n${said}`];
    });
    expect(refused).toEqual([]);
  },
  300_000,
);
