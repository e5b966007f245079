import type { InitializeMiddleware, MetadataBearer, Pluggable } from "@smithy/types";
import type { Service } from "./operation.ts";

/** The operations that a client may call, as IAM names their actions. */
export type AllowList = ReadonlySet<string>;

/** Thrown where a client is asked for a call that is not on its list: nothing has left this process. */
export class NotOnTheList extends Error {
  constructor(operation: string) {
    super(`${operation} is not an operation that this client may call, so it was not sent.`);
    this.name = "NotOnTheList";
  }
}

/** Makes a client of `service` refuse every command that is not on the list, before anything else is done with it. */
export function allowOnly<Input extends object, Output extends MetadataBearer>(
  service: Service,
  list: AllowList,
): Pluggable<Input, Output> {
  const middleware: InitializeMiddleware<Input, Output> = (next, context) => async (args) => {
    const operation = `${service}:${String(context.commandName).replace(/Command$/, "")}`;
    if (!list.has(operation)) throw new NotOnTheList(operation);
    return next(args);
  };
  return {
    applyToStack: (stack) =>
      stack.add(middleware, { step: "initialize", priority: "high", name: "musterAllowList" }),
  };
}
