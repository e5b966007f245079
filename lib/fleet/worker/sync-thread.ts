import { parentPort, workerData } from "node:worker_threads";
import { openStore } from "../../store/store.ts";
import { startScheduler } from "../../sync/scheduler.ts";
import type { ContextSettings } from "../open-context.ts";
import { giveMemoryBack } from "./give-memory-back.ts";
import { type ThreadNews, type ThreadOrder, toWireError } from "./protocol.ts";

// The thread that reads AWS: collecting, parsing and judging never make a page wait.
const port = parentPort!;
const post = (message: ThreadNews) => port.postMessage(message);

try {
  const { config } = workerData as ContextSettings;
  const store = await openStore(config.store, { migrate: false });
  const scheduler = await startScheduler({
    config,
    store,
    onScope: (scope) => post({ type: "event", event: { type: "sync", scope } }),
    onNodes: (nodes) => {
      giveMemoryBack({ nodes });
      post({ type: "nodes-saved" });
    },
    onFailures: (reading) => post({ type: "event", event: { type: "failures", reading } }),
    onTrouble: (trouble) => post({ type: "event", event: { type: "trouble", trouble } }),
  });
  port.on("message", async (message: ThreadOrder) => {
    if (message.type === "sync-requested") await scheduler.takeRequests();
    if (message.type === "stop") {
      await scheduler.stop();
      await store.close();
      post({ type: "stopped" });
      port.close();
    }
  });
  await store.listen("sync-requests", () => void scheduler.takeRequests());
  post({ type: "ready" });
} catch (error) {
  post({ type: "broken", error: toWireError(error) });
  port.close();
}
