import type { ServerEvent } from "../../api/sync.ts";
import { FleetError, type FleetErrorCode, isFleetError } from "../../model/fleet-error.ts";
import type { Trouble } from "../context.ts";

/** A call of a verb, from the web server's main thread to the thread that owns the index and a connection to the store. */
export type VerbCall = { type: "call"; id: number; verb: string; input: unknown };

export type VerbAnswer =
  | { type: "answer"; id: number; value: unknown }
  | { type: "refusal"; id: number; error: WireError };

/** What the threads tell the main thread unasked. */
export type ThreadNews =
  | { type: "ready" }
  | { type: "event"; event: ServerEvent }
  /** The sync thread has saved rows: the index may take them in. */
  | { type: "nodes-saved" }
  | { type: "stopped" }
  | { type: "broken"; error: WireError };

/** What the main thread tells its threads. */
export type ThreadOrder =
  | { type: "catch-up" }
  | { type: "trouble"; trouble: Trouble | null }
  | { type: "sync-requested" }
  | { type: "stop" };

/** An error as it crosses between threads: a `FleetError` keeps its code, everything else is a bug and has none. */
export type WireError = {
  message: string;
  stack: string | null;
  code: FleetErrorCode | null;
  field: string | null;
};

export function toWireError(error: unknown): WireError {
  if (isFleetError(error)) {
    return { message: error.message, stack: error.stack ?? null, code: error.code, field: error.field };
  }
  const { message, stack } = error instanceof Error ? error : new Error(String(error));
  return { message, stack: stack ?? null, code: null, field: null };
}

export function fromWireError({ message, stack, code, field }: WireError): Error {
  const error =
    code === null ? new Error(message) : new FleetError(code, message, { field: field ?? undefined });
  if (stack !== null) error.stack = stack;
  return error;
}
