import fc from "fast-check";
import { beforeAll, describe, expect, test } from "vitest";
import { type DocumentKind, documentKinds } from "../model/document-kind.ts";
import { scopeKey } from "../model/scope.ts";
import { Snapshot, type SnapshotPatch } from "../model/snapshot.ts";
import type { FullVerdict } from "../model/verdict.ts";
import { nodeId, profileArn, roleArn } from "../testing/a-bundle.ts";
import type { Way } from "../testing/a-bundle-network.ts";
import { aDocument } from "../testing/a-document.ts";
import { anAccount, partsOfSnapshot, withoutReading } from "../testing/an-account.ts";
import { createDiagnosis } from "./diagnose.ts";

const ways = ["endpoints", "nat", "public", "isolated"] as const;
const accounts = new Map<Way, Snapshot>();

beforeAll(async () => {
  for (const way of ways) accounts.set(way, await anAccount(way));
});

function diagnose(snapshot: Snapshot): FullVerdict {
  const scope = scopeKey(snapshot.scope);
  const diagnosis = createDiagnosis({ snapshots: new Map([[scope, snapshot]]), changes: [] });
  return diagnosis.diagnoseNode(scope, nodeId);
}

const causesOf = ({ cause, alsoBroken }: FullVerdict) =>
  [cause, ...alsoBroken].flatMap((each) => (each === null ? [] : [`${each.code} ${each.subject.id}`]));

/** One fact of the account, wrong. */
type Flip = { fact: string; way: Way; patch: (account: Snapshot) => SnapshotPatch; fails: string[] };

const put =
  <Kind extends DocumentKind>(
    kind: Kind,
    id: string,
    changes: (document: NonNullable<ReturnType<Snapshot["get"]>>) => object,
  ) =>
  (account: Snapshot): SnapshotPatch => {
    const document = account.get(kind, id)!;
    return { [kind]: { put: [{ ...document, ...changes(document as never) }] } };
  };

const flips: Flip[] = [
  {
    fact: "no egress",
    way: "endpoints",
    patch: put("security-group", "sg-node", () => ({ egress: [] })),
    fails: ["security-group-egress-blocks"],
  },
  {
    fact: "no ingress of the endpoints",
    way: "endpoints",
    patch: put("security-group", "sg-endpoint", () => ({ ingress: [] })),
    fails: ["endpoint-security-group-blocks"],
  },
  {
    fact: "DNS support off",
    way: "endpoints",
    patch: put("vpc", "vpc-1", () => ({ enableDnsSupport: false })),
    fails: ["vpc-dns-support-disabled"],
  },
  {
    fact: "DNS hostnames off",
    way: "endpoints",
    patch: put("vpc", "vpc-1", () => ({ enableDnsHostnames: false })),
    fails: ["vpc-dns-hostnames-disabled"],
  },
  {
    fact: "an ACL lets nothing out",
    way: "nat",
    patch: put("network-acl", "acl-node", () => ({ egress: [] })),
    fails: ["network-acl-egress-blocks"],
  },
  {
    fact: "an ACL lets nothing in",
    way: "nat",
    patch: put("network-acl", "acl-node", () => ({ ingress: [] })),
    fails: ["network-acl-ingress-blocks"],
  },
  {
    fact: "the ACL of the NAT gateway",
    way: "nat",
    patch: put("network-acl", "acl-public", () => ({ ingress: [] })),
    fails: ["nat-network-acl-blocks"],
  },
  {
    fact: "the ACL of the endpoints",
    way: "endpoints",
    patch: put("network-acl", "acl-endpoint", () => ({ ingress: [] })),
    fails: ["endpoint-network-acl-blocks"],
  },
  {
    fact: "metadata off",
    way: "endpoints",
    patch: put("instance", nodeId, () => ({ metadataOptions: { ...offMetadata } })),
    fails: ["metadata-disabled"],
  },
  {
    fact: "an impaired host",
    way: "nat",
    patch: put("instance-status", nodeId, () => ({ systemStatus: "impaired" })),
    fails: ["instance-status-impaired"],
  },
  {
    fact: "no trust",
    way: "nat",
    patch: put("role", roleArn, () => ({ trustPolicy: '{"Statement":[]}' })),
    fails: ["role-trust-wrong"],
  },
  {
    fact: "no profile",
    way: "nat",
    patch: put("instance", nodeId, () => ({ instanceProfileArn: null })),
    fails: ["instance-profile-missing"],
  },
  {
    fact: "no role",
    way: "nat",
    patch: put("instance-profile", profileArn, () => ({ roles: [] })),
    fails: ["instance-profile-empty"],
  },
  {
    fact: "no policies",
    way: "endpoints",
    patch: put("role", roleArn, () => ({ attachedPolicies: [] })),
    fails: ["role-actions-missing"],
  },
];

