import { fleetServer } from "../../../../../../lib/fleet/running-server.ts";
import { answering, requireSender } from "../../../../answer.ts";
import { requireWalkthrough } from "../../require-walkthrough.ts";

export const dynamic = "force-dynamic";

export const POST = answering(({ request, parameters }) => {
  requireSender(request);
  return fleetServer().call("proveWalkthrough", { id: requireWalkthrough(parameters) });
});
