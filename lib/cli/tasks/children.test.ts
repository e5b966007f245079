import { once } from "node:events";
import { afterEach, expect, test, vi } from "vitest";
import { Children } from "./children.ts";

afterEach(() => vi.restoreAllMocks());

/** A process that stands there until it is ended, and what is told of its end. */
async function start() {
  const told: string[] = [];
  vi.spyOn(process.stderr, "write").mockImplementation((text) => told.push(String(text)) > 0);
  const ended = vi.fn();
  const children = new Children();
  const script = "setInterval(() => {}, 1000); process.send('up')";
  const child = children.start(["-e", script], {
    ...{ name: "The dashboard", onExit: ended, stdio: ["ignore", "ignore", "ignore", "ipc"] },
  });
  await once(child, "message");
  return { children, child, told, ended };
}

test("a process that is killed from outside is told by its name", async () => {
  const { child, told, ended } = await start();
  child.kill("SIGKILL");
  await once(child, "exit");
  expect(told).toEqual([
    "The dashboard was ended from outside (SIGKILL), as a machine does that is out of memory. What was saved is kept; start it again.\n",
  ]);
  expect(ended).toHaveBeenCalledOnce();
});

test("a process that is stopped by its task is not told", async () => {
  const { children, told, ended } = await start();
  await children.stop();
  expect(told).toEqual([]);
  expect(ended).not.toHaveBeenCalled();
});
