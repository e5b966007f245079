import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";

const launcher = resolve(import.meta.dirname, "../lib/cli/launch.mjs");

/** The two that AWS lets nobody ask often: at its rates a read of CloudTrail alone takes most of a minute. */
const pacing = { perAction: { "cloudtrail:LookupEvents": 50, "ssm:GetConnectionStatus": 200 } };

/**
 * Starts `npm run demo`'s own task with a store of its own, on ports of its own, and tells the tests where it is. Answers how
 * to end it.
 */
export default async function startDemo(): Promise<() => Promise<void>> {
  // Whoever works on the tests has one running already.
  if (process.env.MUSTER_URL && process.env.MUSTER_ENDPOINT) return async () => undefined;
  const folder = mkdtempSync(join(tmpdir(), "muster-e2e-"));
  const config = join(folder, "muster.config.json");
  writeFileSync(config, JSON.stringify({ pacing }));
  const demo = spawn(process.execPath, [launcher, "task", "demo", "--nodes", "1200", "--fresh"], {
    stdio: ["ignore", "pipe", "inherit"],
    env: {
      ...process.env,
      PORT: "3210",
      MUSTER_DEMO_PORT: "4710",
      MUSTER_DATA: join(folder, "store"),
      MUSTER_CONFIG: config,
    },
  });
  const line = await new Promise<string>((found, failed) => {
    let text = "";
    demo.stdout.on("data", (chunk) => {
      text += chunk;
      if (text.includes("Ctrl-C")) found(text);
    });
    demo.once("exit", (code) => failed(new Error(`The demo ended with ${code}:\n${text}`)));
  });
  process.env.MUSTER_URL = /http:\/\/127\.0\.0\.1:\d+/.exec(line)![0];
  process.env.MUSTER_ENDPOINT = /endpoint at (http:\/\/127\.0\.0\.1:\d+)/.exec(line)![1];
  await everythingRead(process.env.MUSTER_URL);
  return async () => {
    const ended = once(demo, "exit");
    demo.kill("SIGTERM");
    await ended;
    rmSync(folder, { recursive: true, force: true });
  };
}

/** Tests count nodes, so the first read of all scopes has to be through. */
async function everythingRead(url: string): Promise<void> {
  for (;;) {
    const { scopes, read } = (await (await fetch(`${url}/readyz`)).json()) as {
      scopes: number;
      read: number;
    };
    if (scopes > 0 && read === scopes) return;
    await new Promise((resolve) => setTimeout(resolve, 250));
  }
}
