import { gapReason, isNotFound, ReadError } from "../aws/errors.ts";
import type { Read, ReadPage, ResourceFailure } from "./define-collector.ts";

/** The items of every page of a describe call, each under its id. */
export async function* listed<Answer, Item>(
  pages: AsyncIterable<Answer>,
  itemsOf: (answer: Answer) => readonly Item[] | undefined,
  idOf: (item: Item) => string | undefined,
): AsyncGenerator<ReadPage<Item>> {
  for await (const answer of pages) {
    yield { items: (itemsOf(answer) ?? []).map((item) => ({ id: idOf(item), body: item })) };
  }
}

/** All items of all pages in one list, for what is too small to be handed on page by page. */
export async function all<Answer, Item>(
  pages: AsyncIterable<Answer>,
  itemsOf: (answer: Answer) => readonly Item[] | undefined,
): Promise<Item[]> {
  const items: Item[] = [];
  for await (const answer of pages) items.push(...(itemsOf(answer) ?? []));
  return items;
}

/** What was listed by id, for calls one by one; and apart what came without an id, of which nothing more can be asked. */
export function byId<Item>(
  listed: readonly Item[],
  idOf: (item: Item) => string | undefined,
): { known: Map<string, Item>; nameless: Item[] } {
  const known = new Map<string, Item>();
  const nameless: Item[] = [];
  for (const item of listed) {
    const id = idOf(item);
    if (id) known.set(id, item);
    else nameless.push(item);
  }
  return { known, nameless };
}

const together = 8;
const pageSize = 50;

/**
 * Reads resources one by one, some at a time. A resource that AWS does not have is left out; one that cannot be read is a
 * failure of its own. But when the first ones are all refused and none was read, all would be: that is thrown.
 */
export async function* readEach<Body>(
  resources: Iterable<string>,
  read: (resource: string) => Promise<Read<Body> & { failures?: readonly ReadError[] }>,
): AsyncGenerator<ReadPage<Body>> {
  let items: Read<Body>[] = [];
  let failures: ResourceFailure[] = [];
  let hasRead = false;
  for await (const outcome of inParallel(resources, together, (resource) => attempt(resource, read))) {
    if (outcome.item !== null) {
      hasRead = true;
      items.push(outcome.item);
    }
    failures.push(...outcome.failures);
    const first = failures[0];
    if (!hasRead && first !== undefined && failures.length >= together && failures.every(isRefusal)) {
      throw first.error;
    }
    if (items.length >= pageSize) {
      yield { items, failures };
      items = [];
      failures = [];
    }
  }
  yield { items, failures };
}

type Outcome<Body> = { item: Read<Body> | null; failures: ResourceFailure[] };

async function attempt<Body>(
  resource: string,
  read: (resource: string) => Promise<Read<Body> & { failures?: readonly ReadError[] }>,
): Promise<Outcome<Body>> {
  try {
    const { failures = [], ...item } = await read(resource);
    return { item, failures: failures.map((error) => ({ resource: item.id ?? resource, error })) };
  } catch (error) {
    if (isNotFound(error)) return { item: null, failures: [] };
    if (!(error instanceof ReadError) || endsAll(error)) throw error;
    return { item: null, failures: [{ resource, error }] };
  }
}

function isRefusal({ error }: ResourceFailure): boolean {
  const reason = gapReason(error);
  return reason === "denied" || reason === "unsupported";
}

/** Whether no other call can go better: the credentials are no good, or nobody waits any more. */
export function endsAll(error: ReadError): boolean {
  const { reason } = error;
  return (
    reason === "aborted" ||
    reason === "expired-credentials" ||
    reason === "no-credentials" ||
    error.operation === "sts:AssumeRole"
  );
}

/** The results of `work`, as they come, with at most `limit` under way. */
export async function* inParallel<T, Result>(
  inputs: Iterable<T>,
  limit: number,
  work: (input: T) => Promise<Result>,
): AsyncGenerator<Result> {
  const underWay = new Set<Promise<{ self: Promise<unknown>; result: Result }>>();
  const start = (input: T) => {
    const running: Promise<{ self: Promise<unknown>; result: Result }> = work(input).then((result) => ({
      self: running,
      result,
    }));
    underWay.add(running);
  };
  const next = async (): Promise<Result> => {
    const { self, result } = await Promise.race(underWay);
    underWay.delete(self as Promise<{ self: Promise<unknown>; result: Result }>);
    return result;
  };
  try {
    for (const input of inputs) {
      if (underWay.size >= limit) yield await next();
      start(input);
    }
    while (underWay.size > 0) yield await next();
  } finally {
    // Whoever stops early, by an error or by choice, must not leave a rejection that nobody hears.
    for (const running of underWay) running.catch(() => undefined);
  }
}
