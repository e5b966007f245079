import { planQuerySchema } from "../../../../lib/api/proof.ts";
import { fleetServer } from "../../../../lib/fleet/running-server.ts";
import { answering, parseQuery } from "../../answer.ts";

export const dynamic = "force-dynamic";

export const GET = answering(({ request }) =>
  fleetServer().call("getPlan", parseQuery(planQuerySchema, request)),
);
