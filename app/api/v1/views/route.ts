import { newSavedViewSchema } from "../../../../lib/api/saved-view.ts";
import { fleetServer } from "../../../../lib/fleet/running-server.ts";
import { answering, json, parseBody } from "../../answer.ts";

export const dynamic = "force-dynamic";

export const GET = answering(() => fleetServer().call("listViews", null));

export const POST = answering(async ({ request }) =>
  json(await fleetServer().call("saveView", await parseBody(newSavedViewSchema, request)), 201),
);
