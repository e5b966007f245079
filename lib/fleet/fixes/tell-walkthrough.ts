import type { FleetContext } from "../context.ts";

/** The channel on which processes that share a store hear that somebody did something on a walkthrough. */
export const walkthroughsChannel = "walkthroughs";

/** Says to everybody who shows it that the walkthrough has to be read again. */
export async function tellWalkthrough(
  { store }: Pick<FleetContext, "store">,
  id: string,
  version: number,
): Promise<void> {
  await store.notify(walkthroughsChannel, JSON.stringify({ id, version }));
}

export function parseTold(payload: string): { id: string; version: number } {
  return JSON.parse(payload) as { id: string; version: number };
}
