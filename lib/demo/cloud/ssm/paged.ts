import type { OperationContext } from "../operation.ts";
import type { PageLimits } from "../page.ts";

type PagedInput = { MaxResults?: number; NextToken?: string };

type Listing<Item> = {
  items: readonly Item[];
  keyOf(item: Item): string;
  matches?(item: Item): boolean;
  limits: PageLimits;
};

/** One page of a listing in SSM's words: `MaxResults` in, `NextToken` in and out. */
export function pageOf<Item>(
  context: OperationContext,
  input: PagedInput,
  listing: Listing<Item>,
): { items: Item[]; NextToken?: string } {
  const { MaxResults, NextToken, ...filters } = input;
  const page = context.page({
    ...listing,
    maxResults: MaxResults,
    nextToken: NextToken === "" ? undefined : NextToken,
    filters,
  });
  return { items: page.items, NextToken: page.nextToken };
}

/** Most SSM listings: up to fifty a page, and fifty for who does not say. */
export const upTo50: PageLimits = { minimum: 1, maximum: 50 };
