import { wallClock } from "../../demo/cloud/clock.ts";
import { buildWorld } from "../../demo/fleet/build-world.ts";
import { demoCredentials } from "../../demo/fleet/demo-accounts.ts";
import { startEndpoint } from "../../demo/server.ts";
import { FleetError } from "../../model/fleet-error.ts";
import { parseCount, parseOptions } from "../parse-options.ts";
import { UsageError } from "../usage-error.ts";

export const help = `muster demo --endpoint-only [options]

Starts the embedded AWS endpoint alone, for the AWS CLI, an SDK, or a Muster of your own.
(\`npm run demo\` starts it together with the dashboard.)

  --port N       where it listens on 127.0.0.1 (default 4599; 0 takes any free one)
  --nodes N      how many nodes live there (default 1200)
  --seed N       another fleet (default 1)
  --began TIME   when it began, as 2026-11-25T12:00:00Z (default now): started again with the same time, it tells the
                 same past, and what recurs has gone on since
  --speed N      how many times faster agents and changes take effect (default 1)
  --throttle     keep to AWS's documented quotas
  --latency MS   answer as late as that
  --faults       time-outs, torn answers, error pages and throttling, now and then

All of these can be changed while it runs: GET http://127.0.0.1:PORT/_demo tells how.

Exit codes: 0 ended by a signal; 1 it cannot listen there; 64 wrong usage.`;

const options = {
  "endpoint-only": { type: "boolean" },
  port: { type: "string", default: "4599" },
  nodes: { type: "string", default: "1200" },
  seed: { type: "string", default: "1" },
  began: { type: "string" },
  speed: { type: "string", default: "1" },
  latency: { type: "string" },
  throttle: { type: "boolean" },
  faults: { type: "boolean" },
} as const;

/** `muster demo` */
export async function run(args: string[]): Promise<number | undefined> {
  const { values } = parseOptions(args, options, help);
  if (!values["endpoint-only"])
    throw new UsageError(`\`npm run demo\` starts the demo with its dashboard.\n\n${help}`);
  const number = (name: "port" | "nodes" | "seed" | "speed", least: number, most: number) =>
    parseCount(name, values[name], { least, most });
  const nodes = number("nodes", 1, 1_000_000);
  const seed = number("seed", 0, 2 ** 31);
  const clock = wallClock(number("speed", 1, 100_000));
  const port = number("port", 0, 65_535);
  const began = values.began === undefined ? clock.now() : parseBegan(values.began, clock.now());
  const endpoint = await startEndpoint({
    world: () => buildWorld({ nodes, seed, clock, began }),
    port,
    latencyMs:
      values.latency === undefined
        ? undefined
        : parseCount("latency", values.latency, { least: 0, most: 60_000 }),
    throttle: values.throttle,
    faults: values.faults,
  }).catch((error: NodeJS.ErrnoException) => {
    throw portError(port, error);
  });
  process.send?.({ url: endpoint.url });
  process.stdout.write(
    `An AWS endpoint over a demo fleet listens at ${endpoint.url}. To use it:

  export AWS_ENDPOINT_URL=${endpoint.url} AWS_REGION=us-east-1 AWS_DEFAULT_REGION=us-east-1
  export AWS_ACCESS_KEY_ID=${demoCredentials.accessKeyId} AWS_SECRET_ACCESS_KEY=${demoCredentials.secretAccessKey}
`,
  );
  return endWithASignal(() => endpoint.close());
}

function parseBegan(text: string, now: number): number {
  const began = /^\d{4}-\d\d-\d\d(T[\d:.]+Z)?$/.test(text) ? Date.parse(text) : Number.NaN;
  if (began <= now) return began;
  throw new UsageError(
    `--began must be a time in UTC that has passed, as 2026-11-25T12:00:00Z; it is "${text}".`,
  );
}

const reasons: Record<string, string> = {
  EADDRINUSE: "another program listens there",
  EACCES: "this user may not listen there",
};

function portError(port: number, error: NodeJS.ErrnoException): Error {
  const reason = reasons[error.code ?? ""];
  if (reason === undefined) return error;
  const advice = "--port N takes another one, 0 any that is free.";
  return new FleetError("invalid-input", `Port ${port} of 127.0.0.1 cannot be used: ${reason}. ${advice}`, {
    cause: error,
  });
}

function endWithASignal(close: () => Promise<void>): Promise<number> {
  return new Promise((resolve) => {
    const end = () => void close().then(() => resolve(0));
    for (const signal of ["SIGINT", "SIGTERM", "SIGHUP", "disconnect"] as const) process.once(signal, end);
  });
}
