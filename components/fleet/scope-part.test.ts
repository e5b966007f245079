import { expect, test } from "vitest";
import { parseFilter, printFilter } from "../../lib/routes/filter.ts";
import { scopePartOf } from "./scope-part.ts";

test("only the scopes of a filter reach the summary", () => {
  const filter = parseFilter("status:lost scope:123456789012:eu-west-1 -region:us-east-1 api");
  expect(printFilter(scopePartOf(filter))).toBe("scope:123456789012:eu-west-1 -region:us-east-1");
});
