import type { FleetContext } from "./context.ts";

/** The channel on which processes that share a store hear of each other's exclusions and acknowledgements. */
export const exclusionsChannel = "exclusions";

/** Says to everybody who shows counts that what is looked away from has changed. */
export async function tellExclusions({ store }: Pick<FleetContext, "store">): Promise<void> {
  await store.notify(exclusionsChannel, "");
}
