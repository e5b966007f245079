import { connect } from "../../aws/connection.ts";
import { ReadError } from "../../aws/errors.ts";
import { type Config, loadConfig } from "../../config.ts";
import { readFolderOwner } from "../../store/folder-lock.ts";
import { partitionOf } from "../../sync/find-scopes.ts";
import { parseOptions } from "../parse-options.ts";
import { buildIfStale } from "./build.ts";
import { Children } from "./children.ts";
import { freePort } from "./free-port.ts";
import { startWebServer, waitForData } from "./web-server.ts";

const help = `npm start

Starts the dashboard on your AWS account: the SDK's default credential chain (AWS_PROFILE, AWS_REGION,
AWS_ENDPOINT_URL and their kin), and muster.config.json where there is one. It reads, and changes nothing.

PORT (3000) names the port, MUSTER_DATA the store's folder (.muster), DATABASE_URL a Postgres instead.`;

const say = (words: string): void => void process.stdout.write(`${words}\n`);

/** `npm start` */
export async function run(args: string[]): Promise<void> {
  const { values } = parseOptions(args, {}, help);
  if (values.help) return say(help);
  const config = loadConfig();
  const owner = "folder" in config.store ? readFolderOwner(config.store.folder) : undefined;
  if (owner) return say(`Muster is running already: ${owner.address ?? `process ${owner.pid}`}`);
  const trouble = await findCredentialTrouble(config);
  if (trouble) throw new Error(trouble);
  buildIfStale(say);
  const children = new Children();
  children.stopWithTheTask();
  const port = await freePort(config.web.port);
  const server = await startWebServer(children, { port, env: process.env });
  say(`Muster is at ${server.address} and reads your fleet (Ctrl-C ends it)`);
  const { trouble: atStart } = await waitForData(server);
  if (atStart) say(atStart.message);
}

/** Why nothing could be read with the credentials that the SDK finds; null where they will do, or AWS is out of reach. */
async function findCredentialTrouble(config: Config): Promise<string | null> {
  const connection = connect({ maxAttempts: 2 });
  const region =
    process.env.AWS_REGION ??
    process.env.AWS_DEFAULT_REGION ??
    (config.regions === "enabled" ? "us-east-1" : config.regions[0]!);
  try {
    await connection
      .reader({ partition: partitionOf(region), account: "", region })
      .call("sts:GetCallerIdentity", {});
    return null;
  } catch (error) {
    if (!(error instanceof ReadError)) throw error;
    if (error.reason !== "no-credentials" && error.reason !== "expired-credentials") return null;
    const what =
      error.reason === "expired-credentials"
        ? "The AWS credentials have expired."
        : "There are no usable AWS credentials.";
    return `${what} ${error.message}

Sign in and try again: \`aws sso login\`, \`AWS_PROFILE=name npm start\`, or AWS_ACCESS_KEY_ID with AWS_SECRET_ACCESS_KEY.
Without an AWS account: \`npm run demo\` shows Muster on a demo fleet.`;
  } finally {
    connection.close();
  }
}
