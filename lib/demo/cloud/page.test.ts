import fc from "fast-check";
import { expect, test } from "vitest";
import { takePage } from "./page.ts";
import { serviceNamed } from "./service.ts";

const ssm = serviceNamed("ssm");
const ec2 = serviceNamed("ec2");
const limits = { minimum: 1, maximum: 50 };
const request = { keyOf: String, limits };

function walk(items: number[], maxResults: number, matches: (item: number) => boolean) {
  const seen: number[] = [];
  const sizes: number[] = [];
  let nextToken: string | undefined;
  do {
    const page = takePage(ssm, "op", { ...request, items, matches, maxResults, nextToken });
    seen.push(...page.items);
    sizes.push(page.items.length);
    nextToken = page.nextToken;
  } while (nextToken !== undefined);
  return { seen, sizes };
}

test("pages of any size show each matching item once, and only the last one may be short", () => {
  fc.assert(
    fc.property(fc.uniqueArray(fc.nat(500)), fc.integer({ min: 1, max: 50 }), (items, size) => {
      const isEven = (item: number) => item % 2 === 0;
      const { seen, sizes } = walk(items, size, isEven);
      expect(seen).toEqual(items.filter(isEven));
      expect(sizes.slice(0, -1).every((length) => length === size)).toBe(true);
    }),
  );
});

test("an item that appears before the last page's end does not push another one out", () => {
  const first = takePage(ssm, "op", { ...request, items: [1, 2, 3, 4], maxResults: 2 });
  const second = takePage(ssm, "op", {
    ...request,
    items: [0, 1, 2, 3, 4],
    maxResults: 2,
    nextToken: first.nextToken,
  });
  expect(second.items).toEqual([3, 4]);
});

test("nothing is left out when the item before the next page is gone", () => {
  const first = takePage(ssm, "op", { ...request, items: [1, 2, 3, 4], maxResults: 2 });
  const second = takePage(ssm, "op", {
    ...request,
    items: [1, 3, 4],
    maxResults: 2,
    nextToken: first.nextToken,
  });
  expect(second.items).toEqual([3, 4]);
});

test.each([
  ["made up", (token: string) => token.slice(1), { filters: "a" }],
  ["of other filters", (token: string) => token, { filters: "b" }],
])("a token that is %s is refused in the service's own words", (_what, change, other) => {
  const { nextToken = "" } = takePage(ssm, "op", { ...request, items: [1, 2], maxResults: 1, filters: "a" });
  const again = (service: typeof ssm) => () =>
    takePage(service, "op", { ...request, items: [1, 2], ...other, nextToken: change(nextToken) });
  expect(again(ssm)).toThrow(expect.objectContaining({ code: "InvalidNextToken" }));
  expect(again(ec2)).toThrow(expect.objectContaining({ code: "InvalidPaginationToken" }));
});

test.each([0, 51])("a page of %i is refused", (maxResults) => {
  const ask = (service: typeof ssm) => () => takePage(service, "op", { ...request, items: [1], maxResults });
  expect(ask(ssm)).toThrow(expect.objectContaining({ code: "ValidationException" }));
  expect(ask(ec2)).toThrow(expect.objectContaining({ code: "InvalidParameterValue" }));
});
