import type { DeserializeMiddleware, HttpResponse, MetadataBearer, Pluggable } from "@smithy/types";

/** AWS's time, as its latest answer told it. Of the machine's clock it knows nothing, so it can tell whether that is right. */
export type ServerTime = {
  note(date: string | undefined): void;
  /** Milliseconds since the epoch; null before the first answer. */
  now(): number | null;
};

/** `elapsed` goes on evenly, whatever is done to the machine's clock. */
export function createServerTime(elapsed: () => number = () => performance.now()): ServerTime {
  let known: { server: number; at: number } | null = null;
  return {
    note(date) {
      const server = Date.parse(date ?? "");
      if (!Number.isNaN(server)) known = { server, at: elapsed() };
    },
    now: () => known && known.server + (elapsed() - known.at),
  };
}

/** Notes the time of every answer of a client. */
export function notesTime<Input extends object, Output extends MetadataBearer>(
  time: ServerTime,
): Pluggable<Input, Output> {
  const middleware: DeserializeMiddleware<Input, Output> = (next) => async (args) => {
    const result = await next(args);
    time.note((result.response as HttpResponse).headers.date);
    return result;
  };
  return {
    applyToStack: (stack) =>
      stack.add(middleware, { step: "deserialize", priority: "low", name: "notesTime" }),
  };
}
