import { fleetServer } from "../../../../../../../lib/fleet/running-server.ts";
import { answering } from "../../../../../answer.ts";
import { requireCause } from "../../../require-cause.ts";

export const dynamic = "force-dynamic";

export const GET = answering(({ parameters }) =>
  fleetServer().call("listCauseFixes", requireCause(parameters)),
);
