import fc from "fast-check";
import { expect, test } from "vitest";
import { documentKinds, groundKinds } from "../model/document-kind.ts";
import { scopeKey } from "../model/scope.ts";
import { aGap, aScope, aSnapshot, type WorldParts } from "../testing/a-document.ts";
import { aRandomVpc } from "../testing/a-random-vpc.ts";
import { createNetwork, type Network } from "./network.ts";
import { neighboursOf } from "./world-grounds.ts";

const services = ["ssm", "ssmmessages"];
const runs = { numRuns: 50 };
const ownerScope = { ...aScope, account: "999999999999" };
const strangerScope = { ...aScope, account: "888888888888" };

function worldOf(home: ReturnType<typeof aSnapshot>, ...others: ReturnType<typeof aSnapshot>[]) {
  return createNetwork(home, neighboursOf(home, new Map(others.map((each) => [scopeKey(each.scope), each]))));
}

/** What each node's ways come to; `isPlaced` tells the scopes of what is blamed as well. */
function verdictsOf(network: Network, ids: readonly string[], { isPlaced = true } = {}) {
  return ids.flatMap((id) =>
    services.map((service) => {
      const { answer, way, obstacles, uncertainties } = network.judge(id, service);
      const place = ({ kind, id, scope }: { kind: string; id: string; scope?: string }) =>
        isPlaced ? { kind, id, scope } : { kind, id };
      const blames = obstacles.map(({ cause, subject, hop }) => ({ cause, hop, ...place(subject) }));
      const doubts = uncertainties.map((each) =>
        each.because === "gap" ? each.gap.kind : { code: each.code, ...place(each.subject) },
      );
      return { id, service, answer, way, blames, doubts };
    }),
  );
}

/** The random VPC as one that `ownerScope` shares: what its owner sees, and what the account of the nodes does. */
function share(parts: WorldParts): { owner: WorldParts; participant: WorldParts; whole: WorldParts } {
  const ownedBy = (account: string): WorldParts => ({
    ...parts,
    ...{ vpc: parts.vpc!.map((each) => ({ ...each, ownerId: account })) },
    subnet: parts.subnet!.map((each) => ({ ...each, ownerId: account })),
  });
  const shared = ownedBy(ownerScope.account);
  const seen = ["instance", "vpc", "subnet", "security-group", "network-acl", "route-table"];
  const participant = Object.fromEntries(
    Object.entries(shared).map(([kind, list]) => [
      kind,
      seen.includes(kind) || kind === "managed-prefix-list" || kind === "internet-gateway" ? list : [],
    ]),
  );
  return { owner: { ...shared, instance: [] }, participant, whole: ownedBy(aScope.account) };
}

test("a scope that has nothing to do with a node's changes nothing for it, though all its ids are the same", () => {
  fc.assert(
    fc.property(aRandomVpc, aRandomVpc, ({ parts, instanceIds }, stranger) => {
      const home = aSnapshot(parts);
      const other = aSnapshot(stranger.parts, { scope: strangerScope });
      expect(verdictsOf(worldOf(home, other), instanceIds)).toEqual(
        verdictsOf(createNetwork(home), instanceIds),
      );
    }),
    runs,
  );
});

test("with its owner's scope a shared VPC is judged as it would be in one account", () => {
  fc.assert(
    fc.property(aRandomVpc, ({ parts, instanceIds }) => {
      const { owner, participant, whole } = share(parts);
      const world = worldOf(aSnapshot(participant), aSnapshot(owner, { scope: ownerScope }));
      expect(verdictsOf(world, instanceIds, { isPlaced: false })).toEqual(
        verdictsOf(createNetwork(aSnapshot(whole)), instanceIds, { isPlaced: false }),
      );
    }),
    runs,
  );
});

test("the owner's scope decides what was open, and never otherwise what was decided", () => {
  fc.assert(
    fc.property(
      aRandomVpc,
      fc.option(fc.constantFrom(...groundKinds), { freq: 2 }),
      ({ parts, instanceIds }, denied) => {
        const { owner, participant } = share(parts);
        const gaps = denied === null ? [] : [aGap(denied, "ec2:Read", { scope: scopeKey(ownerScope) })];
        const home = aSnapshot(participant);
        const before = verdictsOf(createNetwork(home), instanceIds);
        const after = verdictsOf(worldOf(home, aSnapshot(owner, { scope: ownerScope, gaps })), instanceIds);
        for (const [index, { answer }] of before.entries())
          if (answer !== "undecided") expect(after[index]!.answer).toBe(answer);
      },
    ),
    runs,
  );
});

