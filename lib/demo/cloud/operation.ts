import type { StaticOperationSchema } from "@smithy/types";
import type { Caller, Sessions } from "./caller.ts";
import type { AwsErrorOptions } from "./error.ts";
import type { Page, PageRequest } from "./page.ts";
import type { ServiceName } from "./service.ts";
import type { Account, Region, World } from "./world.ts";

/** What an operation is handed: who asks, about which part of the world, and the ways to answer other than by a value. */
export type OperationContext = {
  world: World;
  account: Account;
  /** The Region that the request was signed for; for a global service any Region of the account. */
  region: Region;
  caller: Caller;
  sessions: Sessions;
  /** Now, in milliseconds: the world's clock, read once for the whole request. */
  now: number;
  requestId: string;
  /** Refuses callers to whom a further action is denied that this call needs besides its own (`iam:PassRole`). */
  need(action: string): void;
  /** Answers with an AWS error. */
  fail(code: string, message: string, options?: AwsErrorOptions): never;
  /**
   * Ends the validation of a call that changes something: a dry run stops here with DryRunOperation. Whatever changes
   * the world comes after it.
   */
  proceed(): void;
  /** Says what the call has changed. Agents react to it, so it comes after the change. */
  changed(...resourceIds: string[]): void;
  /** Lets a change happen later: `delayMs` as AWS takes it, which the clock's speed divides. */
  after(delayMs: number, change: (at: number) => string[]): void;
  /** One page of `items`, with the token for the next one. Refuses a foreign token or a page size out of range. */
  page<Item>(request: PageRequest<Item>): Page<Item>;
};

export type Operation = {
  service: ServiceName;
  /** The operation's name, as the schema has it. */
  name: string;
  schema: StaticOperationSchema;
  /** The IAM action that it needs. */
  action: string;
  mutates: boolean;
  handle(context: OperationContext, input: never): unknown;
};

/**
 * An operation that the endpoint serves. `Input` and `Output` are the SDK's types for the schema, which is not typed
 * itself: `defineOperation<DescribeVpcsRequest, DescribeVpcsResult>({ schema: DescribeVpcs$, … })`. Every member of the
 * input may be missing, whatever the type claims about required ones: the wire refuses a request that lacks one.
 */
export function defineOperation<Input, Output>(definition: {
  service: ServiceName;
  schema: StaticOperationSchema;
  action: string;
  mutates?: boolean;
  handle(context: OperationContext, input: Input): Output;
}): Operation {
  return { ...definition, name: definition.schema[2], mutates: definition.mutates ?? false };
}
