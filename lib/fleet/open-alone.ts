import { userInfo } from "node:os";
import type { Config } from "../config.ts";
import { acquireFolderLock } from "../store/folder-lock.ts";
import type { FleetContext } from "./context.ts";
import { openContext } from "./open-context.ts";

/** Opens the store for one command while nobody else has it; `close` gives it back. */
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
  return {
    context,
    async close() {
      await context.close();
      lock?.release();
    },
  };
}
