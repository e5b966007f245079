import type { World } from "./world.ts";

/** Something in the world was changed by a call, or by time. */
export type Change = {
  account: string;
  region: string;
  /** What made it: an action (`ec2:StartInstances`), or a sentence for what time brought about. */
  by: string;
  /** Ids (ARNs or names for IAM) of the resources that are different now. */
  resourceIds: string[];
};

export type ChangeListener = (world: World, change: Change) => void;

/** Tells everything that reacts to the world (agents first of all) that it is different now. */
export function announce(world: World, change: Change) {
  world.revision = (world.revision ?? 0) + 1;
  for (const listener of world.listeners ?? []) listener(world, change);
}

/** Listens to changes of the world; the answer ends it. */
export function listen(world: World, listener: ChangeListener): () => void {
  world.listeners ??= new Set();
  world.listeners.add(listener);
  return () => world.listeners?.delete(listener);
}
