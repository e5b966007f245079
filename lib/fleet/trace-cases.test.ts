import { describe, expect, test } from "vitest";
import { aRawBundle, healthyAnswers, partsOf } from "../testing/a-bundle.ts";
import { aNeighbourBundle, blamed, refusing } from "../testing/diagnose-cases/neighbour.ts";
import { addresses } from "../testing/trace-cases/addresses.ts";
import { node, type TraceCase } from "../testing/trace-cases/case.ts";
import { counterparts } from "../testing/trace-cases/counterparts.ts";
import { endpoints } from "../testing/trace-cases/endpoints.ts";
import { inside } from "../testing/trace-cases/inside.ts";
import { insideIpv6 } from "../testing/trace-cases/inside-ipv6.ts";
import { natGateways } from "../testing/trace-cases/nat-gateways.ts";
import { neighbours } from "../testing/trace-cases/neighbours.ts";
import { ofTheVpc } from "../testing/trace-cases/of-the-vpc.ts";
import { packets } from "../testing/trace-cases/packets.ts";
import { peers } from "../testing/trace-cases/peers.ts";
import { routes } from "../testing/trace-cases/routes.ts";
import { services } from "../testing/trace-cases/services.ts";
import { sources } from "../testing/trace-cases/sources.ts";
import { unread } from "../testing/trace-cases/unread.ts";
import { traceInBundles } from "./trace-bundle.ts";

function follow(asked: TraceCase, denied: readonly string[]) {
  const { way, change, beside = [], from = node, to, protocol, port } = asked;
  const answers = structuredClone(healthyAnswers(way));
  change?.(partsOf(answers), answers);
  const bundles = [aRawBundle(answers, refusing(answers, denied)), ...beside.map(aNeighbourBundle)];
  const inputs = bundles.map((json, index) => ({ json, file: `case-${index}.json` }));
  return traceInBundles(inputs, { from, to, protocol, port });
}

type Traced = Awaited<ReturnType<typeof follow>>;
const blockersOf = ({ blockers }: Traced) =>
  blockers.map(({ cause, subject }) => blamed({ code: cause, subject }));
const doubtsOf = ({ doubts }: Traced) =>
  doubts.map((doubt) => (doubt.because === "gap" ? doubt.gap.action : doubt.code));

const tables = {
  ...{ addresses, counterparts, endpoints, inside, insideIpv6, natGateways, ofTheVpc, packets, peers },
  ...{ neighbours, routes, services, sources, unread },
};

describe.each(Object.entries(tables))("%s", (_, cases) => {
  test.each(cases)("$name", async (each) => {
    const trace = await follow(each, each.denied ?? []);
    const { answer, destination } = trace;
    const warnings = trace.warnings.map(({ code }) => code);
    const { code, sentence } = trace.blockers[0] ?? {};
    const found = {
      answer,
      code,
      sentence,
      destination,
      warnings,
      blockers: blockersOf(trace),
      doubts: doubtsOf(trace),
    };
    expect(found).toMatchObject(each.expected);
  });
});

const reads = ["Vpcs", "Subnets", "RouteTables", "NetworkAcls", "SecurityGroups", "NatGateways"].map(
  (kind) => `ec2:Describe${kind}`,
);

const asked = [...addresses, ...counterparts, ...peers, ...neighbours];
const wholeOf = new Map(asked.map((each) => [each, follow(each, [])]));

test.each(reads)(
  "without %s nothing is blocked that was not, nor reachable, and it is named",
  async (read) => {
    for (const [each, followed] of wholeOf) {
      const whole = await followed;
      const less = await follow(each, [read]);
      const said = `${each.name}: ${whole.answer}, ${less.answer}`;
      expect(blockersOf(whole), said).toEqual(expect.arrayContaining(blockersOf(less)));
      if (whole.answer !== "reachable") expect(less.answer, said).not.toBe("reachable");
      if (whole.answer !== "undecided" && less.answer === "undecided")
        expect(doubtsOf(less), said).toContain(read);
    }
  },
);
