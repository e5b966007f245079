import { setTimeout as wait } from "node:timers/promises";
import { bareHost, webAddress } from "../../routes/web-address.ts";
import { nextCommand } from "../places.ts";
import type { Children } from "./children.ts";

export type WebServer = { address: string };

type Ready = { status: string; hasData?: boolean; trouble?: { message: string } | null };

/** Starts the dashboard and waits until it answers. What it says on stderr is shown; its own greeting is not. */
export async function startWebServer(
  children: Children,
  {
    host,
    port,
    env,
    mode = "start",
  }: { host: string; port: number; env: NodeJS.ProcessEnv; mode?: "start" | "dev" },
): Promise<WebServer> {
  const ended = Promise.withResolvers<never>();
  ended.promise.catch(() => undefined);
  const child = children.start([nextCommand, mode, "-H", bareHost(host), "-p", String(port)], {
    env: { ...env, PORT: String(port), NEXT_TELEMETRY_DISABLED: "1", MUSTER_ENDS_WITH_STDIN: "1" },
    stdio: ["pipe", mode === "dev" ? "inherit" : "ignore", "inherit"],
    name: "The dashboard",
    onExit: (code) => {
      // It has said why itself.
      ended.reject(new Error(""));
      process.exitCode = code === 0 ? 1 : (code ?? 1);
      void children.stop().then(() => process.exit());
    },
  });
  child.stdin?.on("error", () => undefined);
  const address = webAddress(host, port);
  await Promise.race([waitFor(address, ({ status }) => status === "ready"), ended.promise]);
  return { address };
}

/** Waits until a page has something to show, or it is known why it will not. */
export function waitForData({ address }: WebServer): Promise<Ready> {
  return waitFor(address, ({ hasData, trouble }) => hasData === true || Boolean(trouble));
}

async function waitFor(address: string, isEnough: (ready: Ready) => boolean): Promise<Ready> {
  for (;;) {
    const ready = await fetch(`${address}/readyz`).then(
      (response) => response.json() as Promise<Ready>,
      () => null,
    );
    if (ready && isEnough(ready)) return ready;
    await wait(100);
  }
}
