import type { CauseCode, Subject } from "../model/cause.ts";
import type { Scope } from "../model/scope.ts";
import type { Snapshot, SnapshotPatch } from "../model/snapshot.ts";
import type { WrittenCall } from "./written-call.ts";

/** What a fix is asked about: one cause with its subject in one scope, and the nodes that it holds back there. */
export type FixContext = {
  scope: Scope;
  snapshot: Snapshot;
  code: CauseCode;
  subject: Subject;
  /**
   * The nodes that a narrow rule has to let through: those that have the cause, and those that would have it next, behind
   * another one.
   */
  nodeIds: readonly string[];
};

/** How dangerous a fix is for what works today. */
export type Risk = { level: "low" | "medium" | "high"; sentence: string };

/** What it costs to keep, by the dated price table; null where the Region's price is not known. */
export type Cost = {
  monthlyUsd: number | null;
  /** As "3 interface endpoints in 2 zones at 0.011 USD an hour each". */
  sentence: string;
};

/** What a fix is as such, whatever it meets. */
export type About = {
  /** What it does, and for whom it is the right one among the alternatives. */
  does: string;
  /** What it costs to keep; left out where that is nothing. */
  costs?: string;
  /** Where it hangs on what it meets, the greatest. */
  risk: Risk;
};

/** How soon a node may be back once the step is done (ssm-targets 3.1), and what skips the wait. */
export type TakesEffect = { withinMs: number; sentence: string; skipsTheWait: string | null };

/** One thing to do, told in each way in which people do it, with the real ids. */
export type Step = {
  id: string;
  title: string;
  /** One plain sentence. */
  why: string;
  /** Command lines, ready to be pasted. Everything that came from AWS is quoted for a shell. */
  cli: readonly string[];
  /** The address is null where the partition's console has none that we know. */
  console: { url: string | null; path: string };
  /** Null where the tool has nothing of the kind. */
  terraform: string | null;
  cloudformation: string | null;
  /** What of AWS is different afterwards, in words. */
  changes: string;
  undo: { sentence: string; cli: readonly string[] } | null;
  /** The call of the SDK that does it; null where only a person can, as on a host. */
  call: WrittenCall | null;
};

/**
 * A remedy for causes. `effect` is pure and says what the world is like once every step is done: running the engine on it
 * proves which nodes come back before anybody touches AWS.
 */
export type Fix = {
  id: string;
  title(context: FixContext): string;
  causes: readonly CauseCode[];
  about: About;
  /**
   * What it sets where that is one thing for a whole Region: it is the same walkthrough whichever node one came from, and all
   * nodes of the Region with a cause of that code are in it.
   */
  setting?: Subject;
  /** Of the same causes a fix may fit one situation and not another, as endpoints and a NAT gateway do. */
  fits(context: FixContext): boolean;
  /** What it is for, and for whom it is the right one among the alternatives. */
  summary(context: FixContext): string;
  steps(context: FixContext): readonly Step[];
  /** Null where nothing in AWS changes: then nothing can be proved, and the screen says so. */
  effect(context: FixContext): SnapshotPatch | null;
  risk(context: FixContext): Risk;
  cost(context: FixContext): Cost | null;
  takesEffect(context: FixContext): TakesEffect;
};

export function defineFix<const Definition extends Fix>(fix: Definition): Definition {
  return fix;
}
