import { EC2Client } from "@aws-sdk/client-ec2";
import { IAMClient } from "@aws-sdk/client-iam";
import { SSMClient } from "@aws-sdk/client-ssm";
import type { Clients } from "../aws/operation.ts";
import type { AwsReader } from "../aws/reader.ts";
import { writeCommands } from "../aws/write-commands.ts";
import { collectSnapshot } from "../collect/collect-snapshot.ts";
import { readDocuments } from "../collect/read-documents.ts";
import { settle } from "../demo/cloud/due.ts";
import { fillAnswers } from "../fixes/fill-answers.ts";
import type { Step } from "../fixes/fix.ts";
import { fingerprint } from "../fixes/writing/precondition.ts";
import type { WrittenCall } from "../fixes/written-call.ts";
import type { DocumentKind } from "../model/document-kind.ts";
import type { Scope } from "../model/scope.ts";
import type { Snapshot } from "../model/snapshot.ts";
import { runScript } from "./aws-cli.ts";
import { startDemoEndpoint } from "./endpoint.ts";

export type Answers = Record<string, unknown>;

/** One scope of the demo, in which calls can be made and time can be passed. */
export async function startDemoScope(scopeOf: { account: string; region: string }) {
  let now = Date.parse("2026-11-25T12:00:00Z");
  const demo = await startDemoEndpoint({ nodes: 300, clock: { now: () => now, speed: 1 } });
  const scope = demo.scopes.find(
    ({ account, region }) => account === scopeOf.account && region === scopeOf.region,
  ) as Scope;
  // What IAM answered is not kept: each reading is of the world as it is then.
  const connection = demo.connect({ sharedAnswersMs: 0 });
  const config = demo.clientConfig(scope);
  const clients = {
    ec2: new EC2Client(config),
    iam: new IAMClient(config),
    ssm: new SSMClient(config),
  } as unknown as Clients;
  const send = ({ operation, input }: Pick<WrittenCall, "operation" | "input">): Promise<unknown> =>
    writeCommands[operation](clients, input, { abortSignal: AbortSignal.timeout(30_000) });
  return {
    demo,
    scope,
    collect: (): Promise<Snapshot> => collectSnapshot(connection.reader(scope), now),
    pass(ms: number) {
      now += ms;
      settle(demo.world);
    },
    /** Sees that the world is as each step expects it, rehearses it where there is a dry run, and makes its call. */
    async apply(steps: readonly Step[]): Promise<Answers> {
      const answers: Answers = {};
      for (const { id, call } of steps) {
        if (call === null) continue;
        await expectAsBefore(connection.reader(scope), call);
        const input = fillAnswers(call.input, answers);
        if (call.rehearsal === "dry-run")
          await expectDryRun(send({ ...call, input: { ...input, DryRun: true } }));
        answers[id] = await send({ ...call, input });
      }
      return answers;
    },
    /** As a person does it: the lines of each step, as they are printed, by the AWS CLI. */
    async applyByHand(steps: readonly Step[]): Promise<void> {
      const { accessKeyId, secretAccessKey, sessionToken } = await config.credentials();
      await runScript(
        steps.flatMap(({ cli }) => cli),
        demo.url,
        {
          ...{ AWS_ACCESS_KEY_ID: accessKeyId, AWS_SECRET_ACCESS_KEY: secretAccessKey },
          ...(sessionToken !== undefined && { AWS_SESSION_TOKEN: sessionToken }),
        },
      );
    },
    async undo(steps: readonly Step[], answers: Answers): Promise<void> {
      for (const { call } of steps.toReversed()) {
        if (call?.undo == null) continue;
        await send({ ...call.undo, input: fillAnswers(call.undo.input, answers) });
        // What is deleted holds on to what it stands on for a while.
        now += 5 * 60_000;
        settle(demo.world);
      }
    },
    async close() {
      connection.close();
      for (const client of [clients.ec2, clients.iam, clients.ssm]) client.destroy();
      await demo.close();
    },
  };
}

async function expectAsBefore(reader: AwsReader, { preconditions }: WrittenCall): Promise<void> {
  const wanted = preconditions.map(({ kind, id }) => ({ kind: kind as DocumentKind, id }));
  const read = await readDocuments(reader, wanted);
  for (const { kind, id, fingerprint: expected } of preconditions) {
    const now = read.find((each) => each.kind === kind && each.id === id);
    if (now === undefined || "unread" in now || fingerprint(now.found?.document) !== expected)
      throw new Error(`${kind} ${id} is not as the step expects it`);
  }
}

/** EC2 says by an error that it would have done it. */
async function expectDryRun(rehearsal: Promise<unknown>): Promise<void> {
  const refusal: unknown = await rehearsal.then(
    () => new Error("a dry run was done"),
    (error: unknown) => error,
  );
  if (!(refusal instanceof Error) || refusal.name !== "DryRunOperation") throw refusal;
}
