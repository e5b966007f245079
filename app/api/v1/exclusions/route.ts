import { newExclusionSchema } from "../../../../lib/api/exclusion.ts";
import { fleetServer } from "../../../../lib/fleet/running-server.ts";
import { answering, json, parseBody } from "../../answer.ts";

export const dynamic = "force-dynamic";

export const GET = answering(() => fleetServer().call("listExclusions", null));

export const POST = answering(async ({ request }) =>
  json(await fleetServer().call("excludeNodes", await parseBody(newExclusionSchema, request)), 201),
);
