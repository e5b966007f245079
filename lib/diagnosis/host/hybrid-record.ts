import type { ManagedNode } from "../../model/documents/managed-node.ts";
import type { Snapshot } from "../../model/snapshot.ts";
import type { NodeView } from "../node-view.ts";
import { readOr } from "../reading.ts";

const known = new WeakMap<Snapshot, ReadonlyMap<string, ManagedNode>>();
const namesakes = new WeakMap<Snapshot, ReadonlyMap<string, ManagedNode[]>>();

/** A machine of the same name that registered after this one and is heard: a machine that registers again gets another id. */
export function laterRecordOf({ snapshot, registration, id }: NodeView): ManagedNode | undefined {
  const { computerName = null, registeredAt = null } = registration ?? {};
  if (computerName === null || registeredAt === null) return undefined;
  let byName = namesakes.get(snapshot);
  if (byName === undefined) {
    byName = Map.groupBy(hybridsOf(snapshot), (record) => record.computerName?.toLowerCase() ?? "");
    namesakes.set(snapshot, byName);
  }
  return byName
    .get(computerName.toLowerCase())
    ?.find(
      (other) => other.id !== id && other.pingStatus === "Online" && (other.registeredAt ?? 0) > registeredAt,
    );
}

function hybridsOf(snapshot: Snapshot): readonly ManagedNode[] {
  return readOr(() => snapshot.all("managed-node"), []).filter(({ id }) => id.startsWith("mi-"));
}

/**
 * The record of a machine outside of EC2 that is likely this instance's: it names the instance, or has its address. Addresses
 * of private networks are used more than once, so the second is a hint and no proof.
 */
export function hybridRecordOf({ snapshot, instance, id }: NodeView): ManagedNode | undefined {
  let records = known.get(snapshot);
  if (records === undefined) {
    records = recordsOf(snapshot);
    known.set(snapshot, records);
  }
  return records.get(id) ?? records.get(instance?.privateAddress ?? "");
}

/** By the instance that they name, and by their address. */
function recordsOf(snapshot: Snapshot): ReadonlyMap<string, ManagedNode> {
  return new Map(
    hybridsOf(snapshot).flatMap((record) =>
      [record.address, record.sourceId].flatMap((key) => (key === null ? [] : [[key, record] as const])),
    ),
  );
}
