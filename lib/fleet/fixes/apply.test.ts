import { AuthorizeSecurityGroupEgressCommand, EC2Client } from "@aws-sdk/client-ec2";
import { describe, expect, test } from "vitest";
import { fixes } from "../../fixes/catalogue/index.ts";
import { operationsOfFix } from "../../fixes/operations-of-fix.ts";
import { writeOperations } from "../../fixes/written-call.ts";
import type { CauseCode } from "../../model/cause.ts";
import { parseScopeKey, type ScopeKey } from "../../model/scope.ts";
import { walkthroughId } from "../../model/walkthrough-id.ts";
import { aFleetOnDemo, type FleetOnDemo } from "../../testing/a-fleet-on-demo.ts";
import { shareCauses } from "../node-index/share-causes.ts";
import { applyStep } from "./apply-step.ts";
import { closeInterruptedRuns } from "./close-interrupted-runs.ts";
import { dryRunStep } from "./dry-run-step.ts";
import { getWalkthrough } from "./get-walkthrough.ts";
import { loadPlan, type Plan } from "./load-plan.ts";
import { loadProgress } from "./progress.ts";
import { undoStep } from "./undo-step.ts";
import { describeVerification } from "./verification.ts";

const egress = { fixId: "allow-security-group-egress", code: "security-group-egress-blocks" } as const;
/** Few scopes are quickly read: one where the first of them is open, and one for the second. */
const inVirginia = ["640218093317:us-east-1"] as const;
const inIreland = ["210987654321:eu-west-1"] as const;
const endpoints = { fixId: "create-interface-endpoints", code: "endpoint-missing" } as const;

type Open = { id: string; plan: Plan; scope: ScopeKey };

/** A walkthrough of the fix whose cause is open, the one with the fewest nodes: those come back soonest. */
async function anOpen(
  { context }: FleetOnDemo,
  { fixId, code }: { fixId: string; code: CauseCode },
): Promise<Open> {
  const shared = shareCauses(context.index, [], Date.now()).filter((cause) => cause.code === code);
  for (const { key } of shared.toSorted((a, b) => a.nodes - b.nodes)) {
    const id = walkthroughId({ fixId, code, key });
    const plan = await loadPlan(context, id).catch(() => undefined);
    if (plan) return { id, plan, scope: plan.steps[0]!.scope };
  }
  throw new Error(`no ${code} is open that ${fixId} fits`);
}

async function confirmation({ context }: FleetOnDemo, id: string, step: string): Promise<string> {
  const { steps } = await getWalkthrough(context, { id });
  return steps.find((each) => each.id === step)?.call?.resource ?? "";
}

async function apply(fleet: FleetOnDemo, id: string, step: string) {
  return applyStep(fleet.context, { id, step, confirm: await confirmation(fleet, id, step) });
}

function clientOf({ endpoint }: FleetOnDemo, scope: ScopeKey): EC2Client {
  return new EC2Client(endpoint.clientConfig({ partition: "aws", ...parseScopeKey(scope)! }));
}

/** How often each operation that changes something was called, as the endpoint has counted. */
async function countWrites({ endpoint }: FleetOnDemo): Promise<Record<string, number>> {
  const answer = (await (await fetch(`${endpoint.url}/_demo/calls`)).json()) as Record<string, unknown>;
  const text = JSON.stringify(answer);
  const counted = writeOperations.flatMap((operation): [string, number][] => {
    const found = new RegExp(`"${operation}":\\s*\\{\\s*"calls":\\s*(\\d+)`).exec(text);
    return found ? [[operation, Number(found[1])]] : [];
  });
  return Object.fromEntries(counted);
}

