import type { Worker } from "node:worker_threads";
import type { VerbInput, VerbName, VerbOutput } from "../verbs.ts";
import { fromWireError, type VerbAnswer } from "./protocol.ts";

/** Calls verbs in the thread that has them, and matches answers to calls. */
export class VerbCaller {
  private nextId = 1;
  private readonly open = new Map<
    number,
    { resolve: (value: never) => void; reject: (error: Error) => void }
  >();
  private readonly worker: Worker;

  constructor(worker: Worker) {
    this.worker = worker;
  }

  call<V extends VerbName>(verb: V, input: VerbInput<V>): Promise<VerbOutput<V>> {
    const id = this.nextId++;
    return new Promise((resolve, reject) => {
      this.open.set(id, { resolve, reject });
      this.worker.postMessage({ type: "call", id, verb, input });
    });
  }

  settle(answer: VerbAnswer): void {
    const waiting = this.open.get(answer.id);
    this.open.delete(answer.id);
    if (answer.type === "answer") waiting?.resolve(answer.value as never);
    else waiting?.reject(fromWireError(answer.error));
  }

  /** The thread has ended: nobody waits for ever. */
  abandon(error: Error): void {
    for (const { reject } of this.open.values()) reject(error);
    this.open.clear();
  }
}
