import { describe, expect, test } from "vitest";
import { aRawBundle, healthyAnswers, partsOf } from "../testing/a-bundle.ts";
import { diagnoseBundles } from "./diagnose-bundle.ts";
import { endpoints } from "./diagnose-cases/endpoints.ts";
import { gaps } from "./diagnose-cases/gaps.ts";
import { identity } from "./diagnose-cases/identity.ts";
import { internet } from "./diagnose-cases/internet.ts";
import { signals } from "./diagnose-cases/signals.ts";

const groups = { signals, identity, endpoints, internet, gaps };

describe.each(Object.entries(groups))("%s", (_, cases) => {
  test.each(cases)("$name", async ({ way, change, denied = [], errors = {}, expected }) => {
    const answers = healthyAnswers(way);
    change?.(partsOf(answers), answers);
    const refused = denied.map((name) => {
      delete answers[name];
      return [name, { code: "AccessDenied", message: "not authorized" }];
    });
    const bundle = aRawBundle(answers, { ...errors, ...Object.fromEntries(refused) });
    const [diagnosis] = await diagnoseBundles([{ json: bundle, file: "case.json" }]);
    const [node] = diagnosis!.nodes;
    const words = (cause: { code: string; subject: { kind: string; id: string } }) =>
      `${cause.code} ${cause.subject.kind} ${cause.subject.id}`;
    const found = {
      status: node!.status,
      sure: node!.sure,
      cause: node!.cause && words(node!.cause),
      also: node!.alsoBroken.map(words),
    };
    expect(found).toMatchObject(expected);
  });
});
