import { expect, test } from "vitest";
import { createServerTime } from "./server-time.ts";

test("AWS's time goes on from its latest answer, whatever the machine's clock does", () => {
  let elapsed = 1_000;
  const time = createServerTime(() => elapsed);
  expect(time.now()).toBeNull();
  time.note("Thu, 26 Nov 2026 20:00:00 GMT");
  elapsed += 90_000;
  expect(time.now()).toBe(Date.UTC(2026, 10, 26, 20, 1, 30));
  time.note("Thu, 26 Nov 2026 20:02:00 GMT");
  expect(time.now()).toBe(Date.UTC(2026, 10, 26, 20, 2));
});

test.each([undefined, "", "yesterday"])("an answer that says %s of the time leaves what is known", (date) => {
  const time = createServerTime(() => 0);
  time.note("Thu, 26 Nov 2026 20:00:00 GMT");
  time.note(date);
  expect(time.now()).toBe(Date.UTC(2026, 10, 26, 20));
});
