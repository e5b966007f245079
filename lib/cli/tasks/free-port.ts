import { type AddressInfo, createServer } from "node:net";
import { bareHost } from "../../routes/web-address.ts";

/** The port wanted, or the next one that nobody listens on; for 0, any. `variable` is what people choose it by. */
export async function freePort(wanted: number, variable: string, host = "127.0.0.1"): Promise<number> {
  let last = "";
  for (let port = wanted; port < Math.min(wanted + 100, 65_536); port++) {
    const found = await listenOn(port, host);
    if (typeof found === "number") return found;
    last = found;
  }
  if (last === "EADDRNOTAVAIL")
    throw new Error(`This machine has no address ${host}. Choose another with MUSTER_HOST.`);
  const why =
    last === "EACCES" ? "this user may listen on none of them" : "other programs listen on all of them";
  const range = `${wanted} to ${Math.min(wanted + 99, 65_535)}`;
  throw new Error(`No port from ${range} can be used: ${why}. Choose another with ${variable}=N.`);
}

/** The port of a variable; a wrong one is refused before anything is started. */
export function portOf(variable: string, fallback: number, env: NodeJS.ProcessEnv = process.env): number {
  const text = env[variable] || String(fallback);
  const port = Number(text);
  if (Number.isInteger(port) && port >= 0 && port <= 65_535) return port;
  throw new Error(`${variable} must be a port from 0 to 65535 (0 takes a free one); it is "${text}".`);
}

/** The port that was free, or why it was not. */
function listenOn(port: number, host: string): Promise<number | string> {
  return new Promise((resolve) => {
    const server = createServer()
      .once("error", (error: NodeJS.ErrnoException) => resolve(error.code ?? "unknown"))
      .once("listening", () => {
        const { port } = server.address() as AddressInfo;
        server.close(() => resolve(port));
      })
      .listen(port, bareHost(host));
  });
}
