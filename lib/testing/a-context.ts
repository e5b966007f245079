import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { onTestFinished } from "vitest";
import { loadConfig } from "../config.ts";
import { type OpenContext, openContext } from "../fleet/open-context.ts";
import type { Node } from "../model/node.ts";

/** What verbs are given: an empty store of its own with these nodes, by a clock that a test moves. Closed after the test. */
export async function aContext(
  options: { nodes?: readonly Node[]; config?: Record<string, unknown> } = {},
): Promise<OpenContext & { clock: { now: number } }> {
  const folder = mkdtempSync(join(tmpdir(), "muster-context-"));
  const clock = { now: Date.UTC(2026, 10, 25, 12) };
  const config = { ...loadConfig({ env: { MUSTER_DATA: folder }, folder }), ...options.config };
  const context = await openContext(
    { config, actor: { name: "ann", role: "operator" }, version: "0" },
    { now: () => clock.now },
  );
  onTestFinished(async () => {
    await context.close();
    rmSync(folder, { recursive: true, force: true });
  });
  for (const [scope, nodes] of Map.groupBy(options.nodes ?? [], (node) => node.scope)) {
    const [account = "", region = ""] = scope.split(":");
    await context.store.saveScopes([{ partition: "aws", account, region, accountName: null }]);
    await context.store.saveNodes(scope, nodes, clock.now);
  }
  await context.catchUp();
  return Object.assign(context, { clock });
}
