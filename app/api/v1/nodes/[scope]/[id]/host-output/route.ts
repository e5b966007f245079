import { hostOutputSchema } from "../../../../../../../lib/api/host-output.ts";
import { fleetServer } from "../../../../../../../lib/fleet/running-server.ts";
import { answering, parseBody } from "../../../../../answer.ts";

export const dynamic = "force-dynamic";

export const POST = answering(async ({ request, parameters }) =>
  fleetServer().call("readHostOutput", {
    scope: decodeURIComponent(parameters.scope!),
    id: decodeURIComponent(parameters.id!),
    ...(await parseBody(hostOutputSchema, request)),
  }),
);
