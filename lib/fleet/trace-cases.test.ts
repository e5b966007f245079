import { describe, expect, test } from "vitest";
import { aRawBundle, healthyAnswers, partsOf } from "../testing/a-bundle.ts";
import { addresses } from "../testing/trace-cases/addresses.ts";
import { node } from "../testing/trace-cases/case.ts";
import { packets } from "../testing/trace-cases/packets.ts";
import { peers } from "../testing/trace-cases/peers.ts";
import { services } from "../testing/trace-cases/services.ts";
import { sources } from "../testing/trace-cases/sources.ts";
import { unread } from "../testing/trace-cases/unread.ts";
import { traceInBundles } from "./trace-bundle.ts";

describe.each(Object.entries({ addresses, packets, peers, services, sources, unread }))("%s", (_, cases) => {
  test.each(cases)("$name", async ({ way, change, denied = [], from = node, expected, ...question }) => {
    const answers = healthyAnswers(way);
    change?.(partsOf(answers), answers);
    const refused = denied.map((name) => {
      delete answers[name];
      return [name, { code: "AccessDenied", message: "not authorized" }];
    });
    const json = aRawBundle(answers, Object.fromEntries(refused));
    const { name: _name, ...asked } = question;
    const trace = await traceInBundles([{ json, file: "case.json" }], { from, ...asked });
    const found = {
      answer: trace.answer,
      blockers: trace.blockers.map(({ cause, subject }) => `${cause} ${subject.kind} ${subject.id}`),
      doubts: trace.doubts.map((doubt) => (doubt.because === "gap" ? doubt.gap.action : doubt.code)),
      warnings: trace.warnings.map(({ code }) => code),
      destination: trace.destination,
    };
    expect(found).toMatchObject(expected);
  });
});
