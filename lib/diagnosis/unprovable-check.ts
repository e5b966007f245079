import type { HopKind } from "../model/path.ts";
import type { Check, Finding } from "./check.ts";
import { likely, pass, undecided, unknown } from "./finding.ts";
import { hasWay, networkKinds } from "./obstacle-check.ts";
import { gapsOf, requiredPaths, unprovablesOf } from "./required-services.ts";

export type UnprovableCheck<Id extends string> = {
  id: Id;
  title: string;
  passTitle: string;
  why: string;
  rows: readonly string[];
  cause: "path-unprovable" | "resolver-unprovable";
  hops: readonly HopKind[];
};

/** A check of what no configuration shows: it is never red, and green only where there is no such thing on any way. */
export function defineUnprovableCheck<const Id extends string>({
  cause,
  hops,
  ...words
}: UnprovableCheck<Id>): Check & { id: Id } {
  const passes = pass(`${words.passTitle}.`);
  return {
    ...words,
    group: "network",
    causes: [cause],
    needs: networkKinds,
    appliesTo: hasWay,
    examine(node): Finding {
      const paths = requiredPaths(node);
      const found = unprovablesOf(paths).filter((each) => each.cause === cause);
      const [first] = found;
      if (first !== undefined) {
        // Ways to two services often end in the same dark.
        const bySubject = new Map(found.toReversed().map((each) => [each.subject.id, each]));
        const causes = [...bySubject.values()]
          .toReversed()
          .map(({ subject, explain }) => likely(cause, subject, explain));
        return undecided(first.explain, first.whoCanTell, causes);
      }
      const [gap, ...more] = gapsOf(paths).filter(({ hop }) => hops.includes(hop));
      return gap === undefined ? passes : unknown([gap.gap, ...more.map((each) => each.gap)]);
    },
  };
}
