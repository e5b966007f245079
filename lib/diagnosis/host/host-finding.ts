import type { CauseCode } from "../../model/cause.ts";
import type { SuspectId } from "./suspect-catalogue.ts";

/** One thing that a host's own output says. */
export type HostFinding = {
  id: string;
  title: string;
  sentence: string;
  /** How much it tells; the most telling comes first. Zero for what looks bad and means nothing here. */
  weight: number;
  /** The row or the line, without what looks like a secret. */
  fact: { field: string; value: string };
  suspects: readonly SuspectId[];
  /** What in AWS it speaks for, the likeliest first. */
  causes: readonly CauseCode[];
  /** Suspects that it clears. */
  clears: readonly SuspectId[];
};
