import { syncRequestSchema } from "../../../../lib/api/sync.ts";
import { fleetServer } from "../../../../lib/fleet/running-server.ts";
import { answering, json, parseBody } from "../../answer.ts";

export const dynamic = "force-dynamic";

export const GET = answering(() => fleetServer().call("readSyncs", null));

export const POST = answering(async ({ request }) => {
  const requested = await fleetServer().call("requestSync", await parseBody(syncRequestSchema, request));
  fleetServer().wake();
  return json(requested, 202);
});
