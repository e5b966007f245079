import {
  CreateAssociationCommand,
  ListCommandInvocationsCommand,
  RegisterTargetWithMaintenanceWindowCommand,
  SendCommandCommand,
  SSMClient,
  StartAutomationExecutionCommand,
  StartSessionCommand,
} from "@aws-sdk/client-ssm";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { PreflightReport } from "../../api/preflight.ts";
import { collectSnapshot } from "../../collect/collect-snapshot.ts";
import { handClock } from "../../demo/testing/hand-clock.ts";
import { createDiagnosis } from "../../diagnosis/diagnose.ts";
import type { Node } from "../../model/node.ts";
import { type Scope, type ScopeKey, scopeKey } from "../../model/scope.ts";
import type { Snapshot } from "../../model/snapshot.ts";
import { deriveNodes } from "../../sync/derive-nodes.ts";
import { type DemoEndpoint, startDemoEndpoint } from "../../testing/endpoint.ts";
import { createAwsQuestions } from "./ask-aws.ts";
import { type FleetFacts, runPreflight } from "./run-preflight.ts";

// What a preflight says is compared with what the endpoint then does, for the nodes of every condition and for healthy ones.

const clock = handClock(Date.now());
let endpoint: DemoEndpoint;
let connection: ReturnType<DemoEndpoint["connect"]>;
let nodes: Node[];
const snapshots = new Map<ScopeKey, Snapshot>();

beforeAll(async () => {
  endpoint = await startDemoEndpoint({ clock });
  connection = endpoint.connect();
  for (const scope of endpoint.scopes)
    snapshots.set(scopeKey(scope), await collectSnapshot(connection.reader(scope), clock.now()));
  const diagnosis = createDiagnosis({ snapshots, changes: [] });
  nodes = [...snapshots.values()].flatMap(
    (snapshot) => deriveNodes(diagnosis, { snapshot, outdated: snapshot }).nodes,
  );
});
afterAll(async () => {
  connection.close();
  await endpoint.close();
});

function facts(): FleetFacts {
  const tier = "/ssm/managed-instance/activation-tier";
  return {
    now: clock.now(),
    scopes: [...snapshots.keys()].map((key) => ({ key, accountName: null, isComplete: true })),
    find: (id) => nodes.filter((node) => node.id === id),
    nodesOf: (scope) => nodes.filter((node) => scope === null || node.scope === scope),
    similar: () => [],
    called: () => [],
    targetsOf: () => undefined,
    hasAdvancedTier: (scope) => snapshots.get(scope)!.get("service-setting", tier)?.value === "advanced",
  };
}

function predict(text: string, scope: ScopeKey): Promise<PreflightReport> {
  const aws = createAwsQuestions((key) => connection.reader(snapshots.get(key)!.scope), clock.now);
  return runPreflight({ text, scope }, { loadFacts: async () => facts(), aws });
}

/** The nodes of every condition of a scope, decoys among them, and some that have none. */
function nodesToTry(scope: Scope): string[] {
  const conditions = [...endpoint.world.conditions.values()].filter(
    ({ account, region }) => account === scope.account && region === scope.region,
  );
  const healthy = nodes.filter((node) => node.scope === scopeKey(scope)).slice(0, 5);
  return [
    ...new Set([...conditions.flatMap((condition) => condition.nodes), ...healthy.map(({ id }) => id)]),
  ];
}

function documentFor(id: string): string {
  const platform = nodes.find((node) => node.id === id)?.platform;
  return platform === "windows" ? "AWS-RunPowerShellScript" : "AWS-RunShellScript";
}

type Call = { text(id: string): string; make(ssm: SSMClient, id: string): Promise<unknown> };

const calls: Record<string, Call> = {
  SendCommand: {
    text: (id) => `aws ssm send-command --document-name ${documentFor(id)} --instance-ids ${id}`,
    make: (ssm, id) =>
      ssm.send(
        new SendCommandCommand({
          DocumentName: documentFor(id),
          InstanceIds: [id],
          Parameters: { commands: ["true"] },
        }),
      ),
  },
  StartSession: {
    text: (id) => `aws ssm start-session --target ${id}`,
    make: (ssm, id) => ssm.send(new StartSessionCommand({ Target: id })),
  },
  StartAutomationExecution: {
    text: (id) =>
      `aws ssm start-automation-execution --document-name AWS-StopEC2Instance --target-parameter-name InstanceId --targets Key=ParameterValues,Values=${id}`,
    // A call that is taken would stop the node, so it names one that nobody has; ids are not looked at when it is made.
    make: (ssm) =>
      ssm.send(
        new StartAutomationExecutionCommand({
          DocumentName: "AWS-StopEC2Instance",
          TargetParameterName: "InstanceId",
          Targets: [{ Key: "ParameterValues", Values: ["i-00000000"] }],
        }),
      ),
  },
  CreateAssociation: {
    text: (id) =>
      `aws ssm create-association --name ${documentFor(id)} --targets Key=InstanceIds,Values=${id}`,
    make: (ssm, id) =>
      ssm.send(
        new CreateAssociationCommand({
          Name: documentFor(id),
          Targets: [{ Key: "InstanceIds", Values: [id] }],
          Parameters: { commands: ["true"] },
        }),
      ),
  },
};

