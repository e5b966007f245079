import { notFound, redirect } from "next/navigation";
import { nodeListQuerySchema } from "../../../lib/api/list.ts";
import { findFleetServer } from "../../../lib/fleet/running-server.ts";
import { parseScopeKey } from "../../../lib/model/scope.ts";
import { printFilter } from "../../../lib/routes/filter.ts";
import { fleetHref, nodeHref } from "../../../lib/routes/fleet.ts";

type OneSegmentPageProps = { params: Promise<{ scope: string }> };

export const dynamic = "force-dynamic";

/** A scope alone is its nodes, and an id without one is its node, where there is only one of it. */
export default async function OneSegmentPage({ params }: OneSegmentPageProps) {
  const text = decodeURIComponent((await params).scope);
  const filter = (key: "scope" | "node") => printFilter([{ key, values: [text], negated: false }]);
  if (parseScopeKey(text)) redirect(fleetHref({ q: filter("scope") }));
  const query = nodeListQuerySchema.parse({ q: filter("node"), limit: 2 });
  const found = await findFleetServer()?.call("listNodes", query);
  const [only, ...others] = found?.items ?? [];
  if (!only || others.length > 0) notFound();
  redirect(nodeHref(only.scope, only.id));
}
