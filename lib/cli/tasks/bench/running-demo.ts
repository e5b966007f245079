import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import type { SyncOverview } from "../../../api/sync.ts";
import { top } from "../../places.ts";
import { freePort } from "../free-port.ts";

/** Started once for all figures that need it, with a store of its own. */
export class RunningDemo {
  readonly nodes: number;
  private large: Promise<DemoProcess> | null = null;

  constructor(nodes: number) {
    this.nodes = nodes;
  }

  /**
   * A demo of the full size whose first read is through. SSM is asked for every node's channel one by one, 25 a second: at
   * 100,000 nodes that takes its half hour in any case, and here is given other quotas, since other figures are wanted.
   */
  get everythingRead(): Promise<DemoProcess> {
    this.large ??= DemoProcess.start({ nodes: this.nodes, rates: { "ssm:GetConnectionStatus": 4_000 } }).then(
      async (demo) => {
        await demo.readThrough();
        return demo;
      },
    );
    return this.large;
  }

  async stop(): Promise<void> {
    await (await this.large?.catch(() => undefined))?.stop();
  }
}

type StartOptions = { nodes: number; rates?: Record<string, number> };

/** `npm run demo` itself, with a store and ports of its own. */
export class DemoProcess {
  readonly url: string;
  readonly startMs: number;
  private readonly child: ChildProcess;
  private readonly folder: string;

  private constructor(parts: { url: string; startMs: number; child: ChildProcess; folder: string }) {
    this.url = parts.url;
    this.startMs = parts.startMs;
    this.child = parts.child;
    this.folder = parts.folder;
  }

  static async start({ nodes, rates = {} }: StartOptions): Promise<DemoProcess> {
    const folder = mkdtempSync(join(tmpdir(), "muster-bench-"));
    const config = join(folder, "muster.config.json");
    writeFileSync(config, JSON.stringify({ pacing: { perAction: rates } }));
    const env = {
      ...process.env,
      PORT: String(await freePort(3300, "PORT")),
      MUSTER_DEMO_PORT: String(await freePort(4700, "MUSTER_DEMO_PORT")),
      MUSTER_DATA: join(folder, "store"),
      MUSTER_CONFIG: config,
    };
    const startedAt = performance.now();
    const command = [join(top, "lib/cli/launch.mjs"), "task", "demo", "--nodes", String(nodes)];
    const child = spawn(process.execPath, command, { cwd: top, env, stdio: ["ignore", "pipe", "inherit"] });
    const url = await new Promise<string>((found, failed) => {
      let text = "";
      child.stdout!.on("data", (chunk) => {
        text += chunk;
        const address = /is at (http:\/\/\S+)/.exec(text)?.[1];
        if (address) found(address);
      });
      child.once("exit", (code) => failed(new Error(`The demo ended with ${code}: ${text}`)));
    });
    return new DemoProcess({ url, startMs: performance.now() - startedAt, child, folder });
  }

  async get<T>(path: string): Promise<T> {
    const response = await fetch(this.url + path);
    if (!response.ok) throw new Error(`GET ${path} answered ${response.status}: ${await response.text()}`);
    return (await response.json()) as T;
  }

  /** Waits until every scope was read once, and answers how. */
  async readThrough(): Promise<SyncOverview> {
    for (;;) {
      const overview = await this.get<SyncOverview>("/api/v1/syncs");
      if (
        overview.scopes.length > 0 &&
        overview.scopes.every(({ readAt, sync }) => readAt !== null && sync?.finishedAt)
      )
        return overview;
      await wait(500);
    }
  }

  /** The resident memory of the dashboard's process in bytes: as it is now, or the most that it ever was. */
  residentBytes(of: "now" | "peak"): number {
    const { pid } = JSON.parse(readFileSync(join(this.folder, "store/owner.json"), "utf8")) as {
      pid: number;
    };
    const field = { now: /VmRSS:\s+(\d+) kB/, peak: /VmHWM:\s+(\d+) kB/ }[of];
    const kilobytes = field.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1];
    return Number(kilobytes) * 1024;
  }

  async stop(): Promise<void> {
    const ended = once(this.child, "exit");
    this.child.kill("SIGTERM");
    await ended;
    rmSync(this.folder, { recursive: true, force: true });
  }
}
