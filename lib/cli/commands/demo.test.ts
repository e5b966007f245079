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
