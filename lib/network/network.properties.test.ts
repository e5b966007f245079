import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type DocumentKind, documentKinds } from "../model/document-kind.ts";
import type { Answer } from "../model/path.ts";
import { aDocument, aGap, aSnapshot, type WorldParts } from "../testing/a-document.ts";
import { aRandomVpc } from "../testing/a-random-vpc.ts";
import { changed, entry, privateSubnetWithNat } from "../testing/documented-vpcs.ts";
import { createNetwork, type Network } from "./network.ts";
import type { PathVerdict } from "./path-verdict.ts";

const services = ["ssm", "ssmmessages"];
/** The last two lead to the addresses of prefix lists that AWS keeps, where it has one. */
const allServices = [...services, "s3", "dynamodb"];
const runs = { numRuns: 300 };

function told({ answer, way, endpointId, obstacles, uncertainties }: PathVerdict) {
  return {
    answer,
    way,
    endpointId,
    obstacles: obstacles.map(({ cause, subject, code, hop, isBack }) => ({
      cause,
      subject,
      code,
      hop,
      isBack,
    })),
    uncertainties: uncertainties.map((each) =>
      each.because === "gap"
        ? { gap: each.gap.kind, hop: each.hop }
        : { cause: each.cause, subject: each.subject, code: each.code, hop: each.hop },
    ),
  };
}

function allVerdicts(network: Network, instanceIds: readonly string[]) {
  return instanceIds.flatMap((id) =>
    allServices.map((service) => ({ id, service, ...told(network.judge(id, service)) })),
  );
}

const gapKinds = documentKinds.filter(
  (kind) =>
    !["managed-node", "instance-status", "role", "role-simulation", "instance-profile"].includes(kind),
);

test("a verdict is what the trace of the same node says: answer, blame in path order, and doubts", () => {
  fc.assert(
    fc.property(
      aRandomVpc,
      fc.option(fc.constantFrom(...gapKinds), { freq: 3 }),
      ({ parts, instanceIds }, kind) => {
        const gaps = kind === null ? [] : [aGap(kind, "ec2:Read")];
        const network = createNetwork(aSnapshot(kind === null ? parts : { ...parts, [kind]: [] }, { gaps }));
        for (const id of instanceIds) {
          for (const service of allServices) {
            const verdict = network.judge(id, service);
            const trace = network.trace({ from: id, to: { service }, protocol: "tcp", port: 443 });
            expect(trace.answer).toBe(verdict.answer);
            expect(
              trace.blockers.map(({ cause, subject, code, hopId }) => [cause, subject, code, hopId]),
            ).toEqual(
              verdict.obstacles.map(({ cause, subject, code, hop, isBack }) => [
                ...[cause, subject, code],
                `${isBack ? "back" : "out"}/${hop}`,
              ]),
            );
            expect(
              trace.doubts.map((each) =>
                each.because === "gap" ? each.gap.kind : [each.cause, each.subject, each.code],
              ),
            ).toEqual(
              verdict.uncertainties.map((each) =>
                each.because === "gap" ? each.gap.kind : [each.cause, each.subject, each.code],
              ),
            );
            expect(trace.warnings.map(({ code, hopId }) => [code, hopId])).toEqual(
              verdict.warnings.map(({ code, hopId }) => [code, hopId]),
            );
          }
        }
      },
    ),
    runs,
  );
});

