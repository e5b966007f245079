import type { Fix } from "../fixes/fix.ts";

/** A fix that fits every cause of its codes, with what a test says of it. */
export function aFix(changes: Pick<Fix, "id" | "causes"> & Partial<Fix>): Fix {
  return {
    about: {
      does: "It mends what is to blame.",
      risk: { level: "low", sentence: "It only lets more through." },
    },
    title: ({ subject }) => `Mend ${subject.id}`,
    fits: () => true,
    summary: () => "It mends what is to blame.",
    steps: () => [],
    effect: () => null,
    risk: () => ({ level: "low", sentence: "It only lets more through." }),
    cost: () => null,
    takesEffect: () => ({ withinMs: 3_600_000, sentence: "Within the hour.", skipsTheWait: null }),
    ...changes,
  };
}
