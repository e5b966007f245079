import { expect, test } from "vitest";
import { statuses } from "../model/status.ts";
import { explainStatus } from "./status.ts";

test("every status has a word of its own", () => {
  expect(new Set(statuses.map(explainStatus)).size).toBe(statuses.length);
});
