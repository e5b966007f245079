import { expect, test } from "vitest";
import { printFilter } from "../../lib/routes/filter.ts";
import { withoutTerm } from "./without-term.ts";

test("only the named term goes, however the filter was typed", () => {
  expect(printFilter(withoutTerm('status:lost   tag:Env="prod" api', "tag:Env=prod"))).toBe(
    "status:lost api",
  );
});
