import { randomBytes } from "node:crypto";
import { userInfo } from "node:os";
import { Worker } from "node:worker_threads";
import type { Config } from "../config.ts";
import { isFleetError } from "../model/fleet-error.ts";
import { acquireFolderLock } from "../store/folder-lock.ts";
import { requireKnownFixes } from "./fixes/require-known-fixes.ts";
import type { VerbInput, VerbName, VerbOutput } from "./verbs.ts";
import { EventHub } from "./worker/event-hub.ts";
import { KeptThread } from "./worker/kept-thread.ts";
import { fromWireError } from "./worker/protocol.ts";
import { VerbCaller } from "./worker/verb-caller.ts";

/** What the web server's main thread holds: the way to the verbs, and the events for open pages. */
export type FleetServer = {
  call<V extends VerbName>(verb: V, input: VerbInput<V>): Promise<VerbOutput<V>>;
  /** Wakes the scheduler: a request waits in the store. */
  wake(): void;
  events: EventHub;
  /** Proves to the API that a caller may read the owner's file: the command line sends it along. */
  token: string;
  stop(): Promise<void>;
};

const patienceMs = 4_000;

/** Takes the store's folder, and starts the thread that answers and the thread that reads AWS. */
export async function startFleetServer(options: {
  config: Config;
  version: string;
  address: string;
}): Promise<FleetServer> {
  const { config, version, address } = options;
  requireKnownFixes(config);
  const token = randomBytes(24).toString("base64url");
  const lock =
    "folder" in config.store ? await acquireFolderLock(config.store.folder, { address, token }) : null;
  const workerData = { config, version, actor: { name: userInfo().username, role: "operator" } };
  const events = new EventHub();
  let fleet: KeptThread | null = null;
  let sync: KeptThread | null = null;
  let caller: VerbCaller | null = null;
  try {
    fleet = await KeptThread.start(
      () => {
        const worker = new Worker(new URL("./worker/fleet-thread.ts", import.meta.url), {
          workerData,
          name: "fleet",
        });
        caller = new VerbCaller(worker);
        return worker;
      },
      (message) => {
        if (message.type === "answer" || message.type === "refusal") caller?.settle(message);
        else if (message.type === "event") events.publish(message.event);
        // A thread that cannot even start is told by whoever started it.
        else if (message.type === "broken" && fleet) report("fleet", fromWireError(message.error));
      },
      (error) => {
        caller?.abandon(error);
        report("fleet", error);
      },
    );
    sync = await KeptThread.start(
      () => new Worker(new URL("./worker/sync-thread.ts", import.meta.url), { workerData, name: "sync" }),
      (message) => {
        if (message.type === "nodes-saved") fleet?.order({ type: "catch-up" });
        if (message.type === "event") {
          if (message.event.type === "trouble")
            fleet?.order({ type: "trouble", trouble: message.event.trouble });
          events.publish(message.event);
        }
        if (message.type === "broken" && sync) report("sync", fromWireError(message.error));
      },
      (error) => report("sync", error),
    );
  } catch (error) {
    await Promise.all([fleet?.stop(patienceMs), sync?.stop(patienceMs)]);
    await lock?.release();
    throw error;
  }
  return {
    call: (verb, input) => caller!.call(verb, input),
    wake: () => sync!.order({ type: "sync-requested" }),
    events,
    token,
    async stop() {
      lock?.leave();
      await sync!.stop(patienceMs);
      await fleet!.stop(patienceMs);
      await lock?.release();
    },
  };
}

/** Where trouble comes from is only of use where it is no trouble that Muster has words for. */
function report(thread: string, error: Error): void {
  const words = isFleetError(error) ? error.message : (error.stack ?? error.message);
  process.stderr.write(`${new Date().toISOString()} ${thread}: ${words}\n`);
}
