import { loadConfig } from "../../config.ts";
import { findCredentialTrouble } from "../../fleet/find-credential-trouble.ts";
import { findStayingOwner } from "../../fleet/find-owner.ts";
import { prepareStoreFolder } from "../../fleet/prepare-store-folder.ts";
import { FleetError } from "../../model/fleet-error.ts";
import { buildIfStale } from "./build.ts";
import { Children } from "./children.ts";
import { freePort } from "./free-port.ts";
import { parseTask } from "./parse-task.ts";
import { startWebServer, waitForData } from "./web-server.ts";

const help = `npm start

Starts the dashboard on your AWS account: the SDK's default credential chain (AWS_PROFILE, AWS_REGION,
AWS_ENDPOINT_URL and their kin), and muster.config.json where there is one. It reads, and changes nothing.

PORT (3000) names the port, MUSTER_DATA the store's folder (.muster), DATABASE_URL a Postgres instead.`;

const advice = "Without an AWS account: `npm run demo` shows Muster on a demo fleet.";

const say = (words: string): void => void process.stdout.write(`${words}\n`);

/** `npm start` */
export async function run(args: string[]): Promise<void> {
  const values = parseTask({ name: "npm start", args }, {}, help);
  if (values.help) return say(help);
  const config = loadConfig();
  const owner = await findStayingOwner(config);
  if (owner) return say(`Muster is running already: ${owner.address ?? `process ${owner.pid}`}`);
  if ("folder" in config.store) prepareStoreFolder(config.store.folder);
  const trouble = await findCredentialTrouble(config);
  if (trouble) throw new FleetError("no-credentials", `${trouble}\n${advice}`);
  await buildIfStale(say);
  const children = new Children();
  children.stopWithTheTask();
  const port = await freePort(config.web.port, "PORT", config.web.host);
  const server = await startWebServer(children, { host: config.web.host, port, env: process.env });
  say(`Muster is at ${server.address} and reads your fleet (Ctrl-C ends it)`);
  const { trouble: atStart } = await waitForData(server);
  if (atStart) say(atStart.message);
}
