import { expect, test } from "vitest";
import { daysToChoose, endOfDay, toDay } from "./until.ts";

test("what lasts through a day ends with it, in the reader's own calendar", () => {
  const end = endOfDay("2026-12-31")!;
  expect(toDay(end - 1)).toBe("2026-12-31");
  expect(toDay(end)).toBe("2027-01-01");
});

test.each(["", "2026-12", "soon", "2026-13-99999"])("%j is no day", (text) => {
  expect(endOfDay(text)).toBeNull();
});

test("days to choose from end within the year that the server allows", () => {
  const now = Date.UTC(2026, 10, 25, 12);
  const { least, most, proposed } = daysToChoose(now);
  expect(endOfDay(least)!).toBeGreaterThan(now);
  expect(endOfDay(most)!).toBeLessThanOrEqual(now + 366 * 86_400_000);
  expect([least, proposed, most].toSorted()).toEqual([least, proposed, most]);
});
