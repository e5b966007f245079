import { preflightRequestSchema } from "../../../../lib/api/preflight.ts";
import { fleetServer } from "../../../../lib/fleet/running-server.ts";
import { answering, parseBody } from "../../answer.ts";

export const dynamic = "force-dynamic";

/** It changes nothing; it is a POST because a pasted text may be longer than an address, and must not stand in one. */
export const POST = answering(async ({ request }) =>
  fleetServer().call("preflight", await parseBody(preflightRequestSchema, request)),
);
