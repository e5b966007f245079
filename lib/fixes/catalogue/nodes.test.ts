import { parse as parseHcl } from "@cdktf/hcl2json";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { parseDocument } from "yaml";
import { collectSnapshot } from "../../collect/collect-snapshot.ts";
import { isCauseCode } from "../../model/cause.ts";
import { type ScopeKey, scopeKey } from "../../model/scope.ts";
import type { Snapshot } from "../../model/snapshot.ts";
import { aDocument, aSnapshot } from "../../testing/a-document.ts";
import { type DemoEndpoint, startDemoEndpoint } from "../../testing/endpoint.ts";
import { contextOf, tryFix } from "../../testing/try-fix.ts";
import type { Fix, FixContext } from "../fix.ts";
import { cleanUpTemplate } from "../targets/clean-up-template.ts";
import { correctReferences } from "./correct-references.ts";
import { deregisterManagedNode } from "./deregister-managed-node.ts";
import { installAgentAgain } from "./install-agent-again.ts";
import { moveToAnotherHost } from "./move-to-another-host.ts";
import { nodeFixes } from "./nodes.ts";
import { rebootInstance } from "./reboot-instance.ts";
import { startInstance } from "./start-instance.ts";
import { targetFixes } from "./targets.ts";
import { turnOnAdvancedTier } from "./turn-on-advanced-tier.ts";
import { updateAgent } from "./update-agent.ts";

const own: readonly Fix[] = [...nodeFixes, ...targetFixes];
const codes = new Set<string>(nodeFixes.flatMap(({ causes }) => causes));
let demo: DemoEndpoint;
const snapshots = new Map<ScopeKey, Snapshot>();

beforeAll(async () => {
  demo = await startDemoEndpoint();
  const connection = demo.connect();
  for (const scope of demo.scopes)
    snapshots.set(scopeKey(scope), await collectSnapshot(connection.reader(scope), Date.now()));
  connection.close();
}, 60_000);
afterAll(() => demo.close());

type Case = { name: string; context: FixContext; fitting: Fix[] };

function casesOfDemo(): Case[] {
  return [...demo.world.conditions.values()].flatMap(({ id, code, subject, account, region }) => {
    if (code === null || !isCauseCode(code) || !codes.has(code)) return [];
    const context = contextOf(snapshots.get(`${account}:${region}`)!, code, subject);
    return [{ name: `${id} ${code}`, context, fitting: own.filter((fix) => fix.fits(context)) }];
  });
}

test("every condition of the demo that is a node's own has a walkthrough", () => {
  const cases = casesOfDemo();
  expect(cases.length).toBeGreaterThan(10);
  for (const { name, fitting } of cases) expect(fitting.length, name).toBeGreaterThan(0);
});

test("what changes something in AWS frees the nodes of the cause, and gives no node a new one", () => {
  for (const { name, context, fitting } of casesOfDemo()) {
    for (const fix of fitting.filter((each) => each.effect(context) !== null)) {
      const { kept, added } = tryFix(fix, context);
      expect(kept, `${name} ${fix.id}`).toEqual([]);
      // A node that was started just now is waited for.
      const causes = added.filter((trouble) => !trouble.includes(": instance-launching "));
      expect(causes, `${name} ${fix.id}`).toEqual([]);
    }
  }
});

