import type { Certainty } from "../../lib/model/status.ts";

/** How sure a verdict is, in words. */
export const certaintyWords: Record<Certainty, string> = {
  decided: "Decided",
  likely: "Likely",
  undecided: "Undecided",
};

export const certaintyMeanings: Record<Certainty, string> = {
  decided: "One fact of AWS's own decides it.",
  likely: "It is simulated, lies on the host, or something that could not be read might add another reason.",
  undecided: "What would decide it could not be read, or configuration alone cannot tell.",
};

/** Of a node of whose scope not all is read again. */
export const awaitedMeaning =
  "Its scope is being read, and what was read says something new: why is told when all of it is.";
