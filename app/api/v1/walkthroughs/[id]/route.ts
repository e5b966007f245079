import { walkthroughChangeSchema } from "../../../../../lib/api/walkthrough.ts";
import { fleetServer } from "../../../../../lib/fleet/running-server.ts";
import { answering, parseBody } from "../../../answer.ts";
import { requireWalkthrough } from "../require-walkthrough.ts";

export const dynamic = "force-dynamic";

export const GET = answering(({ parameters }) =>
  fleetServer().call("getWalkthrough", { id: requireWalkthrough(parameters) }),
);

export const PATCH = answering(async ({ request, parameters }) => {
  const change = await parseBody(walkthroughChangeSchema, request);
  return fleetServer().call("changeWalkthrough", { id: requireWalkthrough(parameters), ...change });
});
