import { traceQuerySchema } from "../../../../../../../lib/api/verdict.ts";
import { fleetServer } from "../../../../../../../lib/fleet/running-server.ts";
import { answering, parseQuery } from "../../../../../answer.ts";

export const dynamic = "force-dynamic";

export const GET = answering(({ request, parameters }) =>
  fleetServer().call("traceNode", {
    scope: decodeURIComponent(parameters.scope!),
    id: decodeURIComponent(parameters.id!),
    ...parseQuery(traceQuerySchema, request),
  }),
);
