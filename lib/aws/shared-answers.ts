import type { Clock } from "./clock.ts";

/** Answers that hold for a whole account, whichever Region asks. */
export type SharedAnswers = {
  /** The answer under `key` if there is a fresh one or one on its way, else the one that `ask` gets. */
  get<T>(key: string, ask: () => Promise<T>): Promise<T>;
  /** Something was changed: whoever asks from now on is told what is so now. */
  forget(): void;
};

/** A failed call is forgotten at once: the next who asks tries again. */
export function createSharedAnswers({ ttlMs, clock }: { ttlMs: number; clock: Clock }): SharedAnswers {
  const answers = new Map<string, { answer: Promise<unknown>; until: number }>();

  const forgetOld = (now: number) => {
    for (const [key, { until }] of answers) {
      // Insertion order is age, so the first fresh one ends the search.
      if (until > now) return;
      answers.delete(key);
    }
  };

  return {
    forget: () => answers.clear(),
    async get<T>(key: string, ask: () => Promise<T>): Promise<T> {
      const now = clock.now();
      forgetOld(now);
      const known = answers.get(key);
      // A key is made of operation and input, which settle the type of the answer.
      if (known !== undefined) return known.answer as Promise<T>;
      const answer = ask();
      answers.set(key, { answer, until: now + ttlMs });
      answer.catch(() => answers.delete(key));
      return answer;
    },
  };
}