const offMetadata = {
  ...{ state: "applied", httpEndpoint: "disabled", httpTokens: "required" },
  ...{ httpPutResponseHopLimit: 2, httpProtocolIpv6: "disabled" },
};

test.each(flips)("flipping one fact flips just its finding: $fact", ({ way, patch, fails }) => {
  const account = accounts.get(way)!;
  const those = ({ checks }: FullVerdict, ...outcomes: string[]) =>
    checks.filter(({ outcome }) => outcomes.includes(outcome)).map(({ id }) => id);
  const before = diagnose(account);
  const after = diagnose(account.patched(patch(account)));
  const failing = those(after, "fail", "undecided").toSorted();
  expect(failing).toEqual([...those(before, "fail", "undecided"), ...fails].toSorted());
  // Who was not asked about a role has nothing to say of a node without one.
  const unheard = new Set(those(before, "unknown"));
  expect(those(after, "unknown").filter((id) => !unheard.has(id))).toEqual([]);
});

/** What SSM says of the node: nothing, that it lost it, that it hears it, or that it hears it and cannot talk to it. */
const signals: Record<string, (account: Snapshot) => SnapshotPatch> = {
  unregistered: () => ({ "managed-node": { remove: [nodeId] }, "connection-status": { remove: [nodeId] } }),
  lost: () => ({}),
  online: (account) => heard(account, "connected"),
  half: (account) => heard(account, "notconnected"),
};

function heard(account: Snapshot, status: "connected" | "notconnected"): SnapshotPatch {
  const record = account.get("managed-node", nodeId)!;
  return {
    "managed-node": { put: [{ ...record, pingStatus: "Online", lastPingAt: account.at - 60_000 }] },
    "connection-status": { put: [{ id: nodeId, status }] },
  };
}

/** Any of the ways and signals, with any facts of it wrong. */
const anySituation = fc
  .record({
    way: fc.constantFrom(...ways),
    signal: fc.constantFrom(...Object.keys(signals)),
    wrong: fc.subarray(flips),
  })
  .map(({ way, signal, wrong }) =>
    [signals[signal]!, ...wrong.filter((flip) => flip.way === way).map(({ patch }) => patch)].reduce(
      (account, patch) => account.patched(patch(account)),
      accounts.get(way)!,
    ),
  );

/** Arrays and what is in them in another order; where order means something, a field carries it. */
function shuffled<Value>(value: Value, random: () => number): Value {
  if (Array.isArray(value)) {
    return value
      .map((each) => ({ each: shuffled(each, random), place: random() }))
      .sort((left, right) => left.place - right.place)
      .map(({ each }) => each) as Value;
  }
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, each]) => [key, shuffled(each, random)]),
  ) as Value;
}

