import type { Engine } from "./engine/engine.ts";

type Verb = (engine: Engine, ...args: never[]) => Promise<unknown> | AsyncGenerator<unknown>;

export type Bound<Verbs> = {
  [Name in keyof Verbs]: Verbs[Name] extends (engine: Engine, ...args: infer Args) => infer Result
    ? (...args: Args) => Result
    : never;
};

/** The verbs with the engine filled in, and its own errors turned into FleetErrors on the way out. */
export function bind<Verbs extends { [Name in keyof Verbs]: Verb }>(
  engine: Engine,
  verbs: Verbs,
): Bound<Verbs> {
  const bound = Object.entries<Verb>(verbs).map(([name, verb]) => [
    name,
    (...args: never[]) => explained(engine, verb(engine, ...args)),
  ]);
  return Object.fromEntries(bound);
}

function explained(engine: Engine, result: ReturnType<Verb>): ReturnType<Verb> {
  if (Symbol.asyncIterator in result) return explainedBatches(engine, result);
  return result.catch((error: unknown) => {
    throw engine.explain(error);
  });
}

async function* explainedBatches(engine: Engine, batches: AsyncGenerator<unknown>): AsyncGenerator<unknown> {
  try {
    yield* batches;
  } catch (error) {
    throw engine.explain(error);
  }
}
