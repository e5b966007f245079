import { once } from "node:events";
import { type AddressInfo, createServer } from "node:net";
import { expect, test } from "vitest";
import { run } from "./demo.ts";

test("a port that another program has is told, with how to take another one", async () => {
  const other = createServer().listen(0, "127.0.0.1");
  await once(other, "listening");
  const { port } = other.address() as AddressInfo;
  await expect(run(["--endpoint-only", "--nodes", "1", "--port", String(port)])).rejects.toMatchObject({
    name: "FleetError",
    message: expect.stringMatching(RegExp(`Port ${port} .* another program listens there.*--port N`)),
  });
  other.close();
});

test.each(["yesterday", "2026-13-01", "2026-11-25T12:00:00", "2999-01-01"])(
  "a beginning that is no time in the past is refused (%s)",
  async (began) => {
    await expect(run(["--endpoint-only", "--nodes", "1", "--began", began])).rejects.toThrow(
      `--began must be a time in UTC that has passed, as 2026-11-25T12:00:00Z; it is "${began}".`,
    );
  },
);
