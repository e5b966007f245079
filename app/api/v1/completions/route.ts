import { completionsQuerySchema } from "../../../../lib/api/completion.ts";
import { fleetServer } from "../../../../lib/fleet/running-server.ts";
import { answering, parseQuery } from "../../answer.ts";

export const dynamic = "force-dynamic";

export const GET = answering(({ request }) =>
  fleetServer().call("completeFilter", parseQuery(completionsQuerySchema, request)),
);