describe("a fix on the demo", () => {
  test("is tried, applied once, watched until its nodes are back, and undone", async () => {
    const fleet = await aFleetOnDemo({ fixes: [egress.fixId], only: inVirginia });
    await fleet.endpoint.set("speed", { speed: 5_000 });
    const { context } = fleet;
    const { id, plan } = await anOpen(fleet, egress);
    const step = plan.steps[0]!.id;

    expect(await dryRunStep(context, { id, step })).toMatchObject({
      outcome: "would-work",
      answer: { code: "DryRunOperation" },
    });
    await expect(applyStep(context, { id, step, confirm: "sg-another" })).rejects.toMatchObject({
      code: "invalid-input",
      field: "confirm",
    });
    expect(await apply(fleet, id, step)).toMatchObject({ outcome: "done", by: "ann" });
    await expect(apply(fleet, id, step)).rejects.toMatchObject({ code: "conflict" });
    expect(await countWrites(fleet)).toEqual({ "ec2:AuthorizeSecurityGroupEgress": 2 });

    await fleet.until(async () => (await describeVerification(context, id)).state === "mended");
    const { sentence, nodes } = await describeVerification(context, id);
    expect(sentence).toMatch(/back\.$/);
    expect(nodes).toEqual({ total: nodes.total, back: nodes.total, waiting: 0, notBack: 0 });

    expect(await undoStep(context, { id, step })).toMatchObject({
      outcome: "done",
      operation: "ec2:RevokeSecurityGroupEgress",
    });
    await expect(undoStep(context, { id, step })).rejects.toMatchObject({ code: "conflict" });
    await fleet.until(async () => (await describeVerification(context, id)).state === "not-mended");
    const { history, applied } = await loadProgress(context, id);
    expect(applied.size).toBe(0);
    expect(history.map(({ kind, outcome }) => `${kind} ${outcome}`).reverse()).toEqual([
      ...["dry-run would-work", "apply done", "verify done", "undo done", "verify done"],
    ]);
  });

  test("of several steps hands on what AWS answers, and undoes with it", async () => {
    const fleet = await aFleetOnDemo({ fixes: [endpoints.fixId], only: inIreland });
    await fleet.endpoint.set("speed", { speed: 5_000 });
    const { context } = fleet;
    const { id, plan } = await anOpen(fleet, endpoints);
    const [group, ...rest] = plan.steps.map((step) => step.id);
    const [rule] = rest;

    expect(await dryRunStep(context, { id, step: rule! })).toMatchObject({ outcome: "unknown" });
    await expect(apply(fleet, id, rule!)).rejects.toMatchObject({ code: "conflict", field: "step" });
    for (const step of [group!, ...rest])
      expect(await apply(fleet, id, step)).toMatchObject({ outcome: "done" });
    await fleet.until(async () => (await describeVerification(context, id)).state === "mended");

    for (const step of [group!, ...rest].reverse()) await undoStep(context, { id, step });
    const undone = (await context.store.loadRuns(id)).filter(({ kind }) => kind === "undo");
    // The group is still in use while its endpoints are being deleted, and AWS says so.
    expect(undone.map(({ outcome }) => outcome).slice(1)).toEqual(rest.map(() => "done"));
  });
});

