import { parse as parseHcl } from "@cdktf/hcl2json";
import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { parse as parseYaml } from "yaml";
import { collectSnapshot } from "../../collect/collect-snapshot.ts";
import { isCauseCode } from "../../model/cause.ts";
import { type Scope, scopeKey } from "../../model/scope.ts";
import { aScope, aSnapshot, type WorldParts } from "../../testing/a-document.ts";
import { aRandomRole } from "../../testing/a-random-role.ts";
import { aRandomVpc } from "../../testing/a-random-vpc.ts";
import { hasAwsCli, readCommands } from "../../testing/aws-cli.ts";
import { type Finding, hasCfnLint, lintTemplates } from "../../testing/cfn-lint.ts";
import { type DemoEndpoint, startDemoEndpoint } from "../../testing/endpoint.ts";
import { shapeOf, templateOf } from "../../testing/template-of-steps.ts";
import { contextOf, contextsOf } from "../../testing/try-fix.ts";
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
let ofDemo: readonly Told[] = [];
/** The same, and of VPCs and roles in which anything may be wrong. */
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
    // A fix is planned where its subject stands, for the nodes that are there.
    if (code === null || !isCauseCode(code) || condition.ownerAccount !== undefined) return [];
    // Nothing that is read tells which organization it is.
    const blamed = subject.kind === "organization" ? { ...subject, id: "organization" } : subject;
    const context = contextOf(byScope.get(scopeKey(condition))!, code, blamed);
    return [{ id, context, fitting: fixesOf(code).filter((fix) => fix.fits(context)) }];
  });
  without = cases.filter(({ fitting }) => fitting.length === 0).map(({ id }) => id);
  ofDemo = cases.flatMap(({ id, context, fitting }) => tell(id, context, fitting));
  told = [...ofRandomWorlds(aScope), ...ofDemo];
}, 60_000);
afterAll(() => demo.close());

function tell(name: string, context: FixContext, fitting: readonly Fix[]): Told[] {
  return fitting.flatMap((fix) =>
    fix.steps(context).map((step) => ({ place: `${name}: ${fix.id} ${step.id}`, fix, context, step })),
  );
}

/** The same worlds each time, wherever they stand. */
function ofRandomWorlds(scope: Scope): Told[] {
  const runs = { numRuns: 40, seed: 20_261_126 };
  const worlds = [...fc.sample(aRandomVpc, runs).map(({ parts }) => parts), ...fc.sample(aRandomRole, runs)];
  return worlds.flatMap((parts, number) => {
    const snapshot = aSnapshot(movedTo(scope, parts), { scope });
    return contextsOf(snapshot).flatMap((context) => {
      const name = `world ${number} in ${scope.region}, ${context.code} ${context.subject.id}`;
      return tell(
        name,
        context,
        fixesOf(context.code).filter((fix) => fix.fits(context)),
      );
    });
  });
}

function movedTo({ partition, region }: Scope, parts: WorldParts): WorldParts {
  const text = JSON.stringify(parts).replaceAll("arn:aws:", `arn:${partition}:`);
  return JSON.parse(text.replaceAll(aScope.region, region)) as WorldParts;
}

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

test("every line for the AWS CLI says in which Region, as that of whoever pastes it may be another one", () => {
  // The organization is of no Region.
  for (const { step, place } of told)
    for (const line of [...step.cli, ...(step.undo?.cli ?? [])])
      if (/\baws (?!organizations )[a-z0-9-]+ [a-z-]+ /.test(line))
        expect(line, place).toContain(" --region ");
});

test.each([
  { partition: "aws-cn", region: "cn-north-1", hosts: /\.amazonaws\.(com\.)?cn$/ },
  {
    partition: "aws-us-gov",
    region: "us-gov-west-1",
    hosts: /\.(amazonaws|console\.amazonaws-us-gov)\.com$/,
  },
])("in $partition nothing names what is another partition's", ({ partition, region, hosts }) => {
  const there = ofRandomWorlds({ ...aScope, partition, region });
  expect(there.length).toBeGreaterThan(200);
  for (const { step, place } of there) {
    const text = JSON.stringify(step);
    expect(text, place).not.toContain("arn:aws:");
    for (const [, host] of text.matchAll(/https:\/\/([a-z0-9.-]+)/g)) expect(host, place).toMatch(hosts);
  }
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

test.runIf(hasCfnLint)(
  "what CloudFormation knows of the types of resources holds for every walkthrough, and the steps of one name each other as they are",
  () => {
    const walkthroughs = Map.groupBy(told, ({ place }) => place.slice(0, place.lastIndexOf(" ")));
    // One of each shape: the demo's come last, and so stand for those of random worlds.
    const kinds = new Map<string, [place: string, template: string]>();
    for (const [place, steps] of walkthroughs) {
      const whole = steps.find(({ step }) => step.id === "deploy")?.step.cloudformation;
      const template = whole ?? templateOf(steps.map(({ step }) => step));
      if (template != null) kinds.set(`${steps[0]!.fix.id} ${shapeOf(template)}`, [place, template]);
    }
    expect(kinds.size).toBeGreaterThan(40);
    // That it looks at all.
    const wrong = "Resources: { A: { Type: AWS::EC2::Route, Properties: { Gateway: igw-1 } } }";
    const findings = lintTemplates(new Map([...kinds.values(), ["wrong", wrong]]));
    expect(findings.some(({ template }) => template === "wrong")).toBe(true);
    // Ids of random worlds are short, and EC2's are not.
    const isShortId = ({ template, rule }: Finding) =>
      template.startsWith("world ") && rule.startsWith("E115");
    expect(findings.filter((each) => each.template !== "wrong" && !isShortId(each))).toEqual([]);
  },
  120_000,
);

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
