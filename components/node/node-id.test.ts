import { expect, test } from "vitest";
import { isNodeId } from "./node-id.ts";

test.each(["i-1a2b3c4d", "i-0a1b7c34e95d82f6c", "mi-0a1b7c34e95d82f6c"])("%s is an id", (id) => {
  expect(isNodeId(id)).toBe(true);
});

test.each(["", "i-", "i-0a1b7c34e95d82f6", "i-0A1B7C34E95D82F6C", "mi-1a2b3c4d", "api-7", " i-1a2b3c4d"])(
  "%j is none",
  (text) => expect(isNodeId(text)).toBe(false),
);