async function outcomeOf(call: Promise<unknown>): Promise<string> {
  return call.then(
    () => "accepted",
    (error: Error) => error.name,
  );
}

function predicted({ call, targets, problems }: PreflightReport): string {
  if (call !== "refused") return call;
  return targets[0]?.error?.code ?? problems[0]?.error?.code ?? "refused";
}

describe.each(["reject", "accept"])("where AWS %ss commands to stopped nodes", (stopped) => {
  beforeAll(() => endpoint.set("switches", { U4_commandToStoppedNode: stopped }));

  test.each(Object.keys(calls))("%s does what was predicted, or nobody claimed to know", async (name) => {
    const { text, make } = calls[name]!;
    const wrong: string[] = [];
    const unknown: string[] = [];
    let tried = 0;
    for (const scope of endpoint.scopes) {
      const ssm = new SSMClient(endpoint.clientConfig(scope));
      for (const id of nodesToTry(scope)) {
        tried++;
        const said = predicted(await predict(text(id), scopeKey(scope)));
        const did = await outcomeOf(make(ssm, id));
        if (said === "unknown") unknown.push(nodes.find((node) => node.id === id)?.state ?? "none");
        else if (said !== did) wrong.push(`${id} in ${scopeKey(scope)}: said ${said}, did ${did}`);
      }
      ssm.destroy();
    }
    expect(wrong).toEqual([]);
    expect(tried).toBeGreaterThan(200);
    // Only what the reference leaves open is left open here.
    const open = name === "SendCommand" ? ["pending", "stopped", "stopping"] : [];
    expect(unknown.filter((state) => !open.includes(state))).toEqual([]);
  });
});

test("a window takes the id of a node that nobody has, as was predicted", async () => {
  const scope = endpoint.scopes[0]!;
  const ssm = new SSMClient(endpoint.clientConfig(scope));
  const [window] = [...snapshots.get(scopeKey(scope))!.all("maintenance-window")];
  const target = "i-0ffffffffffffffff";
  const text = `aws ssm register-target-with-maintenance-window --window-id ${window!.id} --resource-type INSTANCE --targets Key=InstanceIds,Values=${target}`;
  expect(predicted(await predict(text, scopeKey(scope)))).toBe("accepted");
  const call = ssm.send(
    new RegisterTargetWithMaintenanceWindowCommand({
      WindowId: window!.id,
      ResourceType: "INSTANCE",
      Targets: [{ Key: "InstanceIds", Values: [target] }],
    }),
  );
  expect(await outcomeOf(call)).toBe("accepted");
  ssm.destroy();
});

test("what receives a command gets it, and what does not lets it time out", async () => {
  const [scope] = endpoint.scopes;
  const ssm = new SSMClient(endpoint.clientConfig(scope!));
  // What comes back by itself is only told by history, which these snapshots do not have.
  const returning = new Set(
    [...endpoint.world.conditions.values()].flatMap(({ effect, nodes }) =>
      effect === "waiting" ? nodes : [],
    ),
  );
  const sent: { id: string; commandId: string; outcome: string }[] = [];
  for (const id of nodesToTry(scope!)) {
    const { targets } = await predict(calls.SendCommand!.text(id), scopeKey(scope!));
    const outcome = targets[0]!.outcome;
    if ((outcome !== "receives" && outcome !== "undeliverable") || returning.has(id)) continue;
    const answer = await calls.SendCommand!.make(ssm, id);
    sent.push({ id, outcome, commandId: (answer as { Command: { CommandId: string } }).Command.CommandId });
  }
  // Delivery and execution time out after an hour each; the deliveries between are made when somebody looks.
  const wrong: string[] = [];
  for (let minutes = 0; minutes < 130; minutes += 5) clock.pass(5 * 60_000);
  // The session of the first client has ended by then.
  const later = new SSMClient(endpoint.clientConfig(scope!));
  for (const { id, commandId, outcome } of sent) {
    const { CommandInvocations: [invocation] = [] } = await later.send(
      new ListCommandInvocationsCommand({ CommandId: commandId }),
    );
    const isReached = invocation?.StatusDetails === "Success";
    if (isReached !== (outcome === "receives"))
      wrong.push(`${id}: ${outcome}, then ${invocation?.StatusDetails}`);
  }
  expect(wrong).toEqual([]);
  expect(sent.filter(({ outcome }) => outcome === "undeliverable").length).toBeGreaterThan(10);
  expect(sent.filter(({ outcome }) => outcome === "receives").length).toBeGreaterThan(5);
  for (const client of [ssm, later]) client.destroy();
});