test("a gap of the owner's says whose it is", () => {
  fc.assert(
    fc.property(aRandomVpc, fc.constantFrom(...groundKinds), ({ parts, instanceIds }, denied) => {
      const { owner, participant } = share(parts);
      const scope = scopeKey(ownerScope);
      const gaps = [aGap(denied, "ec2:Read", { scope })];
      const network = worldOf(aSnapshot(participant), aSnapshot(owner, { scope: ownerScope, gaps }));
      for (const id of instanceIds)
        for (const each of network.judge(id, "ssm").uncertainties)
          if (each.because === "gap") expect(each.gap).toMatchObject({ scope, isElsewhere: true });
    }),
    runs,
  );
});

test("a network with an owner's is taken over into a changed snapshot as one without", () => {
  const kinds = documentKinds.filter((kind) =>
    ["instance", "vpc", "subnet", "route-table", "network-acl", "security-group"].includes(kind),
  );
  fc.assert(
    fc.property(
      aRandomVpc,
      aRandomVpc,
      fc.uniqueArray(fc.constantFrom(...kinds), { minLength: 1, maxLength: 2 }),
      ({ parts }, other, changes) => {
        const { owner, participant } = share(parts);
        const others = neighboursOf(
          aSnapshot(participant),
          new Map([[scopeKey(ownerScope), aSnapshot(owner, { scope: ownerScope })]]),
        );
        let snapshot = aSnapshot(participant);
        let network = createNetwork(snapshot, others);
        verdictsOf(
          network,
          snapshot.all("instance").map(({ id }) => id),
        );
        for (const kind of changes) {
          const put = other.parts[kind] ?? [];
          const before = snapshot.all(kind).map(({ id }) => id);
          const remove = before.filter((id) => !put.some((each) => each.id === id));
          const next = snapshot.patched({ [kind]: { put, remove } });
          const changed = [...new Set([...before, ...put.map(({ id }) => id)])].map((id) => ({ kind, id }));
          network = network.after(next, changed, others).network;
          const ids = next.all("instance").map(({ id }) => id);
          expect(verdictsOf(network, ids)).toEqual(verdictsOf(createNetwork(next, others), ids));
          snapshot = next;
        }
      },
    ),
    runs,
  );
});

test("a network is taken over into a world in which its owner's scope is another as if it were made anew", () => {
  const kinds = groundKinds.filter(
    (kind) => !["block-public-access", "transit-gateway-attachment"].includes(kind),
  );
  fc.assert(
    fc.property(
      aRandomVpc,
      aRandomVpc,
      fc.uniqueArray(fc.constantFrom(...kinds), { minLength: 1, maxLength: 3 }),
      ({ parts, instanceIds }, other, changes) => {
        const { owner, participant } = share(parts);
        const key = scopeKey(ownerScope);
        const home = aSnapshot(participant);
        const beside = (snapshot: ReturnType<typeof aSnapshot>) =>
          neighboursOf(home, new Map([[key, snapshot]]));
        let there = aSnapshot(owner, { scope: ownerScope });
        let network = createNetwork(home, beside(there));
        let known = verdictsOf(network, instanceIds);
        for (const kind of changes) {
          const put = share(other.parts).owner[kind] ?? [];
          const before = there.all(kind).map(({ id }) => id);
          const remove = before.filter((id) => !put.some((each) => each.id === id));
          const next = there.patched({ [kind]: { put, remove } });
          const changed = [...new Set([...before, ...put.map(({ id }) => id)])];
          const taken = network.after(
            home,
            changed.map((id) => ({ kind, id, scope: key })),
            beside(next),
          );
          const verdicts = verdictsOf(taken.network, instanceIds);
          expect(verdicts).toEqual(verdictsOf(createNetwork(home, beside(next)), instanceIds));
          for (const [index, each] of verdicts.entries())
            if (!taken.instanceIds.has(each.id)) expect(each).toEqual(known[index]);
          [network, there, known] = [taken.network, next, verdicts];
        }
      },
    ),
    runs,
  );
});