describe("a read that is missing", () => {
  test("never makes a block, and never takes away a doubt to make a path reachable", () => {
    fc.assert(
      fc.property(aRandomVpc, fc.constantFrom(...gapKinds), ({ parts, instanceIds }, kind) => {
        const whole = createNetwork(aSnapshot(wholeWithout(kind, parts)));
        const partial = createNetwork(
          aSnapshot({ ...parts, [kind]: [] }, { gaps: [aGap(kind, "ec2:Read")] }),
        );
        for (const id of instanceIds) {
          for (const service of allServices) {
            const [before, after] = [whole.judge(id, service), partial.judge(id, service)];
            expect(allowed[before.answer]).toContain(after.answer);
            if (after.answer === "blocked") expect(before.answer).toBe("blocked");
          }
        }
      }),
      runs,
    );
  });

  /** Private zones are read where somebody grants it: unread, a VPC is taken for one that has none, as most have. */
  const wholeWithout = (kind: DocumentKind, parts: WorldParts): WorldParts =>
    kind === "hosted-zone" ? { ...parts, "hosted-zone": [] } : parts;

  const allowed: Record<Answer, Answer[]> = {
    reachable: ["reachable", "undecided"],
    undecided: ["undecided"],
    blocked: ["blocked", "undecided"],
  };

  test("is named wherever a path is undecided for it alone", () => {
    fc.assert(
      fc.property(aRandomVpc, fc.constantFrom(...gapKinds), ({ parts, instanceIds }, kind) => {
        const whole = createNetwork(aSnapshot(wholeWithout(kind, parts)));
        const partial = createNetwork(
          aSnapshot({ ...parts, [kind]: [] }, { gaps: [aGap(kind, "ec2:Read")] }),
        );
        for (const id of instanceIds) {
          const [before, after] = [whole.judge(id, "ssm"), partial.judge(id, "ssm")];
          if (before.answer === "undecided" || after.answer !== "undecided") continue;
          expect(after.uncertainties.some((each) => each.because === "gap" && each.gap.kind === kind)).toBe(
            true,
          );
        }
      }),
      runs,
    );
  });
});

test("a private zone for a service's name decides nothing: it may lead anywhere", () => {
  const zones = ["ssm.eu-west-1.amazonaws.com.", "eu-west-1.amazonaws.com", "amazonaws.com."];
  fc.assert(
    fc.property(aRandomVpc, fc.constantFrom(...zones), ({ parts, instanceIds }, name) => {
      const without = createNetwork(aSnapshot({ ...parts, "hosted-zone": [] }));
      const zone = aDocument("hosted-zone", "vpc-1/Z1", { name });
      const within = createNetwork(aSnapshot({ ...parts, "hosted-zone": [zone] }));
      for (const id of instanceIds) {
        const [before, after] = [without.judge(id, "ssm"), within.judge(id, "ssm")];
        // An endpoint with private DNS answers for the very name, and goes before a zone above it.
        if (after.answer === "reachable") expect(told(after)).toEqual(told(before));
        if (!hasPrivateDns(parts)) expect(after.answer).not.toBe("reachable");
        // What lets nothing out anywhere, or resolves nothing, does so whatever the name leads to.
        if (after.answer === "blocked") expect(before.answer).toBe("blocked");
      }
    }),
    runs,
  );
});

function hasPrivateDns(parts: WorldParts): boolean {
  return (parts["vpc-endpoint"] ?? []).some(
    ({ serviceName, privateDnsEnabled }) => privateDnsEnabled === true && serviceName?.endsWith(".ssm"),
  );
}

test("a private zone for another name changes nothing", () => {
  const zones = ["ssm.us-east-1.amazonaws.com.", "notssm.eu-west-1.amazonaws.com.", "corp.example."];
  fc.assert(
    fc.property(aRandomVpc, fc.constantFrom(...zones), ({ parts, instanceIds }, name) => {
      const others = { ...parts, "hosted-zone": [aDocument("hosted-zone", "vpc-1/Z1", { name })] };
      expect(allVerdicts(createNetwork(aSnapshot(others)), instanceIds)).toEqual(
        allVerdicts(createNetwork(aSnapshot({ ...parts, "hosted-zone": [] })), instanceIds),
      );
    }),
    runs,
  );
});

test("the order of documents, rules, entries and routes never matters", () => {
  fc.assert(
    fc.property(aRandomVpc, ({ parts, instanceIds }) => {
      const turned = Object.fromEntries(
        Object.entries(parts).map(([kind, list]) => [kind, [...list].reverse().map(turnedRound)]),
      );
      expect(allVerdicts(createNetwork(aSnapshot(turned)), instanceIds)).toEqual(
        allVerdicts(createNetwork(aSnapshot(parts)), instanceIds),
      );
    }),
    runs,
  );
});

function turnedRound<Document extends object>(document: Document): Document {
  const lists = ["ingress", "egress", "routes", "securityGroupIds", "networkInterfaceIds", "subnetIds"];
  const turned = Object.entries(document).map(([field, value]) => [
    field,
    lists.includes(field) && Array.isArray(value) ? [...value].reverse() : value,
  ]);
  return Object.fromEntries(turned);
}

