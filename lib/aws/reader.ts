import type { Scope } from "../model/scope.ts";
import type { InputOf, OperationName, OutputOf } from "./operations.ts";

/** What happens while AWS is being asked; every part is optional to listen to. */
export type ReadObserver = {
  onPage?(operation: OperationName, items: number): void;
  onRetry?(operation: OperationName): void;
  onThrottle?(operation: OperationName): void;
};

export type ReadOptions = ReadObserver & { signal?: AbortSignal };

/**
 * Asks AWS, or a file of its answers, about one scope. Whatever goes wrong is thrown as a `ReadError`; an answer that AWS
 * gave is never an error, and an error never looks like an empty answer.
 */
export type AwsReader = {
  readonly scope: Scope;
  call<Name extends OperationName>(
    operation: Name,
    input: InputOf<Name>,
    options?: ReadOptions,
  ): Promise<OutputOf<Name>>;
  /** The answers of all pages, one after another. `input` may carry the page's size; else the largest is asked for. */
  pages<Name extends OperationName>(
    operation: Name,
    input: InputOf<Name>,
    options?: ReadOptions,
  ): AsyncIterable<OutputOf<Name>>;
};

/** The same reader with `options` for each of its calls. */
export function withOptions(reader: AwsReader, options: ReadOptions): AwsReader {
  return {
    scope: reader.scope,
    call: (operation, input, own) => reader.call(operation, input, { ...options, ...own }),
    pages: (operation, input, own) => reader.pages(operation, input, { ...options, ...own }),
  };
}
