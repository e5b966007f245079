import { newAcknowledgementSchema } from "../../../../../../../lib/api/cause.ts";
import { fleetServer } from "../../../../../../../lib/fleet/running-server.ts";
import { answering, parseBody, requireSender } from "../../../../../answer.ts";
import { requireCause } from "../../../require-cause.ts";

export const dynamic = "force-dynamic";

export const PUT = answering(async ({ request, parameters }) => {
  const acknowledgement = await parseBody(newAcknowledgementSchema, request);
  return fleetServer().call("acknowledgeCause", { ...requireCause(parameters), ...acknowledgement });
});

export const DELETE = answering(({ request, parameters }) => {
  requireSender(request);
  return fleetServer().call("withdrawAcknowledgement", requireCause(parameters));
});
