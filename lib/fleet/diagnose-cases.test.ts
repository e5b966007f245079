import { describe, expect, test } from "vitest";
import type { Lane } from "../model/path.ts";
import { aRawBundle, healthyAnswers, partsOf } from "../testing/a-bundle.ts";
import { addresses } from "../testing/diagnose-cases/addresses.ts";
import { byHand } from "../testing/diagnose-cases/by-hand.ts";
import { centralEndpoints } from "../testing/diagnose-cases/central-endpoints.ts";
import { credentials } from "../testing/diagnose-cases/credentials.ts";
import { elsewhere } from "../testing/diagnose-cases/elsewhere.ts";
import { endpoints } from "../testing/diagnose-cases/endpoints.ts";
import { gaps } from "../testing/diagnose-cases/gaps.ts";
import { gateways } from "../testing/diagnose-cases/gateways.ts";
import { guards } from "../testing/diagnose-cases/guards.ts";
import { identity } from "../testing/diagnose-cases/identity.ts";
import { identityTraps } from "../testing/diagnose-cases/identity-traps.ts";
import { interfaces } from "../testing/diagnose-cases/interfaces.ts";
import { internet } from "../testing/diagnose-cases/internet.ts";
import { ipv6 } from "../testing/diagnose-cases/ipv6.ts";
import { names } from "../testing/diagnose-cases/names.ts";
import { aNeighbourBundle, blamed, refusing } from "../testing/diagnose-cases/neighbour.ts";
import { networkShapes } from "../testing/diagnose-cases/network-shapes.ts";
import { outsideOfEc2 } from "../testing/diagnose-cases/outside-of-ec2.ts";
import { owners } from "../testing/diagnose-cases/owners.ts";
import { partialGaps } from "../testing/diagnose-cases/partial-gaps.ts";
import { policies } from "../testing/diagnose-cases/policies.ts";
import { routes } from "../testing/diagnose-cases/routes.ts";
import { sharedVpcs } from "../testing/diagnose-cases/shared-vpcs.ts";
import { signals } from "../testing/diagnose-cases/signals.ts";
import { times } from "../testing/diagnose-cases/times.ts";
import { traps } from "../testing/diagnose-cases/traps.ts";
import { twoFaults } from "../testing/diagnose-cases/two-faults.ts";
import { diagnoseBundles } from "./diagnose-bundle.ts";

const groups = {
  ...{ signals, identity, policies, endpoints, names, internet, routes, ipv6 },
  ...{ interfaces, sharedVpcs, elsewhere, traps, identityTraps, gaps, partialGaps },
  ...{
    guards,
    credentials,
    times,
    outsideOfEc2,
    networkShapes,
    gateways,
    centralEndpoints,
    owners,
    addresses,
    byHand,
    twoFaults,
  },
};

describe.each(Object.entries(groups))("%s", (_, cases) => {
  test.each(cases)(
    "$name",
    async ({ way, change, denied = [], errors = {}, scope, beside = [], expected }) => {
      const answers = healthyAnswers(way);
      change?.(partsOf(answers), answers);
      const bundle = aRawBundle(answers, { ...errors, ...refusing(answers, denied) }, scope && { scope });
      const bundles = [bundle, ...beside.map(aNeighbourBundle)];
      const inputs = bundles.map((json, index) => ({ json, file: `case-${index}.json` }));
      const [diagnosis] = await diagnoseBundles(inputs);
      const [node] = diagnosis!.nodes;
      const found = {
        status: node!.status,
        sure: node!.sure,
        cause: node!.cause && blamed(node!.cause),
        also: node!.alsoBroken.map(blamed),
        until: node!.expected,
        gaps: [...new Set(node!.path?.lanes.flatMap(gapsIn) ?? [])],
        outcomes: Object.fromEntries(node!.checks.map(({ id, outcome }) => [id, outcome])),
      };
      expect(found).toMatchObject(expected);
      if (node!.sure === "decided") expect(node!.cause?.evidence, "what is decided is shown").not.toEqual([]);
    },
  );
});

function gapsIn({ isRequired, trace }: Lane): string[] {
  if (!isRequired) return [];
  return trace.doubts.flatMap((doubt) =>
    doubt.because === "gap" ? `${doubt.gap.action} in ${doubt.gap.scope}` : [],
  );
}
