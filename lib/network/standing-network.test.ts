import fc from "fast-check";
import { expect, test } from "vitest";
import type { DocumentKind } from "../model/document-kind.ts";
import type { Snapshot, SnapshotPatch } from "../model/snapshot.ts";
import { aSnapshot, type WorldParts } from "../testing/a-document.ts";
import { aRandomVpc } from "../testing/a-random-vpc.ts";
import { createNetwork, type Network } from "./network.ts";

/** More than the layers of a memory that are made one, several times over. */
const changes = 60;
const kinds = ["security-group", "route-table", "network-acl", "vpc-endpoint", "instance", "vpc"] as const;

test("a network that is taken over many times says what a new one would, whichever of its pasts is asked next", () => {
  fc.assert(
    fc.property(
      aRandomVpc,
      aRandomVpc,
      fc.array(fc.constantFrom(...kinds), { minLength: changes, maxLength: changes }),
      ({ parts }, other, order) => {
        const first = aSnapshot(parts);
        let [snapshot, network] = [first, createNetwork(first)];
        const stations = [{ snapshot, network }];
        for (const [turn, kind] of order.entries()) {
          const { patch, changed } = change(snapshot, kind, turn % 2 === 0 ? other.parts : parts);
          const next = snapshot.patched(patch);
          network = network.after(next, changed).network;
          snapshot = next;
          stations.push({ snapshot, network });
          if (turn % 7 === 0)
            expect(told(network, snapshot)).toEqual(told(createNetwork(snapshot), snapshot));
        }
        // What came later is nothing to what stood before it.
        for (const station of [stations[0]!, stations[20]!, stations[41]!])
          expect(told(station.network, station.snapshot)).toEqual(
            told(createNetwork(station.snapshot), station.snapshot),
          );
      },
    ),
    { numRuns: 20 },
  );
});

/** Every document of the kind becomes the one of the other world. */
function change(snapshot: Snapshot, kind: (typeof kinds)[number], parts: WorldParts) {
  const before = snapshot.all(kind).map(({ id }) => id);
  const put = parts[kind] ?? [];
  const remove = before.filter((id) => !put.some((each) => each.id === id));
  const ids = [...new Set([...before, ...put.map(({ id }) => id)])];
  const patch = { [kind]: { put, remove } } as SnapshotPatch;
  return { patch, changed: ids.map((id) => ({ kind: kind as DocumentKind, id })) };
}

function told(network: Network, snapshot: Snapshot) {
  return snapshot.all("instance").flatMap(({ id }) =>
    ["ssm", "ssmmessages"].map((service) => {
      const { answer, way, endpointId, obstacles, uncertainties } = network.judge(id, service);
      const blamed = obstacles.map(({ code, subject, hop, isBack }) => [code, subject, hop, isBack]);
      return [id, service, answer, way, endpointId, blamed, uncertainties.length];
    }),
  );
}
