import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { BundleFile } from "../aws/bundle/recorder.ts";
import { redactBundle } from "../aws/bundle/redact.ts";
import { createAddressMap } from "../aws/bundle/redact-address.ts";
import { createNetwork, type Network } from "../network/network.ts";
import { aRawBundle, healthyAnswers, partsOf } from "../testing/a-bundle.ts";
import { aSnapshot, type WorldParts } from "../testing/a-document.ts";
import { aRandomVpc } from "../testing/a-random-vpc.ts";
import { internet } from "../testing/diagnose-cases/internet.ts";
import { names } from "../testing/diagnose-cases/names.ts";
import { refusing } from "../testing/diagnose-cases/neighbour.ts";
import { networkShapes } from "../testing/diagnose-cases/network-shapes.ts";
import { diagnoseBundles } from "./diagnose-bundle.ts";

async function told(json: unknown) {
  const [diagnosis] = await diagnoseBundles([{ json, file: "case.json" }]);
  return [...diagnosis!.nodes].map(({ id, status, sure, cause, alsoBroken, expected, checks, path }) => ({
    ...{ id, status, sure, expected },
    causes: [cause, ...alsoBroken].map((each) => each && `${each.code} ${each.subject.kind}`),
    outcomes: checks.map((check) => `${check.id} ${check.outcome}`),
    lanes: path?.lanes.map(({ service, trace }) => ({
      ...{ service, answer: trace.answer },
      hops: trace.hops.map((hop) => `${hop.id} ${hop.state} ${hop.code}`),
    })),
  }));
}

describe.each(Object.entries({ internet, names, networkShapes }))(
  "redacted, %s are judged as they were",
  (_, cases) => {
    test.each(cases)("$name", async ({ way, change, denied = [], errors = {}, scope }) => {
      const answers = healthyAnswers(way);
      change?.(partsOf(answers), answers);
      const bundle = aRawBundle(answers, { ...errors, ...refusing(answers, denied) }, scope && { scope });
      const redacted = redactBundle(bundle as unknown as BundleFile, "only for this test");
      expect(await told(redacted)).toEqual(await told(bundle));
    });
  },
);

/** All addresses and blocks in documents, as another map has them. */
function mapped(parts: WorldParts, key: string): WorldParts {
  const networks = [
    ...(parts.vpc ?? []).flatMap(({ cidrBlocks }) => cidrBlocks),
    ...(parts.subnet ?? []).flatMap(({ cidrBlock }) => cidrBlock ?? []),
  ];
  const map = createAddressMap(key, networks);
  return JSON.parse(JSON.stringify(parts), (_, value) =>
    typeof value === "string" && /^\d+(?:\.\d+){3}(?:\/\d+)?$/.test(value) ? map.address(value) : value,
  );
}

function verdictsOf(network: Network, ids: readonly string[]) {
  return ids.flatMap((id) =>
    ["ssm", "s3"].map((service) => {
      const { answer, way, obstacles, uncertainties, warnings } = network.judge(id, service);
      return {
        ...{ id, service, answer, way },
        obstacles: obstacles.map(({ cause, subject, code, hop }) => ({ cause, subject, code, hop })),
        doubts: uncertainties.map((each) => (each.because === "gap" ? each.gap.kind : each.code)),
        warnings: warnings.map(({ code, hopId }) => ({ code, hopId })),
      };
    }),
  );
}

test("other addresses of the same structure make no other verdict", () => {
  fc.assert(
    fc.property(aRandomVpc, fc.string(), ({ parts, instanceIds }, key) => {
      expect(verdictsOf(createNetwork(aSnapshot(mapped(parts, key))), instanceIds)).toEqual(
        verdictsOf(createNetwork(aSnapshot(parts)), instanceIds),
      );
    }),
    { numRuns: 60 },
  );
});
