import { userInfo } from "node:os";
import type { Config } from "../config.ts";
import { FleetError } from "../model/fleet-error.ts";
import { acquireFolderLock } from "../store/folder-lock.ts";
import type { FleetContext } from "./context.ts";
import { openContext } from "./open-context.ts";

/**
 * Opens the store for one command while nobody else has it; `close` gives it back. A store into which nothing was read yet
 * is refused: whatever it was asked, "none" would be said of a fleet that nobody has seen.
 */
export async function openAlone(
  config: Config,
  version: string,
): Promise<{ context: FleetContext; close(): Promise<void> }> {
  const lock = "folder" in config.store ? acquireFolderLock(config.store.folder) : null;
  const actor = { name: userInfo().username, role: "operator" } as const;
  const context = await openContext({ config, actor, version }).catch((error: unknown) => {
    lock?.release();
    throw error;
  });
  const close = async () => {
    await context.close();
    lock?.release();
  };
  if ((await context.store.loadScopes()).every(({ readAt }) => readAt === null)) {
    await close();
    const which = "folder" in config.store ? `the store in ${config.store.folder}` : "this store";
    throw new FleetError(
      "not-found",
      `Nothing has been read into ${which} yet. \`muster sync\` reads your accounts; MUSTER_DATA names another store.`,
    );
  }
  return { context, close };
}
