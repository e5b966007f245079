import type { Scope } from "../model/scope.ts";
import { refuseHollow } from "./answer-shape.ts";
import type { Clock } from "./clock.ts";
import { givenUp, isOfCredentials, type ReadError, toReadError } from "./errors.ts";
import type { Clients, Quota } from "./operation.ts";
import { getOperation, type InputOf, type OperationName, type OutputOf } from "./operations.ts";
import type { Outages } from "./outages.ts";
import type { Pacer } from "./pacer.ts";
import { countItems, paginate } from "./paginate.ts";
import type { AwsReader, ReadOptions } from "./reader.ts";
import type { SharedAnswers } from "./shared-answers.ts";

type LiveReaderOptions = {
  clients(): Clients;
  /** AWS did not accept the credentials of these clients. The next clients have others, if there are any. */
  onRefused(clients: Clients): void;
  pacer: Pacer;
  outages: Outages;
  sharedAnswers: SharedAnswers;
  clock: Clock;
  maxAttempts: number;
  /** Calls a second that the account may make of single operations, where that differs from what AWS documents. */
  ratesPerSecond?: Readonly<Record<string, number>>;
};

/** The SDK's own timeouts end with the first byte of an answer; a body may still dribble in for ever. */
const wholeCallMs = 60_000;
/** No further try is made of a call that went unanswered for so long. */
const patienceMs = 75_000;
const backoff = { firstMs: 250, longestMs: 20_000 };

/** A reader that asks AWS itself: paced, patient with throttles and broken connections, and only for what may be read. */
export function createLiveReader(scope: Scope, options: LiveReaderOptions): AwsReader {
  const { pacer, outages, sharedAnswers, clock, maxAttempts, ratesPerSecond = {} } = options;

  /** One API of one account and Region, or of one account where its answers are the same in all Regions. */
  const apiOf = (name: OperationName): string => {
    const { level } = getOperation(name);
    return `${level === "account" ? scope.account : `${scope.account}:${scope.region}`}:${name}`;
  };

  const quotaOf = (name: OperationName): Quota => {
    const rate = ratesPerSecond[name];
    return rate === undefined
      ? getOperation(name).quota
      : { burst: rate, perSecond: rate, isPublished: true };
  };

  async function attempt<Name extends OperationName>(
    clients: Clients,
    name: Name,
    input: InputOf<Name>,
    { signal, onThrottle }: ReadOptions,
  ): Promise<OutputOf<Name>> {
    try {
      const permit = await pacer.acquire(apiOf(name), quotaOf(name), signal);
      const timeout = AbortSignal.timeout(wholeCallMs);
      const abortSignal = signal === undefined ? timeout : AbortSignal.any([signal, timeout]);
      const sent = getOperation(name).send(clients, input, { abortSignal });
      const answer = await sent.catch((error: unknown) => {
        const failure = timeout.aborted ? toReadError(timeout.reason, name) : toReadError(error, name);
        if (failure.reason === "throttled") {
          permit.isSlowedBy();
          onThrottle?.(name);
        }
        throw failure;
      });
      refuseHollow(answer);
      return answer;
    } catch (error) {
      // The reason of an abort may be any error at all, so it is the signal that tells.
      throw signal?.aborted ? givenUp(name, error) : toReadError(error, name);
    }
  }

  async function persist<Name extends OperationName>(
    name: Name,
    input: InputOf<Name>,
    read: ReadOptions,
  ): Promise<OutputOf<Name>> {
    const api = apiOf(name);
    const beganAt = clock.now();
    let hasRenewed = false;
    for (let tried = 1; ; tried += 1) {
      const outage = outages.failureOf(api);
      if (outage !== null) throw outage;
      const clients = options.clients();
      try {
        const answer = await attempt(clients, name, input, read);
        outages.answered(api);
        return answer;
      } catch (error) {
        const failure = error as ReadError;
        if (isOfCredentials(failure) && !hasRenewed) {
          hasRenewed = true;
          options.onRefused(clients);
          continue;
        }
        if (!failure.isRetryable && failure.reason !== "aborted") outages.answered(api);
        if (!failure.isRetryable || read.signal?.aborted) throw failure;
        // Tries that hang would add up to minutes. Throttles wait for their turn, which may take as long.
        const isOutOfPatience = failure.reason !== "throttled" && clock.now() - beganAt >= patienceMs;
        if (tried >= maxAttempts || isOutOfPatience) {
          outages.failed(api, failure);
          throw failure;
        }
        read.onRetry?.(name);
        // Full jitter: many callers that failed together must not come back together.
        const longest = Math.min(backoff.longestMs, backoff.firstMs * 2 ** tried);
        await clock.sleep(clock.random() * longest, read.signal).catch((reason: unknown) => {
          throw givenUp(name, reason);
        });
      }
    }
  }

  async function call<Name extends OperationName>(
    name: Name,
    input: InputOf<Name>,
    read: ReadOptions = {},
  ): Promise<OutputOf<Name>> {
    const operation = getOperation(name);
    // Whoever waits for a shared answer may give up without ending it for the others, so it has no signal.
    const answer =
      operation.level === "account"
        ? await sharedAnswers.get(`${scope.account}:${name}:${JSON.stringify(input)}`, () =>
            persist(name, input, { ...read, signal: undefined }),
          )
        : await persist(name, input, read);
    read.onPage?.(name, countItems(operation, answer));
    return answer;
  }

  return {
    scope,
    call,
    pages: (name, input, read) => paginate(name, getOperation(name), input, (page) => call(name, page, read)),
  };
}
