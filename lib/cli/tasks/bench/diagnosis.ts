import { type DiagnosisFigures, measureDiagnosis } from "../../../testing/measure-diagnosis.ts";
import { measureFixPlan } from "../../../testing/measure-fix-plan.ts";
import type { Measure } from "./measure.ts";

const figures: { name: string; of: keyof DiagnosisFigures; what: string; budget: number }[] = [
  {
    name: "diagnosis-index",
    of: "index",
    what: "one core's time to index a scope of the large fleet's size",
    budget: 400,
  },
  {
    name: "network-verdicts",
    of: "network",
    what: "one core's time for the network verdicts of all its nodes for three services",
    budget: 300,
  },
  {
    name: "diagnosis-whole",
    of: "whole",
    what: "one core's time for the whole diagnosis, index and network included",
    budget: 1_500,
  },
  {
    name: "rediagnose-one",
    of: "one",
    what: "one core's time to judge again what hangs on one changed group, route table, ACL, VPC, endpoint or role: the slowest of these kinds",
    budget: 20,
  },
];

/** Generated once for all four. */
const measured = new Map<string, DiagnosisFigures>();

const fixPlan: Measure = {
  name: "fix-plan",
  what: "one core's time for the fix plan of a scope of the large fleet's size with thirty causes",
  unit: "ms",
  budget: 2_000,
  take: async ({ nodes }) => measureFixPlan(nodes),
};

const ofDiagnosis: readonly Measure[] = [true, false].flatMap((isTidy) =>
  figures.map(({ name, of, what, budget }) => ({
    name: isTidy ? name : `${name}-untidy`,
    what: isTidy ? what : `${what}: pairs of groups, long rules, many routes`,
    unit: "ms",
    budget,
    async take({ nodes }) {
      const key = `${nodes} ${isTidy}`;
      const known = measured.get(key) ?? measureDiagnosis(nodes, { isTidy });
      measured.set(key, known);
      return known[of];
    },
  })),
);

export const diagnosisMeasures: readonly Measure[] = [...ofDiagnosis, fixPlan];
