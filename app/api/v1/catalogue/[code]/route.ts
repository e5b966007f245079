import { fleetServer } from "../../../../../lib/fleet/running-server.ts";
import type { CauseCode } from "../../../../../lib/model/cause.ts";
import { answering } from "../../../answer.ts";

export const dynamic = "force-dynamic";

export const GET = answering(({ parameters }) =>
  fleetServer().call("getCatalogueEntry", { code: parameters.code as CauseCode }),
);