test("every step says what, why, where and what changes; its snippets parse, and a call stands on documents", async () => {
  for (const { name, context, fitting } of casesOfDemo()) {
    for (const fix of fitting) {
      for (const text of [fix.title(context), fix.summary(context), fix.risk(context).sentence])
        expect(text, `${name} ${fix.id}`).toMatch(/^(?!.*(undefined|\[object)).*\S/s);
      for (const step of fix.steps(context)) {
        const place = `${name} ${fix.id} ${step.id}`;
        for (const text of [step.title, step.why, step.changes, step.console.path])
          expect(text, place).toMatch(/^(?!.*(undefined|\[object)).*\S/s);
        if (step.terraform)
          expect(Object.keys(await parseHcl("a.tf", step.terraform)), place).toEqual(["resource"]);
        if (step.cloudformation)
          expect(parseDocument(step.cloudformation, { logLevel: "error" }).errors, place).toEqual([]);
        if (step.call) expect(step.call.preconditions.length, place).toBeGreaterThan(0);
        if (step.call?.undo === null)
          expect(step.changes, place).toMatch(/Nothing takes it back|nothing takes it back/);
      }
    }
  }
});

test("no step stops or terminates a node, and no call does", () => {
  for (const { fitting, context } of casesOfDemo())
    for (const fix of fitting)
      for (const { call, cli } of fix.steps(context)) {
        expect(call?.operation ?? "").not.toMatch(/Stop|Terminate/);
        expect(cli.join()).not.toMatch(/terminate-instances/);
      }
});

const anInstance = (changes: object = {}) => aDocument("instance", "i-0aaaaaaaaaaaaaaaa", changes);
const asked = (snapshot: Snapshot, code: FixContext["code"], subject: FixContext["subject"]): FixContext => ({
  ...{ scope: snapshot.scope, snapshot, code, subject },
  nodeIds: [subject.id],
});
const theInstance = { kind: "instance", id: "i-0aaaaaaaaaaaaaaaa" };

describe("a start", () => {
  test.each([
    ["stopped", true],
    ["stopping", true],
    ["running", false],
    ["terminated", false],
  ] as const)("of an instance that is %s fits: %s", (state, fits) => {
    const snapshot = aSnapshot({ instance: [anInstance({ state })] });
    expect(startInstance.fits(asked(snapshot, "instance-stopped", theInstance))).toBe(fits);
  });

  test("is no call while the instance is on its way down, as EC2 refuses it", () => {
    const snapshot = aSnapshot({ instance: [anInstance({ state: "stopping" })] });
    const context = asked(snapshot, "instance-stopped", theInstance);
    expect(startInstance.steps(context).map(({ call }) => call)).toEqual([null]);
    expect(startInstance.effect(context)).toBeNull();
  });

  test("is not offered where the instance was not read", () => {
    const snapshot = aSnapshot({}, { gaps: [] });
    expect(startInstance.fits(asked(snapshot, "instance-stopped", theInstance))).toBe(false);
  });
});

describe("an impaired instance", () => {
  const of = (systemStatus: string) => {
    const status = aDocument("instance-status", theInstance.id, { systemStatus, instanceStatus: "impaired" });
    const snapshot = aSnapshot({ instance: [anInstance({ state: "running" })], "instance-status": [status] });
    return asked(snapshot, "instance-status-impaired", theInstance);
  };

  test("is rebooted where its own system is to blame", () => {
    expect(rebootInstance.fits(of("ok"))).toBe(true);
    expect(moveToAnotherHost.fits(of("ok"))).toBe(false);
  });

  test("is moved by hand where AWS's host is, as a reboot stays there", () => {
    expect(rebootInstance.fits(of("impaired"))).toBe(false);
    expect(moveToAnotherHost.fits(of("impaired"))).toBe(true);
    for (const { call } of moveToAnotherHost.steps(of("impaired"))) expect(call).toBeNull();
  });
});

describe("an old agent", () => {
  const of = (pingStatus: "Online" | "ConnectionLost") => {
    const record = aDocument("managed-node", theInstance.id, { pingStatus, agentVersion: "2.2.619.0" });
    return asked(
      aSnapshot({ instance: [anInstance()], "managed-node": [record] }),
      "agent-outdated",
      theInstance,
    );
  };

  test("that takes commands is updated by one", () => {
    expect(updateAgent.fits(of("Online"))).toBe(true);
    expect(updateAgent.steps(of("Online"))[0]!.call).toMatchObject({
      operation: "ssm:SendCommand",
      input: {
        DocumentName: "AWS-UpdateSSMAgent",
        Targets: [{ Key: "InstanceIds", Values: [theInstance.id] }],
      },
    });
  });

  test("that takes none is installed anew on the host", () => {
    expect(updateAgent.fits(of("ConnectionLost"))).toBe(false);
    expect(installAgentAgain.fits(of("ConnectionLost"))).toBe(true);
  });
});

describe("a machine outside of AWS", () => {
  const subject = { kind: "managed-node", id: "mi-0aaaaaaaaaaaaaaaa" };

  test.each([
    ["ConnectionLost", true],
    ["Online", false],
  ] as const)("that is %s may be deregistered: %s", (pingStatus, fits) => {
    const snapshot = aSnapshot({ "managed-node": [aDocument("managed-node", subject.id, { pingStatus })] });
    expect(deregisterManagedNode.fits(asked(snapshot, "hybrid-node-silent", subject))).toBe(fits);
  });

  test("gets the advanced tier only where it was read that there is none, and the undo knows what was there", () => {
    const id = "/ssm/managed-instance/activation-tier";
    const tier = (value: string) =>
      aSnapshot({ "service-setting": [aDocument("service-setting", id, { value })] });
    const context = (snapshot: Snapshot) =>
      asked(snapshot, "advanced-tier-required", { kind: "service-setting", id });
    expect(turnOnAdvancedTier.fits(context(tier("advanced")))).toBe(false);
    expect(turnOnAdvancedTier.fits(context(aSnapshot({})))).toBe(false);
    expect(turnOnAdvancedTier.steps(context(tier("standard")))[0]!.call!.undo).toMatchObject({
      input: { SettingValue: "standard" },
    });
  });
});

describe("who names a node that is gone", () => {
  const other = "i-0bbbbbbbbbbbbbbbb";
  const ids = (...values: string[]) => [{ key: "InstanceIds", values }];
  const windowWith = (targets: { key: string; values: string[] }[]) =>
    aDocument("maintenance-window", "mw-0aaaaaaaaaaaaaaaa", {
      targets: [
        { id: "wt-1", name: "web", resourceType: "INSTANCE", targets, ownerInformation: "team" },
        { id: "wt-2", name: null, resourceType: "INSTANCE", targets: ids(other), ownerInformation: null },
      ],
      tasks: [],
    });
  const association = aDocument("association", "a-1", { targets: ids(theInstance.id, other), name: "patch" });
  const contextWith = (targets: { key: string; values: string[] }[]) =>
    asked(
      aSnapshot({ "maintenance-window": [windowWith(targets)], association: [association] }),
      "instance-not-found",
      theInstance,
    );

  test("loses that id alone: what else a window aims at stays, and the undo brings it back", () => {
    const targets = [...ids(theInstance.id, other), { key: "tag:Env", values: ["prod"] }];
    const [step] = correctReferences.steps(contextWith(targets));
    const Targets = [
      { Key: "InstanceIds", Values: [other] },
      { Key: "tag:Env", Values: ["prod"] },
    ];
    expect(step!.call).toMatchObject({
      input: { WindowId: "mw-0aaaaaaaaaaaaaaaa", WindowTargetId: "wt-1", Targets },
      undo: { input: { Targets: [{ Key: "InstanceIds", Values: [theInstance.id, other] }, Targets[1]] } },
    });
    const effect = correctReferences.effect(contextWith(targets))!;
    expect(effect["maintenance-window"]!.put![0]!.targets![1]).toEqual(windowWith([]).targets![1]);
  });

  test("a target that names nobody else is deregistered by hand", () => {
    const [step] = correctReferences.steps(contextWith(ids(theInstance.id)));
    expect(step).toMatchObject({ call: null, id: "deregister-wt-1" });
    expect(step!.cli[0]).toContain("--safe");
  });

  test("an association is corrected with all that it has, which never passes through here", () => {
    const step = correctReferences
      .steps(contextWith(ids(theInstance.id)))
      .find(({ id }) => id === "correct-a-1")!;
    expect(step.call).toBeNull();
    for (const kept of ["Parameters", "ScheduleExpression", "MaxErrors", "TargetLocations", "CalendarNames"])
      expect(step.cli[0]).toContain(kept);
  });

  test("an association that names nobody else is not written back without a target", () => {
    const lonely = aDocument("association", "a-2", { targets: ids(theInstance.id), name: "inventory" });
    const snapshot = aSnapshot({ association: [lonely], "maintenance-window": [] });
    const [step] = correctReferences.steps(asked(snapshot, "instance-not-found", theInstance));
    expect(step).toMatchObject({
      id: "delete-a-2",
      call: null,
      title: expect.stringContaining("aim it anew"),
    });
    expect(step!.cli.join("\n")).not.toContain("update-association");
    expect(step!.cli[0]).toMatch(/^aws ssm describe-association .* > association-a-2\.json$/);
  });

  test("a task keeps whom it names besides", () => {
    const task = {
      ...{ id: "t-1", name: "patch", targets: ids(theInstance.id, other) },
      ...{ type: "RUN_COMMAND", taskArn: "AWS-RunPatchBaseline", serviceRoleArn: null, priority: 1 },
    };
    const window = aDocument("maintenance-window", "mw-0aaaaaaaaaaaaaaaa", { targets: [], tasks: [task] });
    const snapshot = aSnapshot({ association: [], "maintenance-window": [window] });
    const [step] = correctReferences.steps(asked(snapshot, "instance-not-found", theInstance));
    expect(step!.cli[1]).toContain(`--targets '[{"Key":"InstanceIds","Values":["${other}"]}]'`);
  });

  test("where associations were not read, nothing is offered", () => {
    const snapshot = aSnapshot({ "maintenance-window": [] });
    expect(correctReferences.fits(asked(snapshot, "instance-not-found", theInstance))).toBe(false);
  });
});

test("the template that cleans up at a termination is one that CloudFormation reads", () => {
  const template = parseDocument(cleanUpTemplate(), { logLevel: "error" });
  expect(template.errors).toEqual([]);
  expect(Object.keys((template.toJS() as { Resources: object }).Resources)).toEqual([
    ...["DeadLetters", "Role", "Function", "Rule", "LettersFromRule", "Permission"],
  ]);
  expect(cleanUpTemplate()).toMatch(/arn:\$\{AWS::Partition\}:iam::aws:policy\/service-role/);
});