describe("applying", () => {
  test("is not possible in read-only mode, by any verb: not a single call is made", async () => {
    const fleet = await aFleetOnDemo({ only: [...inVirginia, ...inIreland] });
    const { context } = fleet;
    for (const fix of fixes) {
      for (const code of fix.causes) {
        const open = await anOpen(fleet, { fixId: fix.id, code }).catch(() => undefined);
        for (const { id: step, call } of open?.plan.steps ?? []) {
          const denied = { code: call === null ? "conflict" : "denied" };
          // The policy for applying is made of this list.
          for (const { operation } of [call, call?.undo].filter((each) => each != null))
            expect(operationsOfFix(fix.id), fix.id).toContain(operation);
          const { id } = open!;
          await expect(dryRunStep(context, { id, step })).rejects.toMatchObject(denied);
          await expect(applyStep(context, { id, step, confirm: "any" })).rejects.toMatchObject(denied);
          await expect(undoStep(context, { id, step })).rejects.toMatchObject({ code: "conflict" });
        }
      }
    }
    expect(await countWrites(fleet)).toEqual({});
  });

  test("takes a fix that is allowed, and an account that has a role for it", async () => {
    const fleet = await aFleetOnDemo({ fixes: [endpoints.fixId], only: inVirginia });
    const { id, plan } = await anOpen(fleet, egress);
    const step = plan.steps[0]!.id;
    await expect(dryRunStep(fleet.context, { id, step })).rejects.toMatchObject({
      code: "denied",
      message: expect.stringContaining("apply.fixes"),
    });
    const { apply: applying } = fleet.context.config;
    fleet.context.config = {
      ...fleet.context.config,
      apply: { ...applying, fixes: [egress.fixId] },
      accounts: fleet.context.config.accounts.map(({ applyRoleArn: _, ...account }) => account),
    };
    await expect(dryRunStep(fleet.context, { id, step })).rejects.toMatchObject({
      code: "denied",
      message: expect.stringContaining("has no role for changes"),
    });
    expect(await countWrites(fleet)).toEqual({});
  });

  test("is stopped by a world that has changed since the proof, and made for the new one afterwards", async () => {
    const fleet = await aFleetOnDemo({ fixes: [egress.fixId], only: inVirginia });
    const { context } = fleet;
    const { id, plan, scope } = await anOpen(fleet, egress);
    const step = plan.steps[0]!.id;
    const GroupId = plan.cause.subject.id;
    const confirm = await confirmation(fleet, id, step);
    const IpPermissions = [
      { IpProtocol: "tcp", FromPort: 22, ToPort: 22, IpRanges: [{ CidrIp: "10.9.0.0/16" }] },
    ];
    await clientOf(fleet, scope).send(new AuthorizeSecurityGroupEgressCommand({ GroupId, IpPermissions }));

    const run = await applyStep(context, { id, step, confirm });
    expect(run.outcome).toBe("world-changed");
    expect(run.sentence).toContain(`security group ${GroupId} has changed (egress)`);
    const calls = await countWrites(fleet);
    expect(calls).toEqual({ "ec2:AuthorizeSecurityGroupEgress": 1 });

    // What was seen then is known now, so that the next plan stands on it.
    expect(await apply(fleet, id, step)).toMatchObject({ outcome: "done" });
  });

  test("by two at once is done by one of them", async () => {
    const fleet = await aFleetOnDemo({ fixes: [egress.fixId], only: inVirginia });
    const { id, plan } = await anOpen(fleet, egress);
    const step = plan.steps[0]!.id;
    const confirm = await confirmation(fleet, id, step);
    const other = { ...fleet.context, actor: { name: "ben", role: "operator" } } as const;
    const tried = await Promise.allSettled([
      applyStep(fleet.context, { id, step, confirm }),
      applyStep(other, { id, step, confirm }),
    ]);
    const refused = tried.filter((each) => each.status === "rejected");
    expect(refused).toHaveLength(1);
    expect(refused[0]!.reason).toMatchObject({ code: "conflict", field: "step" });
    expect(await countWrites(fleet)).toEqual({ "ec2:AuthorizeSecurityGroupEgress": 1 });
  });

  test("tells of trouble on the way what is true of it", async () => {
    const fleet = await aFleetOnDemo({ fixes: [egress.fixId], only: inVirginia });
    const { id, plan } = await anOpen(fleet, egress);
    const step = plan.steps[0]!.id;
    const action = "ec2:AuthorizeSecurityGroupEgress";
    const withFault = async (kind: string) => {
      await fleet.endpoint.set("faults", { rules: [{ kind, rate: 1, action }] });
      const run = await apply(fleet, id, step);
      await fleet.endpoint.set("faults", { rules: [] });
      return run;
    };
    await fleet.endpoint.set("denied", { rules: [{ action }] });
    expect(await apply(fleet, id, step)).toMatchObject({
      outcome: "failed",
      answer: { code: "UnauthorizedOperation" },
      sentence: expect.stringContaining(`Give it ${action}`),
    });
    await fleet.endpoint.set("denied", { rules: [] });
    expect(await withFault("throttle")).toMatchObject({ outcome: "failed" });
    for (const kind of ["html", "empty"])
      expect(await withFault(kind), kind).toMatchObject({
        outcome: "unknown",
        sentence: expect.stringContaining("before you repeat it"),
      });
    // However often it went wrong, it may be done in the end.
    expect((await apply(fleet, id, step)).outcome).toBe("done");
  });

  test("again of what AWS may have done already makes nothing twice", async () => {
    const fleet = await aFleetOnDemo({ fixes: [endpoints.fixId], only: inIreland });
    const { id, plan, scope } = await anOpen(fleet, endpoints);
    const creating = plan.steps.find(({ call }) => call?.operation === "ec2:CreateVpcEndpoint")!;
    for (const { id: step } of plan.steps.slice(0, plan.steps.indexOf(creating)))
      await apply(fleet, id, step);
    const rule = { kind: "reset", rate: 1, times: 1, action: "ec2:CreateVpcEndpoint" };
    await fleet.endpoint.set("faults", { rules: [rule] });
    expect(await apply(fleet, id, creating.id)).toMatchObject({ outcome: "unknown" });
    expect(await apply(fleet, id, creating.id)).toMatchObject({ outcome: "done" });
    const { account, region } = parseScopeKey(scope)!;
    const { vpcEndpoints } = fleet.endpoint.world.accounts.get(account)!.regions.get(region)!.ec2;
    const made = [...vpcEndpoints.values()].filter(
      ({ VpcId, ServiceName }) =>
        VpcId === creating.call!.input.VpcId && ServiceName === creating.call!.input.ServiceName,
    );
    expect(made).toHaveLength(1);
  });

  test("by a process that dies before the answer leaves a run that says so", async () => {
    const fleet = await aFleetOnDemo({ fixes: [egress.fixId], only: inVirginia });
    const { context } = fleet;
    const { id, plan } = await anOpen(fleet, egress);
    const step = plan.steps[0]!.id;
    const confirm = await confirmation(fleet, id, step);
    const { endRun } = context.store;
    const dead = Promise.withResolvers<never>();
    context.store.endRun = async () => {
      dead.reject(new Error("the process died"));
      return dead.promise;
    };
    await expect(applyStep(context, { id, step, confirm })).rejects.toThrow("the process died");
    context.store.endRun = endRun;
    await expect(applyStep(context, { id, step, confirm })).rejects.toMatchObject({ code: "conflict" });

    context.now = () => Date.now() + 60_000;
    await closeInterruptedRuns(context, { atStart: true });
    const { history } = await loadProgress(context, id);
    expect(history[0]).toMatchObject({
      outcome: "unknown",
      sentence: expect.stringContaining("Look at it before you repeat it."),
    });
  });
});
