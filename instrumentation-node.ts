import { loadConfig } from "./lib/config.ts";
import { findFleetServer, setFleetServer } from "./lib/fleet/running-server.ts";
import { startFleetServer } from "./lib/fleet/server.ts";
import { isFleetError } from "./lib/model/fleet-error.ts";
import { webAddress } from "./lib/routes/web-address.ts";
import { version } from "./package.json";

/** Starts Muster behind the web server: once a process, and never in a build. */
export async function register(): Promise<void> {
  if (process.env.NEXT_PHASE === "phase-production-build" || findFleetServer()) return;
  try {
    const config = loadConfig();
    const address = webAddress(config.web.host, Number(process.env.PORT ?? "3000"));
    const server = await startFleetServer({ config, version, address });
    setFleetServer(server);
    stopWithTheProcess(() => server.stop());
  } catch (error) {
    const isExpected = isFleetError(error);
    process.stderr.write(
      `\nMuster could not start. ${isExpected ? error.message : ((error as Error).stack ?? error)}\n`,
    );
    process.exit(1);
  }
}

/** `next start` waits for open event streams for ever; here a signal closes the threads and the store, and ends. */
function stopWithTheProcess(stop: () => Promise<void>): void {
  let isStopping = false;
  const end = () => {
    if (isStopping) return;
    isStopping = true;
    void stop().finally(() => process.exit(0));
  };
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, end);
  // The launcher holds the other end: when it is gone, however it went, the server goes too.
  if (process.env.MUSTER_ENDS_WITH_STDIN === "1") process.stdin.on("end", end).on("close", end).resume();
}
