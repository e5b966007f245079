import { parentPort, workerData } from "node:worker_threads";
import { markFailingNodes } from "../failures/mark-failing-nodes.ts";
import { closeInterruptedRuns } from "../fixes/close-interrupted-runs.ts";
import { followVerifications } from "../fixes/follow-verifications.ts";
import { parseTold, walkthroughsChannel } from "../fixes/tell-walkthrough.ts";
import { loadExclusions } from "../load-exclusions.ts";
import { type ContextSettings, openContext } from "../open-context.ts";
import { exclusionsChannel } from "../tell-exclusions.ts";
import { type VerbName, verbs } from "../verbs.ts";
import { giveMemoryBack } from "./give-memory-back.ts";
import { NextEnd } from "./next-end.ts";
import {
  type ThreadNews,
  type ThreadOrder,
  toWireError,
  type VerbAnswer,
  type VerbCall,
} from "./protocol.ts";

// The thread that owns the index and answers verbs: the web server's main thread never waits for a query.
const port = parentPort!;
const post = (message: ThreadNews | VerbAnswer) => port.postMessage(message);

try {
  const context = await openContext(workerData as ContextSettings, { migrate: true });
  giveMemoryBack({ nodes: context.index.size });
  await closeInterruptedRuns(context, { atStart: true });
  let isWarm = false;
  const catchUp = oneAtATime(async () => {
    const { scopes, changed } = await context.catchUp();
    if (isWarm) await markFailingNodes(context);
    giveMemoryBack({ nodes: changed });
    if (scopes.length > 0) post({ type: "event", event: { type: "nodes", seq: context.index.seq, scopes } });
    await closeInterruptedRuns(context, { atStart: false });
    await followVerifications(context);
  });
  port.on("message", async (message: VerbCall | ThreadOrder) => {
    switch (message.type) {
      case "call":
        return post(await answer(message));
      case "catch-up":
        return catchUp().catch((error) => post({ type: "broken", error: toWireError(error) }));
      case "trouble":
        context.trouble = message.trouble;
        return;
      case "stop":
        await context.close();
        post({ type: "stopped" });
        port.close();
    }
  });
  // Other processes that share a Postgres save rows too.
  await context.store.listen("nodes", () => void catchUp());
  await context.store.listen(walkthroughsChannel, (told) =>
    post({ type: "event", event: { type: "walkthrough", ...parseTold(told) } }),
  );
  // No scope is named, so that whoever shows counts reads all of them again.
  const tellCounts = () =>
    post({ type: "event", event: { type: "nodes", seq: context.index.seq, scopes: [] } });
  const nextEnd = new NextEnd(tellCounts);
  const setEnds = async () => {
    const acknowledged = await context.store.loadAcknowledgements(context.now());
    nextEnd.set([...context.exclusions, ...acknowledged].map(({ until }) => until));
  };
  await setEnds();
  await context.store.listen(exclusionsChannel, async () => {
    try {
      await loadExclusions(context);
      await setEnds();
      tellCounts();
    } catch (error) {
      post({ type: "broken", error: toWireError(error) });
    }
  });
  post({ type: "ready" });
  context.failures
    .warmUp(context.store)
    .then(async () => {
      isWarm = true;
      if (await markFailingNodes(context)) tellCounts();
    })
    .catch((error: unknown) => post({ type: "broken", error: toWireError(error) }));

  async function answer({ id, verb, input }: VerbCall): Promise<VerbAnswer> {
    try {
      const value = await verbs[verb as VerbName](context, input as never);
      return { type: "answer", id, value };
    } catch (error) {
      return { type: "refusal", id, error: toWireError(error) };
    }
  }
} catch (error) {
  post({ type: "broken", error: toWireError(error) });
  port.close();
}

/** Runs `work` never twice at once; calls that come meanwhile are answered by one more run. */
function oneAtATime(work: () => Promise<void>): () => Promise<void> {
  let running: Promise<void> | null = null;
  let isAskedAgain = false;
  return async function run(): Promise<void> {
    if (running) {
      isAskedAgain = true;
      return running;
    }
    running = work().finally(() => {
      running = null;
    });
    await running;
    if (isAskedAgain) {
      isAskedAgain = false;
      await run();
    }
  };
}
