import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import type { AwsReader } from "../../aws/reader.ts";
import type { Failure, FailureSource } from "../../model/failure.ts";
import { type DemoEndpoint, startDemoEndpoint } from "../../testing/endpoint.ts";
import { aFailureMemory, type FailureMemory } from "../../testing/failure-memory.ts";
import { failureActions, failureSourceReaders, readFailures } from "./index.ts";

const secret = "hunter2-Xk9";
let demo: DemoEndpoint;
let reader: AwsReader;
let close: () => void;
let whole: Map<string, Failure>;
const now = Date.now();

/** Where parameters and outputs stand in AWS's answers, and where messages quote them. */
function plantSecrets({ world, scopes }: DemoEndpoint): void {
  const { account, region } = scopes[0]!;
  const { ssm, trail } = world.accounts.get(account)!.regions.get(region)!;
  for (const command of ssm.commands)
    Object.assign(command, { Parameters: { commands: [secret] }, Comment: secret });
  for (const invocations of ssm.invocations.values()) {
    for (const invocation of invocations)
      Object.assign(invocation, {
        Comment: secret,
        TraceOutput: secret,
        CommandPlugins: [{ Output: secret }],
      });
  }
  for (const run of ssm.automations) {
    Object.assign(run, { Parameters: { Password: [secret] }, Outputs: { all: [secret] } });
    for (const step of run.StepExecutions ?? [])
      Object.assign(step, { Inputs: { ...step.Inputs, Password: secret }, Outputs: { Output: [secret] } });
    if (run.FailureMessage) run.FailureMessage += ` Output=[${secret}], Error=[${secret} again]`;
  }
  for (const task of ssm.maintenanceWindowTasks.values())
    Object.assign(task, { TaskParameters: { commands: { Values: [secret] } } });
  for (const invocations of ssm.maintenanceWindowInvocations.values())
    for (const invocation of invocations)
      Object.assign(invocation, { Parameters: secret, OwnerInformation: secret });
  for (const { record } of trail) {
    const request = record.requestParameters;
    if (typeof request === "object" && request !== null && "parameters" in request)
      Object.assign(request, { parameters: { commands: [secret] }, comment: secret });
  }
}

beforeAll(async () => {
  demo = await startDemoEndpoint({ nodes: 300 });
  plantSecrets(demo);
  const connection = demo.connect({ maxAttempts: 1 });
  close = () => connection.close();
  reader = connection.reader(demo.scopes[0]!);
  const memory = aFailureMemory();
  await readFailures(reader, { now, ...memory });
  whole = memory.failures;
}, 60_000);
afterEach(() => demo.set("denied", { rules: [] }));
afterAll(async () => {
  close();
  await demo.close();
});

const sorted = ({ failures }: FailureMemory) => [...failures.entries()].sort();

test("no parameter, output or comment leaves the edge", async () => {
  const memory = aFailureMemory();
  const pages: unknown[] = [];
  await readFailures(reader, {
    ...{ now, checkpointOf: memory.checkpointOf },
    save: async (source, page) => void pages.push(source, page),
  });
  expect(whole.size).toBeGreaterThan(500);
  expect(JSON.stringify([pages, [...whole.values()]])).not.toContain(secret);
});

test("a second reading asks for little and changes nothing", async () => {
  const memory = aFailureMemory();
  await readFailures(reader, { now, ...memory });
  const [before, pages] = [sorted(memory), memory.pages];
  await readFailures(reader, { now: now + 60_000, ...memory });
  expect(sorted(memory)).toEqual(before);
  expect(memory.pages - pages).toBeLessThan(pages / 2);
});

test("what is killed again and again, wherever it is, and begun again loses and doubles nothing", async () => {
  const memory = aFailureMemory();
  for (let round = 0; ; round += 1) {
    let pages = 0;
    const save: FailureMemory["save"] = async (source, page) => {
      // The page was read, and the process dies before it is saved.
      if (pages++ >= 3 + 4 * round) throw new Error("killed");
      await memory.save(source, page);
    };
    const end = await readFailures(reader, { now: now + round * 1000, ...memory, save }).catch(String);
    await memory.settled();
    if (end === undefined) break;
    expect(round).toBeLessThan(50);
  }
  expect(sorted(memory)).toEqual([...whole.entries()].sort());
});

test("the sources make the same failures in whatever order they are read", async () => {
  const memory = aFailureMemory();
  for (const source of failureSourceReaders.toReversed())
    await readFailures(reader, { now, ...memory, sources: [source] });
  expect(sorted(memory)).toEqual([...whole.entries()].sort());
});

describe("without a permission", () => {
  test.each(failureActions)("%s: a gap names it, and no other source is touched", async (action) => {
    await demo.set("denied", { rules: [{ action }] });
    const memory = aFailureMemory();
    await readFailures(reader, { now, ...memory });
    const concerned = failureSourceReaders.filter(({ actions }) => actions.includes(action));
    // Steps are read only of runs that do not say themselves why they failed.
    if (action !== "ssm:DescribeAutomationStepExecutions")
      expect(memory.gaps.map(({ source }) => source).sort()).toEqual(
        concerned.map(({ source }) => source).sort(),
      );
    for (const gap of memory.gaps) expect(gap).toMatchObject({ action, reason: "denied" });

    const untouched = new Set<FailureSource>(
      failureSourceReaders.filter((source) => !concerned.includes(source)).map(({ source }) => source),
    );
    const expected = [...whole.values()].filter(({ records }) =>
      records.every(({ source }) => untouched.has(source)),
    );
    expect([...memory.failures.keys()]).toEqual(expect.arrayContaining(expected.map(({ id }) => id)));

    await demo.set("denied", { rules: [] });
    await readFailures(reader, { now: now + 1000, ...memory });
    expect(sorted(memory)).toEqual([...whole.entries()].sort());
  });
});

test("an older limit is kept", async () => {
  const memory = aFailureMemory();
  const since = now - 3 * 86_400_000;
  await readFailures(reader, { now, since, ...memory });
  const young = [...whole.values()].filter(({ at }) => at >= since).map(({ id }) => id);
  expect([...memory.failures.keys()].sort()).toEqual(young.sort());
});
