import { createHash } from "node:crypto";
import { AwsError } from "./error.ts";
import type { Service } from "./service.ts";

export type PageRequest<Item> = {
  /** All candidates in a stable order: what `matches` refuses is skipped without being counted. */
  items: readonly Item[];
  matches?(item: Item): boolean;
  /** Identifies an item for as long as it exists, so that a page goes on where the last one ended. */
  keyOf(item: Item): string;
  maxResults?: number;
  nextToken?: string;
  limits: PageLimits;
  /** The rest of the input: a token is only good for the call that it came from. */
  filters?: unknown;
};

export type PageLimits = {
  minimum: number;
  maximum: number;
  /** Size of a page that nobody asked a size for; `maximum` if left out. */
  standard?: number;
  /** How AWS names the member in its messages; `MaxResults` if left out. */
  sizeName?: string;
};

export type Page<Item> = { items: Item[]; nextToken?: string };

/** `scope` is what a token is bound to besides the filters: operation, account, Region. */
export function takePage<Item>(service: Service, scope: string, request: PageRequest<Item>): Page<Item> {
  const size = pageSize(service, request);
  const binding = createHash("sha256")
    .update(JSON.stringify([scope, request.filters ?? null]))
    .digest("base64url");
  const start = request.nextToken === undefined ? 0 : resume(service, binding, request);
  const items: Item[] = [];
  let position = start;
  let end = start;
  for (; position < request.items.length; position++) {
    const item = request.items[position] as Item;
    if (request.matches && !request.matches(item)) continue;
    if (items.length === size) {
      const last = items.at(-1) as Item;
      return { items, nextToken: encodeToken({ binding, end, key: request.keyOf(last) }) };
    }
    items.push(item);
    end = position + 1;
  }
  return { items };
}

function pageSize<Item>(service: Service, { maxResults, limits }: PageRequest<Item>): number {
  const { minimum, maximum, standard = maximum } = limits;
  if (maxResults === undefined || maxResults === null) return standard;
  if (maxResults < minimum || maxResults > maximum) {
    const name = limits.sizeName ?? "MaxResults";
    throw new AwsError(
      service.codes.invalidParameter,
      service.protocol === "ec2Query"
        ? `Value ( ${maxResults} ) for parameter maxResults is invalid. Expecting a value ${
            maxResults > maximum ? `smaller than or equal to ${maximum}` : `greater than ${minimum}`
          }.`
        : `1 validation error detected: Value '${maxResults}' at '${name[0]?.toLowerCase()}${name.slice(1)}' failed to satisfy constraint: ${
            maxResults > maximum
              ? `Member must have value less than or equal to ${maximum}`
              : `Member must have value greater than or equal to ${minimum}`
          }`,
    );
  }
  return maxResults;
}

type Token = { binding: string; end: number; key: string };

function encodeToken({ binding, end, key }: Token): string {
  return Buffer.from(JSON.stringify([binding, end, key])).toString("base64");
}

function decodeToken(token: string): Token | undefined {
  try {
    const [binding, end, key] = JSON.parse(Buffer.from(token, "base64").toString("utf8"));
    if (typeof binding === "string" && Number.isInteger(end) && typeof key === "string")
      return { binding, end, key };
  } catch {
    // Not a token of ours: the caller answers that.
  }
  return undefined;
}

/** Where the next page starts. Should its predecessor be gone by now, an item is shown twice rather than left out. */
function resume<Item>(service: Service, binding: string, request: PageRequest<Item>): number {
  const token = decodeToken(request.nextToken as string);
  if (!token || token.binding !== binding) {
    throw new AwsError(
      service.codes.invalidToken,
      service.protocol === "ec2Query"
        ? "The specified pagination token is not valid."
        : "The specified token is not valid.",
    );
  }
  const isLast = (item: Item | undefined) => item !== undefined && request.keyOf(item) === token.key;
  if (isLast(request.items[token.end - 1])) return token.end;
  const found = request.items.findIndex(isLast);
  return found >= 0 ? found + 1 : Math.max(0, Math.min(token.end - 1, request.items.length));
}