describe("whatever is wrong", () => {
  // Situations are made when a property runs: the accounts are read before.
  const holds = (property: (situation: Snapshot, random: () => number) => void, runs = 60) =>
    fc.assert(
      fc.property(
        fc.constant(null).chain(() => anySituation),
        fc.infiniteStream(fc.double({ min: 0, max: 1, noNaN: true })),
        (situation, stream) => {
          property(situation, () => stream.next().value);
        },
      ),
      { numRuns: runs },
    );

  test("the order of documents and of what is in them never matters", () => {
    holds((situation, random) => {
      const parts = partsOfSnapshot(situation);
      const documents = Object.fromEntries(
        Object.entries(parts.documents).map(([kind, list]) => [
          kind,
          kind === "network-acl" ? shuffledDocuments(list ?? [], random) : shuffled(list, random),
        ]),
      );
      const { path: _, ...other } = diagnose(new Snapshot({ ...parts, documents }));
      const { path: __, ...plain } = diagnose(situation);
      expect(withoutOrder(other)).toEqual(withoutOrder(plain));
    });
  });

  test("a read that is missing never makes a cause that all reads together do not give", () => {
    holds((situation, random) => {
      const all = causesOf(diagnose(situation));
      const unread = documentKinds.filter(() => random() < 0.06);
      const verdict = diagnose(withoutReading(situation, unread));
      expect(all).toEqual(expect.arrayContaining(causesOf(verdict)));
      if (verdict.cause === null && verdict.status !== "reachable") expect(verdict.sure).toBe("undecided");
    });
  });

  test("a document that has nothing to do with the node changes nothing", () => {
    holds((situation) => {
      const elsewhere = situation.patched({
        vpc: { put: [aDocument("vpc", "vpc-9", { enableDnsSupport: false, cidrBlocks: ["10.9.0.0/16"] })] },
        subnet: { put: [aDocument("subnet", "subnet-9", { vpcId: "vpc-9", cidrBlock: "10.9.0.0/24" })] },
        "security-group": { put: [aDocument("security-group", "sg-9", { vpcId: "vpc-9", egress: [] })] },
        "network-acl": {
          put: [aDocument("network-acl", "acl-9", { vpcId: "vpc-9", subnetIds: ["subnet-9"], egress: [] })],
        },
        "vpc-endpoint": { put: [aDocument("vpc-endpoint", "vpce-9", { vpcId: "vpc-9", state: "failed" })] },
        "route-table": { put: [aDocument("route-table", "rtb-9", { vpcId: "vpc-9", routes: [] })] },
        role: { put: [aDocument("role", "arn:aws:iam::123456789012:role/other", { trustPolicy: null })] },
      });
      expect(diagnose(elsewhere)).toEqual(diagnose(situation));
    });
  });

  test("one node in full is judged as it is among all, whatever could not be read", () => {
    holds((situation, random) => {
      const snapshot = withoutReading(
        situation,
        documentKinds.filter(() => random() < 0.1),
      );
      const scope = scopeKey(snapshot.scope);
      const diagnosis = createDiagnosis({ snapshots: new Map([[scope, snapshot]]), changes: [] });
      const {
        checks: _,
        path: __,
        advice: ___,
        suspects: ____,
        ...full
      } = diagnosis.diagnoseNode(scope, nodeId);
      expect(diagnosis.explain(scope, nodeId, diagnosis.judgeNode(scope, nodeId))).toEqual(full);
    });
  });
});

/** The entries of an ACL are kept by their numbers, which is the collector's promise. */
function shuffledDocuments(list: readonly unknown[], random: () => number): unknown[] {
  return list
    .map((each) => ({ each, place: random() }))
    .sort((left, right) => left.place - right.place)
    .map(({ each }) => each);
}

/** Evidence prints lists as they stand in the document. */
function withoutOrder({ status, sure, cause, alsoBroken, checks }: Omit<FullVerdict, "path">) {
  return {
    ...{ status, sure, cause: cause && `${cause.code} ${cause.subject.id}` },
    alsoBroken: alsoBroken.map(({ code, subject }) => `${code} ${subject.id}`),
    checks: checks.map(({ id, outcome }) => `${id} ${outcome}`),
  };
}
