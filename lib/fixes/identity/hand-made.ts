import type { Snapshot, SnapshotPatch } from "../../model/snapshot.ts";
import type { Step } from "../fix.ts";
import type { MakeChange } from "../network/change.ts";

type Told = Omit<Step, "call" | "terraform" | "cloudformation" | "undo"> &
  Partial<Pick<Step, "terraform" | "cloudformation" | "undo">>;

/** A step that only a person may do, of which it is certain what the world is like once it is done. */
export function handMade(step: Told, patchOf: (snapshot: Snapshot) => SnapshotPatch): MakeChange {
  return (snapshot) => ({
    step: { terraform: null, cloudformation: null, undo: null, ...step, call: null },
    patch: patchOf(snapshot),
  });
}
