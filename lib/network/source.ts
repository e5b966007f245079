import type { Instance } from "../model/documents/instance.ts";
import type { Family } from "./address.ts";
import { interfaceMissing, runningPart, stoppedPart, unknownInstance } from "./hops/instance.ts";
import { unattached } from "./hops/interface.ts";
import { type NodeInterface, primaryInterface, toNodeInterface } from "./node-interface.ts";
import { type Part, unread } from "./part.ts";
import type { Terrain } from "./terrain.ts";

/** Who sends: the interface, if there is one, and what is to be said of the machine that it is attached to. */
export type Source = { instanceId: string | null; own: NodeInterface | undefined; parts: Part[] };

/** `wanted` is the family of the address that is asked about: an interface that has both sends from the one of that. */
export function findSource(terrain: Terrain, id: string, wanted: Family | null): Source {
  return id.startsWith("eni-") ? interfaceSource(terrain, id, wanted) : instanceSource(terrain, id, wanted);
}

function instanceSource(terrain: Terrain, id: string, wanted: Family | null): Source {
  const reading = terrain.facts.get("instance", id);
  const place = { hop: "instance", isBack: false, resources: [{ kind: "instance", id }] } as const;
  if (reading.gap !== null) return { instanceId: id, own: undefined, parts: [unread(place, reading.gap)] };
  if (reading.value === undefined) return { instanceId: id, own: undefined, parts: [unknownInstance(id)] };
  const own = primaryInterface(reading.value, wanted);
  const stopped = stoppedPart(terrain, reading.value);
  if (own === undefined) return { instanceId: id, own, parts: [stopped ?? interfaceMissing(id)] };
  return { instanceId: id, own, parts: [stopped ?? runningPart(terrain, reading.value)] };
}

function interfaceSource(terrain: Terrain, id: string, wanted: Family | null): Source {
  const reading = terrain.facts.get("network-interface", id);
  const document = reading.value;
  if (document !== undefined) {
    const instanceId = document.attachment?.instanceId ?? null;
    const instance = instanceId === null ? undefined : terrain.facts.get("instance", instanceId).value;
    const own = toNodeInterface(document, instance?.platform ?? "linux", wanted);
    return {
      instanceId,
      own,
      parts:
        own === undefined
          ? [interfaceMissing(id)]
          : document.attachment === null && document.status === "available"
            ? [unattached(terrain, id)]
            : partsOf(terrain, instance),
    };
  }
  const holder = (terrain.facts.all("instance").value ?? []).find(({ networkInterfaces }) =>
    networkInterfaces.some((each) => each.id === id),
  );
  const embedded = holder?.networkInterfaces.find((each) => each.id === id);
  if (holder !== undefined && embedded !== undefined) {
    return {
      instanceId: holder.id,
      own: toNodeInterface(embedded, holder.platform, wanted),
      parts: partsOf(terrain, holder),
    };
  }
  const place = { hop: "interface", isBack: false, resources: [{ kind: "network-interface", id }] } as const;
  const part = reading.gap === null ? unknownInstance(id) : unread(place, reading.gap);
  return { instanceId: null, own: undefined, parts: [part] };
}

function partsOf(terrain: Terrain, instance: Instance | undefined): Part[] {
  return instance === undefined ? [] : [stoppedPart(terrain, instance) ?? runningPart(terrain, instance)];
}
