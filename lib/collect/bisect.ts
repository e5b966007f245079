import { normaliseCode } from "../aws/error-codes.ts";
import { ReadError } from "../aws/errors.ts";

/** Codes of an id that the service does not know, which fails the call for all others too. */
const invalidIdCodes = new Set([
  "invalidinstanceid",
  "invalidinstanceid.notfound",
  "invalidinstanceid.malformed",
]);

/**
 * What `read` finds of `ids`, so many at a time. Where one bad id fails the whole call, the ids are halved until the good
 * ones stand apart from it.
 */
export async function readByIds<Item>(
  ids: readonly string[],
  atOnce: number,
  read: (ids: string[]) => Promise<Item[]>,
): Promise<Item[]> {
  const found: Item[] = [];
  for (let start = 0; start < ids.length; start += atOnce) {
    found.push(...(await halving(ids.slice(start, start + atOnce), read)));
  }
  return found;
}

async function halving<Item>(ids: string[], read: (ids: string[]) => Promise<Item[]>): Promise<Item[]> {
  try {
    return await read(ids);
  } catch (error) {
    if (!isInvalidId(error)) throw error;
    if (ids.length === 1) return [];
    const middle = Math.ceil(ids.length / 2);
    const first = await halving(ids.slice(0, middle), read);
    return [...first, ...(await halving(ids.slice(middle), read))];
  }
}

function isInvalidId(error: unknown): boolean {
  return error instanceof ReadError && error.code !== null && invalidIdCodes.has(normaliseCode(error.code));
}
