import { once } from "node:events";
import { type AddressInfo, createServer } from "node:net";
import { expect, test } from "vitest";
import { freePort, portOf } from "./free-port.ts";

test("a port that is taken gives the next one", async () => {
  const other = createServer().listen(0, "127.0.0.1");
  await once(other, "listening");
  const { port } = other.address() as AddressInfo;
  if (port < 65_000) expect(await freePort(port, "PORT")).toBeGreaterThan(port);
  other.close();
});

test("0 gives one that is free", async () => {
  expect(await freePort(0, "PORT")).toBeGreaterThan(0);
});

test.each([
  ["", 3000],
  ["8080", 8080],
  ["0", 0],
])("PORT=%s is %i", (text, port) => {
  expect(portOf("PORT", 3000, { NODE_ENV: "test", PORT: text })).toBe(port);
});

test.each(["abc", "70000", "-1", "30.5", "80x"])("PORT=%s is refused, with what is allowed", (text) => {
  expect(() => portOf("PORT", 3000, { NODE_ENV: "test", PORT: text })).toThrow(
    `PORT must be a port from 0 to 65535 (0 takes a free one); it is "${text}".`,
  );
});
