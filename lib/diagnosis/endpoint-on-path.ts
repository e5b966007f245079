import type { Subject } from "../model/cause.ts";
import type { VpcEndpoint } from "../model/documents/vpc-endpoint.ts";
import type { Snapshot } from "../model/snapshot.ts";
import type { PathVerdict } from "../network/path-verdict.ts";
import type { ScopeView } from "./node-view.ts";

/** An endpoint with the snapshot that it stands in: that of a shared VPC stands in its owner's. */
export type EndpointOnPath = {
  endpoint: VpcEndpoint;
  snapshot: Snapshot;
  subject: Subject & { kind: "vpc-endpoint" };
};

/** The interface endpoint that a way leads over; null where it leads over none. */
export function endpointOnPath(
  { world, snapshot: own }: ScopeView,
  path: PathVerdict,
): EndpointOnPath | null {
  const { way, endpointId: id, endpointScope: scope } = path;
  if (way !== "endpoint" || id === null) return null;
  const snapshot = scope === undefined ? own : world.snapshots.get(scope);
  const endpoint = snapshot?.get("vpc-endpoint", id);
  if (snapshot === undefined || endpoint === undefined) return null;
  const kind = "vpc-endpoint" as const;
  return { endpoint, snapshot, subject: scope === undefined ? { kind, id } : { kind, id, scope } };
}
