import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { demoEnvironment } from "../lib/cli/tasks/demo.ts";

const launcher = resolve(import.meta.dirname, "../lib/cli/launch.mjs");

/** Starts a second Muster on the demo's AWS, as it comes: nothing may be applied from it. Answers its address, and how to end it. */
export async function startReadOnly(): Promise<{ url: string; end: () => Promise<void> }> {
  const folder = mkdtempSync(join(tmpdir(), "muster-e2e-read-only-"));
  const { MUSTER_APPLY: _apply, ...env } = demoEnvironment(
    process.env.MUSTER_ENDPOINT!,
    join(folder, "store"),
  );
  const server = spawn(process.execPath, [launcher, "task", "start"], {
    stdio: ["ignore", "pipe", "inherit"],
    env: { ...env, PORT: "3230" },
  });
  const url = await new Promise<string>((found, failed) => {
    let text = "";
    server.stdout.on("data", (chunk) => {
      text += chunk;
      const address = /http:\/\/127\.0\.0\.1:\d+/.exec(text);
      if (address) found(address[0]);
    });
    server.once("exit", (code) => failed(new Error(`Muster ended with ${code}:\n${text}`)));
  });
  return {
    url,
    end: async () => {
      const ended = once(server, "exit");
      server.kill("SIGTERM");
      await ended;
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
