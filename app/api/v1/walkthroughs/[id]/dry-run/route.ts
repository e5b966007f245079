import { stepChoiceSchema } from "../../../../../../lib/api/walkthrough.ts";
import { fleetServer } from "../../../../../../lib/fleet/running-server.ts";
import { answering, parseBody } from "../../../../answer.ts";
import { requireWalkthrough } from "../../require-walkthrough.ts";

export const dynamic = "force-dynamic";

export const POST = answering(async ({ request, parameters }) => {
  const input = await parseBody(stepChoiceSchema, request);
  return fleetServer().call("dryRunStep", { id: requireWalkthrough(parameters), ...input });
});
