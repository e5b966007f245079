import { aRawBundle, healthyAnswers, partsOf, type RawAnswers } from "../a-bundle.ts";
import { region, type Way } from "../a-bundle-network.ts";
import type { Parts } from "./case.ts";

/** Another scope of the same world, as its own account reads it. */
export type Neighbour = {
  account: string;
  region?: string;
  partition?: string;
  at?: string;
  way: Way;
  change?(parts: Parts, answers: RawAnswers): void;
  denied?: string[];
};

/** Operations as AWS refuses them. */
export function refusing(answers: RawAnswers, denied: readonly string[]): Record<string, object> {
  for (const name of denied) delete answers[name];
  return Object.fromEntries(
    denied.map((name) => [name, { code: "AccessDenied", message: "not authorized" }]),
  );
}

export function aNeighbourBundle({ account, way, change, denied = [], at, ...scope }: Neighbour) {
  const answers = structuredClone(healthyAnswers(way));
  change?.(partsOf(answers), answers);
  return aRawBundle(answers, refusing(answers, denied), {
    scope: { partition: "aws", region, ...scope, account },
    ...(at === undefined ? {} : { at }),
  });
}

/** What is to blame, with the scope where that is another one. */
export function blamed(cause: {
  code: string;
  subject: { kind: string; id: string; scope?: string };
}): string {
  const { kind, id, scope } = cause.subject;
  return `${cause.code} ${kind} ${id}${scope === undefined ? "" : ` in ${scope}`}`;
}
