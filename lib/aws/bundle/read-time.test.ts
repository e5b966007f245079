import { expect, test } from "vitest";
import { readTime } from "./read-time.ts";

const noon = Date.UTC(2026, 10, 1, 12);

test.each([
  ["the AWS CLI's text", "2026-11-01T12:00:00+00:00"],
  ["another zone's", "2026-11-01T13:00:00.000+01:00"],
  ["an API's", "2026-11-01T12:00:00Z"],
  ["Python's", "2026-11-01 12:00:00+00:00"],
  ["text without a zone, which is UTC", "2026-11-01T12:00:00"],
  ["Python's without a zone", "2026-11-01 12:00:00.000000"],
  ["seconds", noon / 1000],
  ["seconds as text", String(noon / 1000)],
])("reads %s wherever the file is read", (_, value) => {
  expect(readTime(value)).toBe(noon);
});

test.each(["yesterday", "", noon, { seconds: 1 }, null])("takes %j for no time", (value) => {
  expect(readTime(value)).toBeNaN();
});
