import { loadConfig } from "../../config.ts";
import { Children } from "./children.ts";
import { freePort } from "./free-port.ts";
import { startWebServer } from "./web-server.ts";

/** `npm run dev`: the dashboard from its sources, for whoever works on it. The endpoint is one's own affair. */
export async function run(): Promise<void> {
  const children = new Children();
  children.stopWithTheTask();
  const { host, port: wanted } = loadConfig().web;
  const port = await freePort(wanted, "PORT", host);
  await startWebServer(children, { host, port, env: process.env, mode: "dev" });
}
