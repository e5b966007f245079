import type { Worker } from "node:worker_threads";
import { FleetError } from "../../model/fleet-error.ts";
import { fromWireError, type ThreadNews, type ThreadOrder, type VerbAnswer } from "./protocol.ts";

type Listener = (message: ThreadNews | VerbAnswer) => void;

const firstPauseMs = 1_000;
const longestPauseMs = 60_000;

/**
 * A thread that is started again when it dies, after pauses that grow. A thread that cannot even start the first time is not
 * tried again: that is for the person who started Muster to see.
 */
export class KeptThread {
  worker: Worker;
  private readonly spawn: () => Worker;
  private readonly onMessage: Listener;
  private readonly onDeath: (error: Error) => void;
  private isStopping = false;
  private pauseMs = firstPauseMs;

  private constructor(spawn: () => Worker, onMessage: Listener, onDeath: (error: Error) => void) {
    this.spawn = spawn;
    this.onMessage = onMessage;
    this.onDeath = onDeath;
    this.worker = this.start();
  }

  /** Resolves when the thread says that it is ready; rejects with the reason where it cannot be. */
  static async start(
    spawn: () => Worker,
    onMessage: Listener,
    onDeath: (error: Error) => void,
  ): Promise<KeptThread> {
    const thread = new KeptThread(spawn, onMessage, onDeath);
    await new Promise<void>((resolve, reject) => {
      thread.worker.once("error", reject);
      thread.worker.on("message", (message: ThreadNews | VerbAnswer) => {
        if (message.type === "ready") resolve();
        if (message.type === "broken") reject(fromWireError(message.error));
      });
    });
    thread.keep();
    return thread;
  }

  order(order: ThreadOrder): void {
    this.worker.postMessage(order);
  }

  /** Lets the thread close what it has open; after `patienceMs` it is ended anyway (saved pages stay whole). */
  async stop(patienceMs: number): Promise<void> {
    this.isStopping = true;
    const stopped = new Promise<void>((resolve) => {
      this.worker.once("exit", () => resolve());
      this.worker.on("message", (message: ThreadNews) => message.type === "stopped" && resolve());
    });
    this.order({ type: "stop" });
    const patience = new Promise<void>((resolve) => setTimeout(resolve, patienceMs).unref());
    await Promise.race([stopped, patience]);
    await this.worker.terminate();
  }

  private start(): Worker {
    const worker = this.spawn();
    worker.on("message", (message: ThreadNews | VerbAnswer) => {
      if (message.type === "ready") this.pauseMs = firstPauseMs;
      this.onMessage(message);
    });
    return worker;
  }

  private keep(): void {
    this.worker.once("error", (error) =>
      this.onDeath(error instanceof Error ? error : new Error(String(error))),
    );
    this.worker.once("exit", () => {
      if (this.isStopping) return;
      this.onDeath(
        new FleetError("unreachable", "This part of the server ended; it is being started again."),
      );
      setTimeout(() => {
        if (this.isStopping) return;
        this.worker = this.start();
        this.keep();
      }, this.pauseMs).unref();
      this.pauseMs = Math.min(longestPauseMs, this.pauseMs * 2);
    });
  }
}
