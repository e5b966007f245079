import { expect, test } from "vitest";
import { withChosen } from "./facet-values.ts";

test("a chosen value stays in sight when no node has it any more", () => {
  const values = [{ value: "prod", label: null, count: 3 }];
  expect(withChosen(values, ["prod", "dev"])).toEqual([...values, { value: "dev", label: null, count: 0 }]);
});
