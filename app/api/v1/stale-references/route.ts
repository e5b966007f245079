import { staleReferenceListQuerySchema } from "../../../../lib/api/stale-reference.ts";
import { fleetServer } from "../../../../lib/fleet/running-server.ts";
import { answering, parseQuery } from "../../answer.ts";

export const dynamic = "force-dynamic";

export const GET = answering(({ request }) =>
  fleetServer().call("listStaleReferences", parseQuery(staleReferenceListQuerySchema, request)),
);
