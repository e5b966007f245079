import { devNull } from "node:os";
import { join, resolve } from "node:path";
import { loadConfig } from "../../config.ts";
import { demoAccounts, demoCredentials } from "../../demo/fleet/demo-accounts.ts";
import { emptyStoreFolder } from "../../fleet/empty-store.ts";
import { findStayingOwner } from "../../fleet/find-owner.ts";
import { fixIds } from "../../fleet/fixes/fix-ids.ts";
import { prepareStoreFolder } from "../../fleet/prepare-store-folder.ts";
import { parseCount } from "../parse-options.ts";
import { demoFolder, top } from "../places.ts";
import { buildIfStale } from "./build.ts";
import { Children } from "./children.ts";
import { keepBeginning } from "./demo-beginning.ts";
import { freePort, portOf } from "./free-port.ts";
import { parseTask } from "./parse-task.ts";
import { startWebServer, waitForData } from "./web-server.ts";

const help = `npm run demo -- [options]

Starts an embedded AWS endpoint over a demo fleet, and the dashboard on it. Nothing leaves this machine.

  --nodes N      how many nodes live there (default 1200, up to 100000)
  --fresh        start from an empty store
  --throttle     keep to AWS's documented quotas
  --latency MS   answer as late as that
  --faults       time-outs, torn answers, error pages and throttling, now and then
  --speed N      how many times faster agents and changes take effect (default 1)

PORT (3000) and MUSTER_DEMO_PORT (4599) name the ports, MUSTER_DATA the store's folder (.muster/demo).`;

const options = {
  nodes: { type: "string", default: "1200" },
  fresh: { type: "boolean" },
  throttle: { type: "boolean" },
  latency: { type: "string" },
  faults: { type: "boolean" },
  speed: { type: "string" },
} as const;

const say = (words: string): void => void process.stdout.write(`${words}\n`);

/** `npm run demo` */
export async function run(args: string[]): Promise<void> {
  const values = parseTask({ name: "npm run demo", args }, options, help);
  if (values.help) return say(help);
  const nodes = parseCount("nodes", values.nodes, { least: 1, most: 1_000_000 });
  const folder = process.env.MUSTER_DATA ? resolve(process.env.MUSTER_DATA) : demoFolder;
  const owner = await findStayingOwner({ store: { folder } });
  if (owner) return say(`The demo is running already: ${owner.address ?? `process ${owner.pid}`}`);
  const ports = { web: portOf("PORT", 3000), endpoint: portOf("MUSTER_DEMO_PORT", 4599) };
  // A wrong configuration is refused before anything is emptied, built or started.
  const { host } = loadConfig({ env: demoEnvironment("http://127.0.0.1", folder) }).web;
  if (values.fresh) emptyStoreFolder(folder);
  const { hasStore } = prepareStoreFolder(folder);
  const isNew = values.fresh === true || !(hasStore || process.env.MUSTER_DEMO_DATABASE_URL);
  const began = keepBeginning(folder, { now: Date.now(), isNew });
  await buildIfStale(say);

  const children = new Children();
  children.stopWithTheTask();
  try {
    const endpoint = await startEndpoint(
      children,
      ports.endpoint,
      endpointArguments({ ...values, nodes, began }),
    );
    const port = await freePort(ports.web, "PORT", host);
    const server = await startWebServer(children, { host, port, env: demoEnvironment(endpoint, folder) });
    const { trouble } = await waitForData(server);
    if (trouble) say(trouble.message);
    say(`Muster's demo fleet is at ${server.address} (the AWS endpoint at ${endpoint}; Ctrl-C ends both)`);
  } catch (error) {
    await children.stop();
    throw error;
  }
}

type Values = {
  nodes: number;
  began: number;
  throttle?: boolean;
  latency?: string;
  faults?: boolean;
  speed?: string;
};

function endpointArguments({ nodes, began, throttle, latency, faults, speed }: Values): string[] {
  return [
    "--nodes",
    String(nodes),
    "--began",
    new Date(began).toISOString(),
    ...(throttle ? ["--throttle"] : []),
    ...(faults ? ["--faults"] : []),
    ...(latency === undefined ? [] : ["--latency", latency]),
    ...(speed === undefined ? [] : ["--speed", speed]),
  ];
}

/** The endpoint is a process of its own: a large fleet takes memory and time that are not the dashboard's. */
async function startEndpoint(children: Children, wanted: number, args: string[]): Promise<string> {
  const port = await freePort(wanted, "MUSTER_DEMO_PORT");
  const ready = Promise.withResolvers<string>();
  const command = join(top, "lib/cli/launch.mjs");
  const child = children.start([command, "demo", "--endpoint-only", "--port", String(port), ...args], {
    stdio: ["ignore", "ignore", "inherit", "ipc"],
    name: "The demo's AWS endpoint",
    onExit: (code) => {
      // It has said why itself.
      ready.reject(new Error(""));
      process.exitCode = code ?? 1;
      void children.stop().then(() => process.exit());
    },
  });
  child.once("message", (message) => ready.resolve((message as { url: string }).url));
  return ready.promise;
}

/** Configures the dashboard as for any account: credentials, roles to assume, and another address for AWS. */
export function demoEnvironment(endpoint: string, folder: string): NodeJS.ProcessEnv {
  const accounts = demoAccounts.map(
    ({ id, name, roleArn, applyRoleArn, externalId, regions, managedNodeQuotas }) => ({
      ...{ id, name, roleArn, applyRoleArn, externalId, regions, managedNodeQuotas },
    }),
  );
  const { AWS_PROFILE: _profile, AWS_SESSION_TOKEN: _token, DATABASE_URL: _database, ...env } = process.env;
  return {
    ...env,
    ...(process.env.MUSTER_DEMO_DATABASE_URL
      ? { DATABASE_URL: process.env.MUSTER_DEMO_DATABASE_URL }
      : { MUSTER_DATA: folder }),
    MUSTER_ACCOUNTS: JSON.stringify(accounts),
    // Any number of nodes may live there, but for the scope that shows what happens above the quota.
    MUSTER_MANAGED_NODE_QUOTA: "1000000",
    // Whatever is changed is the demo's.
    MUSTER_APPLY: JSON.stringify({ enabled: true, fixes: fixIds() }),
    MUSTER_BANNER: "demo",
    AWS_ENDPOINT_URL: endpoint,
    AWS_ACCESS_KEY_ID: demoCredentials.accessKeyId,
    AWS_SECRET_ACCESS_KEY: demoCredentials.secretAccessKey,
    AWS_REGION: "us-east-1",
    // Nothing of the person's own AWS set-up reaches the demo.
    AWS_CONFIG_FILE: devNull,
    AWS_SHARED_CREDENTIALS_FILE: devNull,
    AWS_EC2_METADATA_DISABLED: "true",
  };
}
