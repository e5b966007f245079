import { fleetServer } from "../../../../lib/fleet/running-server.ts";
import { answering } from "../../answer.ts";

export const dynamic = "force-dynamic";

export const GET = answering(() => fleetServer().call("listFixes", null));