test("a VPC that has nothing to do with a node changes nothing for it", () => {
  const elsewhere: WorldParts = {
    vpc: [aDocument("vpc", "vpc-9", { cidrBlocks: ["10.0.0.0/16"], enableDnsSupport: false })],
    subnet: [aDocument("subnet", "subnet-9", { vpcId: "vpc-9" })],
    "security-group": [aDocument("security-group", "sg-9", { vpcId: "vpc-9", egress: [] })],
    "route-table": [aDocument("route-table", "rtb-9", { vpcId: "vpc-9", routes: [] })],
    "network-acl": [aDocument("network-acl", "acl-9", { vpcId: "vpc-9", ingress: [], egress: [] })],
    "vpc-endpoint": [aDocument("vpc-endpoint", "vpce-9", { vpcId: "vpc-9" })],
    "nat-gateway": [aDocument("nat-gateway", "nat-9", { vpcId: "vpc-9", state: "failed" })],
  };
  fc.assert(
    fc.property(aRandomVpc, ({ parts, instanceIds }) => {
      const more = Object.fromEntries(
        Object.entries(parts).map(([kind, list]) => [
          kind,
          [...list, ...(elsewhere[kind as DocumentKind] ?? [])],
        ]),
      );
      expect(allVerdicts(createNetwork(aSnapshot(more)), instanceIds)).toEqual(
        allVerdicts(createNetwork(aSnapshot(parts)), instanceIds),
      );
    }),
    runs,
  );
});

test("a network that is taken over into a changed snapshot says what a new one would, and of whom", () => {
  const kinds = [
    "instance",
    "security-group",
    "route-table",
    "network-acl",
    "vpc-endpoint",
    "nat-gateway",
  ] as const;
  const others = [
    "network-interface",
    "vpc",
    "subnet",
    "dhcp-options",
    "managed-prefix-list",
    "internet-gateway",
    "hosted-zone",
  ] as const;
  fc.assert(
    fc.property(
      aRandomVpc,
      aRandomVpc,
      fc.array(fc.constantFrom(...kinds, ...others), { minLength: 1, maxLength: 3 }),
      ({ parts, instanceIds }, other, changes) => {
        let snapshot = aSnapshot(parts);
        let network = createNetwork(snapshot);
        let known = new Map(
          allVerdicts(network, instanceIds).map((each) => [`${each.id} ${each.service}`, each]),
        );
        for (const kind of changes) {
          const before = snapshot.all(kind).map(({ id }) => id);
          const put = other.parts[kind] ?? [];
          const remove = before.filter((id) => !put.some((each) => each.id === id));
          const next = snapshot.patched({ [kind]: { put, remove } });
          const moved = [...new Set([...before, ...put.map(({ id }) => id)])].map((id) => ({ kind, id }));
          const { network: after, instanceIds: touched } = network.after(next, moved);
          const ids = next.all("instance").map(({ id }) => id);
          const verdicts = allVerdicts(after, ids);
          expect(verdicts).toEqual(allVerdicts(createNetwork(aSnapshotOf(next)), ids));
          for (const each of verdicts)
            if (!touched.has(each.id)) expect(each).toEqual(known.get(`${each.id} ${each.service}`));
          known = new Map(verdicts.map((each) => [`${each.id} ${each.service}`, each]));
          [snapshot, network] = [next, after];
        }
      },
    ),
    runs,
  );
});

test("what leads to the prefixes of AWS goes by those of now after a change, also where it was asked before", () => {
  const listOf = (cidr: string) =>
    aDocument("managed-prefix-list", "pl-s3", { name: "com.amazonaws.eu-west-1.s3", cidrs: [cidr] });
  const parts = changed(privateSubnetWithNat, "network-acl", "acl-1", {
    egress: [entry(90, "deny", { cidrBlock: "3.5.64.0/21" }), entry(100, "allow")],
  });
  const before = aSnapshot({ ...parts, "managed-prefix-list": [listOf("52.218.0.0/17")] });
  const network = createNetwork(before);
  expect(network.judge("i-1", "s3").answer).toBe("reachable");
  const next = before.patched({ "managed-prefix-list": { put: [listOf("3.5.64.0/21")] } });
  const after = network.after(next, [{ kind: "managed-prefix-list", id: "pl-s3" }]);
  expect(after.network.judge("i-1", "s3").answer).toBe("blocked");
  expect(after.instanceIds).toContain("i-1");
});

/** The same world, read anew. */
function aSnapshotOf(snapshot: ReturnType<typeof aSnapshot>) {
  return aSnapshot(Object.fromEntries(documentKinds.map((kind) => [kind, snapshot.all(kind)])));
}
