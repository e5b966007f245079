import type { NodeChanges } from "../store/load-nodes.ts";
import type { Store } from "../store/store.ts";
import { toList } from "./to-list.ts";

/** All that happened to nodes after a sequence number, whatever batches it comes in. */
export async function changesSince(store: Store, seq: number): Promise<NodeChanges> {
  const batches = await toList(store.loadNodesSince(seq));
  return {
    rows: batches.flatMap(({ rows }) => rows),
    pulses: batches.flatMap(({ pulses }) => pulses),
    removed: batches.flatMap(({ removed }) => removed),
  };
}
