import type { Step } from "../fix.ts";
import type { MakeChange } from "./change.ts";

/** A step that only a person can do, where nothing that Muster sees changes with it. */
export function byHand(step: Omit<Step, "terraform" | "cloudformation" | "undo" | "call">): MakeChange {
  return () => ({
    step: { ...step, terraform: null, cloudformation: null, undo: null, call: null },
    patch: {},
  });
}
