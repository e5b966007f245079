import { fleetServer } from "../../../../../lib/fleet/running-server.ts";
import { answering, requireSender } from "../../../answer.ts";

export const dynamic = "force-dynamic";

export const DELETE = answering(({ request, parameters }) => {
  requireSender(request);
  return fleetServer().call("endExclusion", { id: parameters.id! });
});
