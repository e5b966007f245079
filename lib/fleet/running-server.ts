import { FleetError } from "../model/fleet-error.ts";
import type { FleetServer } from "./server.ts";

// Route handlers, pages and the start of the server are bundled apart, and meet here.
const key = Symbol.for("muster.fleet-server");
type Holder = { [key]?: FleetServer };

export function setFleetServer(server: FleetServer): void {
  (globalThis as Holder)[key] = server;
}

/** The server of this process. Pages and routes call verbs through it. */
export function fleetServer(): FleetServer {
  const server = (globalThis as Holder)[key];
  if (!server) throw new FleetError("unreachable", "Muster is still starting. Try again in a moment.");
  return server;
}

export function findFleetServer(): FleetServer | undefined {
  return (globalThis as Holder)[key];
}
